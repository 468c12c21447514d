import type { TextPart } from '../../documents/index.js';
import type { Compared, TokenCodes } from '../../index/index.js';
import type { Passage } from '../../passages/index.js';
import type { Method } from '../method.js';
import type { Question } from '../question/question.js';
import { tokenMarks } from '../reader/index.js';

/** A passage's tokens, beside those of the question. */
export interface SeenPassage {
  readonly codes: TokenCodes;
  readonly compared: Compared;
  /** What the reader says of each of the passage's tokens; `null` when it did not read. */
  readonly reading: Float32Array | null;
}

/** A passage's tokens beside those of the question. */
export function seePassage(text: TextPart, passage: Passage, codes: TokenCodes, { comparer, reading }: Question, method: Method = 'late'): SeenPassage {
  const compared = comparer.compare(codes);
  return { codes, compared, reading: reading && method === 'late' ? reading.reader.read(reading.asked, compared, tokenMarks(text, passage, codes)) : null };
}
