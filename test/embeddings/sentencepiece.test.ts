import { readFileSync } from 'node:fs';
import { dirname, basename, join } from 'node:path';
import { AutoTokenizer, env, type PreTrainedTokenizer } from '@xenova/transformers';
import { beforeAll, describe, expect, test } from 'vitest';
import { EMBEDDED_FOLDER } from '../../embeddings/model-files.js';
import { sentencePieceCutter, type TokenizerFile } from '../../embeddings/sentencepiece.js';
import { remembering, tokenize, type WordCutter } from '../../embeddings/tokens.js';
import { hostileTexts, randomTexts, seeds } from '../support/texts.js';

const file = JSON.parse(readFileSync(join(EMBEDDED_FOLDER, 'tokenizer.json'), 'utf8')) as TokenizerFile & { model: { vocab: [string, number][] } };
const cutter = remembering(sentencePieceCutter(file)!);
/** The library's own tokenizer, as the reference. */
let reference: PreTrainedTokenizer;

beforeAll(async () => {
  Object.assign(env, { allowRemoteModels: false, localModelPath: dirname(EMBEDDED_FOLDER) });
  reference = await AutoTokenizer.from_pretrained(basename(EMBEDDED_FOLDER));
});

function slices(text: string, by: WordCutter = cutter, prefix = ''): string[] {
  const { offsets } = tokenize(prefix, text, by);
  return Array.from({ length: offsets.length / 2 }, (_, k) => text.slice(offsets[2 * k], offsets[2 * k + 1]));
}

describe('ids', () => {
  test('are those that the model was shipped with', () => {
    expect(tokenize('query: ', 'combien de personnes ont été interpellées ?', cutter).ids).toEqual([
      0, 37, 899, 12, 95483, 8, 8542, 2066, 3198, 94114, 2307, 77, 513, 2,
    ]);
  });

  test('are those of the library, on the seeds, hostile and random texts', () => {
    const texts = [...seeds, ...hostileTexts, ...randomTexts(2000, 3)].filter((text) => !/<\/?(?:s|pad|mask|unk)>/.test(text));
    expect(texts.length).toBeGreaterThan(1000);
    for (const text of texts) expect(tokenize('passage: ', text, cutter).ids, JSON.stringify(text.slice(0, 80))).toEqual(reference.encode(`passage: ${text}`));
  });

  test('never hold a special token that a text spells out', () => {
    const special = new Set(file.added_tokens!.map(({ id }) => id));
    const { ids } = tokenize('', 'un </s> et <s> puis <mask>, <pad>', cutter);
    expect(ids.slice(1, -1).filter((id) => special.has(id) && id !== 3)).toEqual([]);
    expect([ids[0], ids.at(-1)]).toEqual([0, 2]);
  });
});

describe('offsets', () => {
  test('give each token its slice of French text as it is typed and printed', () => {
    expect(slices('L’œuvre « cœur\u00A0»\u202F: où\u00A0?')).toEqual(['L', '’', 'œuvre', '«', 'cœur', '»', ':', 'où', '?']);
    expect(slices('e\u0301te\u0301', cutter, 'query: ')).toEqual(['e\u0301te\u0301']);
    expect(slices('la ﬁn')).toEqual(['la', 'ﬁn']);
  });

  test('leave prefix and special tokens out', () => {
    const { ids, first, offsets } = tokenize('query: ', 'où ?', cutter);
    expect(first).toBe(4);
    expect(offsets).toEqual(Uint32Array.of(0, 2, 3, 4));
    expect(ids).toHaveLength(first + 2 + 1);
  });

  test('clip a token shared with a prefix that does not end in a space', () => {
    const { offsets } = tokenize('pré', 'fixe', cutter);
    expect(offsets[0]).toBe(0);
    expect(offsets.at(-1)).toBe(4);
  });

  test('spell the very piece, wherever normalisation changed nothing', () => {
    for (const text of seeds) {
      const { ids, first, offsets } = tokenize('passage: ', text, cutter);
      for (let k = 0; k < offsets.length / 2; k++) {
        const piece = file.model.vocab[ids[first + k]!]![0];
        const slice = text.slice(offsets[2 * k], offsets[2 * k + 1]);
        if (piece !== '<unk>') expect(slice.normalize('NFKC')).toBe(piece.replace('▁', ''));
      }
    }
  });

  test('lie in the text, never go back and miss nothing but spaces, whatever the text', () => {
    for (const text of [...hostileTexts, ...randomTexts(800, 4)]) {
      const { ids, first, offsets } = tokenize('passage: ', text, cutter);
      expect(ids).toHaveLength(first + offsets.length / 2 + 1);
      let lastStart = 0;
      let lastEnd = 0;
      let missed = '';
      for (let k = 0; k < offsets.length; k += 2) {
        const [start, end] = [offsets[k]!, offsets[k + 1]!];
        expect(start).toBeGreaterThanOrEqual(lastStart);
        expect(end).toBeGreaterThanOrEqual(lastEnd);
        expect(end).toBeGreaterThanOrEqual(start);
        missed += text.slice(lastEnd, start);
        [lastStart, lastEnd] = [start, end];
      }
      expect(lastEnd).toBeLessThanOrEqual(text.length);
      missed += text.slice(lastEnd);
      // Controls and zero-width characters vanish; all else that no token covers must be space.

      expect(missed.replace(/[\u0001-\u001F\u007F\u008F\u009F\u200B\u200C\u200E\u200F\u2581\uFEFF\uFFFD\s´¨¸]/g, '')).toBe('');
    }
  });
});

describe('sentencePieceCutter', () => {
  test('leaves other kinds of tokenizer to others', () => {
    expect(sentencePieceCutter({ ...file, model: { type: 'WordPiece', vocab: {} } })).toBeNull();
    expect(sentencePieceCutter({ ...file, normalizer: { type: 'BertNormalizer' } })).toBeNull();
    expect(sentencePieceCutter({ ...file, pre_tokenizer: { type: 'ByteLevel' } })).toBeNull();
    expect(sentencePieceCutter({ ...file, post_processor: { type: 'RobertaProcessing' } })).toBeNull();
  });
});
