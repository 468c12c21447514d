import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AutoTokenizer, env, type PreTrainedTokenizer } from '@xenova/transformers';
import { describe, expect, test } from 'vitest';
import { anyCutter } from '../../embeddings/any-tokenizer.js';
import { ModelError } from '../../embeddings/errors.js';
import { tokenize } from '../../embeddings/tokens.js';
import { temporaryFolder } from '../support/folder.js';

const vocabulary = (pieces: readonly string[]): Record<string, number> => Object.fromEntries(pieces.map((piece, id) => [piece, id]));

/** Loads a tokenizer through the library, as it is loaded with a model. */
async function tokenizerOf(file: object, config: object): Promise<PreTrainedTokenizer> {
  const models = temporaryFolder();
  mkdirSync(join(models, 'model'));
  writeFileSync(join(models, 'model/tokenizer.json'), JSON.stringify({ added_tokens: [], decoder: null, ...file }));
  writeFileSync(join(models, 'model/tokenizer_config.json'), JSON.stringify(config));
  Object.assign(env, { allowRemoteModels: false, localModelPath: models });
  return AutoTokenizer.from_pretrained('model');
}

const wordPiece = {
  normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true },
  pre_tokenizer: { type: 'BertPreTokenizer' },
  post_processor: {
    type: 'TemplateProcessing',
    single: [{ SpecialToken: { id: '[CLS]', type_id: 0 } }, { Sequence: { id: 'A', type_id: 0 } }, { SpecialToken: { id: '[SEP]', type_id: 0 } }],
    pair: [],
    special_tokens: {},
  },
  model: {
    type: 'WordPiece',
    unk_token: '[UNK]',
    continuing_subword_prefix: '##',
    max_input_chars_per_word: 100,
    vocab: vocabulary(['[PAD]', '[UNK]', '[CLS]', '[SEP]', 'la', 'prison', '##s', 'fou', '##ille', '##e', "'", 'l', 'a', '.', '?']),
  },
};

describe('anyCutter', () => {
  test('gives the tokens of an uncased WordPiece tokenizer with their slices, accents and capitals aside', async () => {
    const cutter = anyCutter(await tokenizerOf(wordPiece, { tokenizer_class: 'BertTokenizer', model_max_length: 512 }), 'tiny');
    expect([cutter.before, cutter.after]).toEqual([[2], [3]]);
    const text = 'La prison  FOUILLÉE, l’a-t-on ?';
    const { ids, first, offsets } = tokenize('l ', text, cutter);
    const slices = Array.from({ length: offsets.length / 2 }, (_, k) => text.slice(offsets[2 * k], offsets[2 * k + 1]));
    expect(first).toBe(2);
    expect(ids.slice(0, 4)).toEqual([2, 11, 4, 5]);
    expect(slices.slice(0, 2)).toEqual(['La', 'prison']);
    // A word with an unknown piece: each of its tokens gets the whole word.
    expect(slices.slice(2, 5)).toEqual(['FOUILLÉE,', 'FOUILLÉE,', 'FOUILLÉE,']);
    expect(slices.at(-1)).toBe('?');
    const exact = tokenize('', 'fouillée PRISONS', cutter).offsets;
    expect(exact).toEqual(Uint32Array.of(0, 3, 3, 7, 7, 8, 9, 15, 15, 16));
  });

  test('refuses a tokenizer that does not part words by white space, naming the model', async () => {
    // Byte-level BPE: a space belongs to the word after it, so that a word alone has other tokens.
    const bytes = Array.from('!"#$%&\'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzĠÃ©¨§«»âĢĵĤ¬Â');
    const bpe = {
      normalizer: null,
      pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true },
      post_processor: null,
      model: { type: 'BPE', unk_token: '!', vocab: vocabulary(bytes), merges: [] },
    };
    const tokenizer = await tokenizerOf(bpe, { tokenizer_class: 'GPT2Tokenizer', model_max_length: 512 });
    expect(() => anyCutter(tokenizer, 'bytes')).toThrow(ModelError);
    expect(() => anyCutter(tokenizer, 'bytes')).toThrow(/loading the model bytes: a tokenizer that parts words by white space expected/);
  });
});
