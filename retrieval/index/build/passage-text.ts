import type { TokenVectors } from '../../../embeddings/index.js';
import type { Document } from '../../documents/index.js';
import { type Passage, contentTerms } from '../../passages/index.js';

/** What is put before a passage for the model to read: `both` is the document's title and the heading above, which say what it is about. */
export const CONTEXTS = ['both', 'title', 'heading', 'none'] as const;
export type Context = (typeof CONTEXTS)[number];

/** What the model reads of a passage, its context first. */
export interface PassageText {
  readonly text: string;
  /** Where the passage's own text starts in it, in UTF-16 units. */
  readonly context: number;
}

/** The longest title or heading given along; a longer one is cut at a word, and is still searched whole by words. */
const CONTEXT_CHARACTERS = 150;

/** The text that is embedded for a passage. */
export function passageText(document: Document, passage: Passage, context: Context = 'both'): PassageText {
  const own = document.text.slice(passage.start, passage.end);
  const told: readonly (string | null)[] = { both: [document.title, passage.heading], title: [document.title], heading: [passage.heading], none: [] }[context];
  const above = told.filter((part): part is string => part !== null && part !== '' && !own.startsWith(part));
  const before = [...new Set(above)].map((part) => `${shortened(part)}\n`).join('');
  return { text: before + own, context: before.length };
}

function shortened(text: string): string {
  if (text.length <= CONTEXT_CHARACTERS) return text;
  const cut = text.slice(0, CONTEXT_CHARACTERS);
  return cut.slice(0, cut.lastIndexOf(' ') > 0 ? cut.lastIndexOf(' ') : CONTEXT_CHARACTERS).replace(/[\ud800-\udbff]$/u, '');
}

/**
 * The tokens that carry meaning: those of words that are searched by (no function words, no punctuation). Late interaction ranks
 * better on them alone, and they take half the room.
 * @param from UTF-16 offset at which the text counts; offsets of what is returned are relative to it.
 */
export function contentTokens(tokens: TokenVectors, text: string, dimensions: number, from = 0): TokenVectors {
  const kept = contentRows(tokens.offsets, text, from);
  const vectors = new Float32Array(kept.length * dimensions);
  const offsets = new Uint32Array(kept.length * 2);
  for (const [at, token] of kept.entries()) {
    vectors.set(tokens.vectors.subarray(token * dimensions, (token + 1) * dimensions), at * dimensions);
    offsets[2 * at] = tokens.offsets[2 * token]! - from;
    offsets[2 * at + 1] = tokens.offsets[2 * token + 1]! - from;
  }
  return { vectors, offsets };
}

/** Which tokens those are, in order. @param offsets as of `TokenVectors`. */
export function contentRows(offsets: Uint32Array, text: string, from = 0): number[] {
  const spans = contentTerms(text.slice(from));
  const kept: number[] = [];
  let next = 0;
  for (let token = 0; token < offsets.length / 2; token++) {
    const start = offsets[2 * token]! - from;
    const end = offsets[2 * token + 1]! - from;
    if (start < 0) continue;
    while (next < spans.length && spans[next]!.end <= start) next++;
    if (next < spans.length && spans[next]!.start < end) kept.push(token);
  }
  return kept;
}
