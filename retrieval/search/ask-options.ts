import type { Method } from './method.js';

/** What may be said beside a question. */
export interface AskOptions {
  /** How many passages to give, 1 to 50; 5 when left out. */
  readonly top?: number;
  /** Search only these documents (paths as in `Citation.file`); all when left out. */
  readonly files?: readonly string[];
  /** How passages are ranked; for evaluation. Everything on when left out. */
  readonly method?: Method;
  /** Passages left out of the search, by id; for evaluation. */
  readonly without?: readonly string[];
}
