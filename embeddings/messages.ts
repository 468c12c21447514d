import type { Embedding, ModelIdentity, TextKind } from './embedder.js';
import type { PlainError } from './errors.js';
import type { EmbedderSettings } from './settings.js';

/** What the worker is asked to do. */
export type Job =
  | { readonly task: 'embed'; readonly text: string; readonly kind: TextKind }
  | { readonly task: 'count'; readonly texts: readonly string[]; readonly kind: TextKind };

/** To the worker: first `open` (`background`: it leaves the processor to others whenever they want it), then jobs; `close`: finish what is being done, then end. */
export type ToWorker = { readonly open: EmbedderSettings; readonly background?: boolean } | ({ readonly id: number } & Job) | 'close';

/** From the worker: first `ready` or `failed`, then one answer a job. */
export type FromWorker =
  | { readonly ready: ModelIdentity }
  | { readonly failed: PlainError }
  | { readonly id: number; readonly result: Embedding | number[] }
  | { readonly id: number; readonly error: PlainError };
