import type { Answer } from '../../retrieval/search/index.js';

/** What a handler notes of the question that it answers; the line is written once the answer is sent. */
export interface AskedNow {
  /** Key of the kept answer. */
  id: string | null;
  /** The answer; `null` until there is one: a question that fails has none. */
  answer: Answer | null;
  /** When the dossier was asked, when it had answered, and when the answer was kept, as `performance.now()`. */
  readonly askedAt: number;
  keptAt: number | null;
  /** What was searched, for the log at debug only. */
  readonly text: string;
}
