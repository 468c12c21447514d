import { createRequire } from 'node:module';
import type { ModelIdentity } from '../../../embeddings/index.js';
import { weightsOf, type ReaderFile } from './reader-weights.js';
import { Reader } from './reader.js';

/** A reader as it is shipped: with the command that made it and the model whose vectors it was taught to read. */
export interface TrainedReader extends ReaderFile {
  readonly command: string;
  /** `ModelIdentity.checksum`. */
  readonly model: string;
}

let shipped: { readonly model: string; readonly reader: Reader } | null = null;

/** The reader of this model's vectors; `null` for a model that it was not taught with: its reading would be noise. */
export function readerFor({ checksum, dimensions }: Pick<ModelIdentity, 'checksum' | 'dimensions'>): Reader | null {
  if (!shipped) {
    // Read at the first question, not imported: Node 20 warns at each import of JSON.
    const file = createRequire(import.meta.url)('./reader.json') as TrainedReader;
    if (file.model !== checksum) return null;
    shipped = { model: file.model, reader: new Reader(weightsOf(file, dimensions)) };
  }
  return shipped.model === checksum ? shipped.reader : null;
}
