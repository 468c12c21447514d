import type { TextKind } from './embedder.js';

/** How the token vectors of a text become one: their mean, or the first token's. */
export type Pooling = 'mean' | 'cls';

/** Which model, and how it is used. */
export interface EmbedderSettings {
  /** A folder, or a hub name (`owner/name`); the shipped model when left out. */
  readonly model?: string | undefined;
  /** Put before each text. The shipped model's own by default, none for another model. */
  readonly prefixes?: Readonly<Record<TextKind, string>> | undefined;
  /** `mean` when left out. */
  readonly pooling?: Pooling | undefined;
  /** Whether a hub name may be fetched. Nothing is ever fetched for a folder or the shipped model. */
  readonly allowDownload: boolean;
  /** Where models are fetched from; the Hugging Face Hub when left out. */
  readonly hubAddress?: string | undefined;
  /** Folder that fetched models are kept in; that of @xenova/transformers when left out. */
  readonly downloads?: string | undefined;
}

/** Name of the shipped model in `ModelIdentity`. */
export const EMBEDDED = 'embedded';

/** E5 was trained with these (model card of intfloat/multilingual-e5-small). */
export const E5_PREFIXES: Readonly<Record<TextKind, string>> = { question: 'query: ', passage: 'passage: ' };

/** For models that are not known: none. */
export const NO_PREFIXES: Readonly<Record<TextKind, string>> = { question: '', passage: '' };
