import type { Embedding, ModelIdentity, TextKind } from './embedder.js';
import type { PlainError } from './errors.js';

/** What the thread is asked to do. */
export type Job =
  | { readonly task: 'embed'; readonly text: string; readonly kind: TextKind }
  | { readonly task: 'count'; readonly texts: readonly string[]; readonly kind: TextKind };

/** To the thread. `close`: finish what is being done, then end. */
export type ToThread = ({ readonly id: number } & Job) | 'close';

/** From the thread: first `ready` or `failed`, then one answer a job. */
export type FromThread =
  | { readonly ready: ModelIdentity }
  | { readonly failed: PlainError }
  | { readonly id: number; readonly result: Embedding | number[] }
  | { readonly id: number; readonly error: PlainError };
