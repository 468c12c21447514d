import { fnv } from '../../fnv.js';
import type { Question } from '../questions/questions.js';

/** The reader is taught with all but one article in so many. */
const PARTS = 3;

/**
 * Whether the reader is taught with a question's article. It answers questions on those better than on any others, so that weights
 * learned from them would trust it too much: whatever weighs its word is learned from the articles that it has not seen.
 */
export function readerSaw({ gold }: Pick<Question, 'gold'>): boolean {
  return gold.some(({ file }) => fnv(file) % PARTS !== 0);
}
