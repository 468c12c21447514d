import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Embedder } from '../../../embeddings/index.js';
import type { Document } from '../../documents/index.js';
import { buildContent, openFolderStore, writeFolderStore, type Scope, type Store } from '../../index/index.js';
import type { Question as AskedQuestion } from '../questions/questions.js';
import { isHit } from '../hits.js';

/** Documents indexed to learn from. */
export interface TrainingDossier {
  readonly store: Store;
  /** Rows that are hits for a question's gold. */
  goldRows(question: AskedQuestion): ReadonlySet<number>;
  /** Rows left when these are taken away. */
  without(rows: ReadonlySet<number>): Scope;
  /** Rows of the documents that hold a question's gold. */
  articleRows(question: AskedQuestion): ReadonlySet<number>;
}

/** Questions to learn from, the dossier that they are asked of, and who is told how many are done. */
export interface Lesson {
  readonly dossier: TrainingDossier;
  readonly embedder: Embedder;
  readonly questions: readonly AskedQuestion[];
  readonly onDone: (done: number, total: number) => void;
}

/** Indexes documents as a dossier of their own: a small one has its own centre, rarities and word counts. `place` keeps the index for the next time. */
export async function trainingDossier(
  documents: readonly Document[],
  embedder: Embedder,
  onDone: (done: number, total: number) => void,
  place?: string,
): Promise<TrainingDossier> {
  const folder = place ?? (await mkdtemp(join(tmpdir(), 'dossier-fit-')));
  try {
    const settings = JSON.stringify(documents.map(({ file, hash }) => [file, hash]));
    const earlier = await openFolderStore(folder, embedder.model, settings).catch(() => null);
    if (earlier) return dossierOf(earlier);
    const { content } = await buildContent({
      documents,
      embedder,
      earlier: null,
      onProgress: ({ done, total }) => {
        onDone(done, total);
      },
    });
    return dossierOf(await writeFolderStore(folder, content, embedder.model, settings));
  } finally {
    if (place === undefined) await rm(folder, { recursive: true, force: true });
  }
}

function dossierOf(store: Store): TrainingDossier {
  const texts = new Map(store.documents.map(({ file, text }) => [file, text]));
  const rowsOf = new Map<string, number[]>();
  for (const [row, { file }] of store.passages.entries()) rowsOf.set(file, [...(rowsOf.get(file) ?? []), row]);
  const golds = new Map<string, ReadonlySet<number>>();
  return {
    store,
    goldRows({ id, gold }) {
      let rows = golds.get(id);
      if (!rows) {
        const found = gold.flatMap((each) =>
          (rowsOf.get(each.file) ?? []).filter((row) => {
            const { file, start, end } = store.passages[row]!;
            return isHit({ file, quote: texts.get(file)!.slice(start, end) }, each);
          }),
        );
        golds.set(id, (rows = new Set(found)));
      }
      return rows;
    },
    without: (rows) => [...store.passages.keys()].filter((row) => !rows.has(row)),
    articleRows: ({ gold }) => new Set(gold.flatMap(({ file }) => rowsOf.get(file) ?? [])),
  };
}
