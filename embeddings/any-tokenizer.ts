import type { PreTrainedTokenizer } from '@xenova/transformers';
import { ModelError } from './errors.js';
import type { Segment, WordCutter } from './tokens.js';

// What tokenizers are likely to treat in their own way: marks, figures, signs, accents, capitals.
const PROBE = "L'opération « Mirage » du 3 mai 2025 (art. 222-37) : où, déjà ? 1 234,5 € – e-mail ; SÉCURITÉ, cœur.";
// How pieces say that they begin or go on a word: SentencePiece, WordPiece, byte-level BPE, BPE with word ends.
const MARKS = /^(?:▁|##|Ġ)|<\/w>$/g;

/**
 * Any tokenizer of @xenova/transformers that parts words by white space (WordPiece, SentencePiece in its other forms).
 * Offsets are exact where the pieces spell the word, case and accents aside; elsewhere each token gets its whole word.
 * @throws {ModelError} when the tokenizer cuts across white space, since a text's tokens could not be told apart.
 */
export function anyCutter(tokenizer: PreTrainedTokenizer, model: string): WordCutter {
  const cutter: WordCutter = { word: /\S+/g, cut: cutWord, ...surroundings() };
  const whole = tokenizer.encode(PROBE);
  const byWord = [...cutter.before, ...PROBE.match(cutter.word)!.flatMap((word) => cutWord(word).ids), ...cutter.after];
  if (whole.join() !== byWord.join()) {
    throw new ModelError(
      `loading the model ${model}: a tokenizer that parts words by white space expected, found one that does not; choose a model with a WordPiece or SentencePiece tokenizer`,
    );
  }
  return cutter;

  function cutWord(word: string): Segment {
    const ids = tokenizer.encode(word, null, { add_special_tokens: false });
    const pieces = tokenizer.model.convert_ids_to_tokens(ids);
    return { ids, offsets: align(word, pieces) };
  }

  function surroundings(): Pick<WordCutter, 'before' | 'after'> {
    const inner = tokenizer.encode('a', null, { add_special_tokens: false });
    const outer = tokenizer.encode('a');
    const before = outer.indexOf(inner[0]!);
    return { before: outer.slice(0, before), after: outer.slice(before + inner.length) };
  }
}

/** Where each piece stands in its word, two values each. */
function align(word: string, pieces: readonly string[]): number[] {
  const starts: number[] = [];
  const ends: number[] = [];
  let spelt = '';
  for (const { 0: character, index } of word.matchAll(/[^]/gu)) {
    const folded = fold(character);
    spelt += folded;
    for (let k = 0; k < folded.length; k++) {
      starts.push(index);
      ends.push(index + character.length);
    }
  }
  const folded = pieces.map((piece) => fold(piece.replace(MARKS, '')));
  if (folded.join('') !== spelt) return pieces.flatMap(() => [0, word.length]);
  let at = 0;
  return folded.flatMap((piece) => {
    const start = at;
    at += piece.length;
    const first = starts[start] ?? word.length;
    return piece.length > 0 ? [first, ends[at - 1]!] : [first, first];
  });
}

/** Without case and accents, as uncased tokenizers have it. */
function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
