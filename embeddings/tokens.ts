/** A word's tokens. */
export interface Segment {
  readonly ids: readonly number[];
  /** Two values a token: UTF-16 offsets into the word as it was given, end exclusive. A lone space mark is an empty span. */
  readonly offsets: readonly number[];
}

/** How a model's tokenizer works: white space parts words, words are cut one by one, and some tokens go around the whole. */
export interface WordCutter {
  /** Matches each word of a raw text; has the flag `g`. */
  readonly word: RegExp;
  cut(word: string): Segment;
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** A text's tokens as the model takes them. */
export interface Tokens {
  /** All ids: special tokens, the prefix's, the text's own. */
  readonly ids: readonly number[];
  /** The first of the text's own tokens in `ids`; `offsets.length / 2` of them follow. */
  readonly first: number;
  /** Two values for each of the text's own tokens: UTF-16 offsets into the text, end exclusive; neither ever decreases. */
  readonly offsets: Uint32Array;
}

/** Cuts `prefix + text`, keeping track of which tokens are the text's own. */
export function tokenize(prefix: string, text: string, cutter: WordCutter): Tokens {
  const ids = [...cutter.before];
  const offsets: number[] = [];
  for (const { 0: word, index } of (prefix + text).matchAll(cutter.word)) {
    const segment = cutter.cut(word);
    const at = index - prefix.length;
    for (let k = 0; k < segment.ids.length; k++) {
      ids.push(segment.ids[k]!);
      const start = at + segment.offsets[2 * k]!;
      const end = at + segment.offsets[2 * k + 1]!;
      // A prefix that does not end in a space may share a token with the text: the text's part of it counts.
      if (end > 0 || start >= 0) offsets.push(Math.max(0, start), end);
    }
  }
  const first = ids.length - offsets.length / 2;
  for (const id of cutter.after) ids.push(id);
  return { ids, first, offsets: Uint32Array.from(offsets) };
}

/** How many tokens `tokenize` would give in all. */
export function countTokens(prefix: string, text: string, cutter: WordCutter): number {
  let count = cutter.before.length + cutter.after.length;
  for (const [word] of (prefix + text).matchAll(cutter.word)) count += cutter.cut(word).ids.length;
  return count;
}

// Longer words are rare, and would fill the memory where someone sends megabytes without a space.
const LONGEST_REMEMBERED = 40;
// Some 10 MB; the seeds and a few thousand pages of French hold about 30,000 different words.
const REMEMBERED_WORDS = 50_000;

/** The same cutter, with the words already cut kept at hand: most of a text's words have been seen before. */
export function remembering(cutter: WordCutter): WordCutter {
  const known = new Map<string, Segment>();
  return {
    ...cutter,
    cut(word) {
      if (word.length > LONGEST_REMEMBERED) return cutter.cut(word);
      let segment = known.get(word);
      if (!segment) {
        segment = cutter.cut(word);
        if (known.size >= REMEMBERED_WORDS) known.clear();
        known.set(word, segment);
      }
      return segment;
    },
  };
}
