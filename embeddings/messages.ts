import type { Embedding, ModelIdentity, TextKind } from './embedder.js';
import type { PlainError } from './errors.js';
import type { EmbedderSettings } from './settings.js';

// Between the program (child.ts) and the embedding process (worker.ts): one request at a time, each with one answer. The first request
// opens the model. When the program closes the channel, or ends, the process ends too.

/** What is done once the model is open. */
export type Job =
  | { readonly task: 'embed'; readonly text: string; readonly kind: TextKind }
  | { readonly task: 'count'; readonly texts: readonly string[]; readonly kind: TextKind };

/** `background`: the process leaves the processor to others whenever they want it. */
export type Request = { readonly task: 'open'; readonly settings: EmbedderSettings; readonly background: boolean } | Job;

/** What a request comes to. */
export interface Results {
  readonly open: ModelIdentity;
  readonly embed: Embedding;
  readonly count: number[];
}

export type Answer<Task extends keyof Results = keyof Results> = { readonly result: Results[Task] } | { readonly error: PlainError };
