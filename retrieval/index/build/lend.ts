import { DamagedIndexError } from '../errors.js';
import { passageText } from './passage-text.js';
import type { EmbeddedPassage, IndexedDocument } from '../store.js';

/** An index of the same model and settings, which the next one is built from. */
export interface Earlier {
  /** Those that may stay as they are; all, but for damaged ones. */
  readonly documents: readonly IndexedDocument[];
  readonly centre: Float32Array;
  readonly centredOn: number;
  /** First row of a document of `documents`. */
  firstRow(document: IndexedDocument): number;
  /** @throws {DamagedIndexError} */
  embedded(rows: readonly number[]): Promise<EmbeddedPassage[]>;
}

/**
 * What the earlier index has of a changed document's passages: looked for in the document of the same name and in one of the same bytes,
 * by what the model read of them.
 * @returns a value a passage, `null` for one that must be embedded.
 */
export async function lendPassages(earlier: Earlier | null, document: IndexedDocument): Promise<(EmbeddedPassage | null)[]> {
  const lent = new Array<EmbeddedPassage | null>(document.passages.length).fill(null);
  if (!earlier) return lent;
  const rows = new Map<string, number>();
  for (const other of relatives(earlier, document)) {
    try {
      for (const [number, key] of keysOf(other).entries()) rows.set(key, earlier.firstRow(other) + number);
    } catch (error) {
      // What is damaged is embedded again.
      if (!(error instanceof DamagedIndexError)) throw error;
    }
  }
  if (rows.size === 0) return lent;
  const wanted = keysOf(document).map((key) => rows.get(key));
  for (const [number, row] of wanted.entries()) {
    if (row === undefined) continue;
    try {
      lent[number] = (await earlier.embedded([row]))[0]!;
    } catch (error) {
      if (!(error instanceof DamagedIndexError)) throw error;
    }
  }
  return lent;
}

/** By file and by hash, made once an index. */
const known = new WeakMap<Earlier, ReadonlyMap<string, IndexedDocument>>();

function relatives(earlier: Earlier, { file, hash }: IndexedDocument): Set<IndexedDocument> {
  let documents = known.get(earlier);
  if (!documents)
    known.set(
      earlier,
      (documents = new Map(
        earlier.documents.flatMap(
          (document) =>
            [
              [`file ${document.file}`, document],
              [`hash ${document.hash}`, document],
            ] as const,
        ),
      )),
    );
  return new Set([documents.get(`file ${file}`), documents.get(`hash ${hash}`)].filter((document) => document !== undefined));
}

function keysOf(document: IndexedDocument): string[] {
  return document.passages.map((passage) => {
    const { text, context } = passageText(document, passage);
    return `${context}\n${text}`;
  });
}
