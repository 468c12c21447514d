import type { ModelIdentity } from '../../../embeddings/index.js';
import { byFile, keptUnreadable, type Unreadable } from '../../documents/index.js';
import { valuesOf } from '../bytes.js';
import type { IndexedDocument } from '../store.js';
import type { Database, Session } from './connection.js';
import type { StoredDocument, StoredGeneration, StoredSegment } from './store.js';

/** Documents fetched at a time. */
const AT_A_TIME = 200;

interface Head {
  readonly generation: number;
  readonly model: ModelIdentity;
  readonly settings: string;
  readonly centre: Buffer;
  readonly centred_on: number;
  readonly unreadable: readonly Unreadable[];
}

/** The number of the generation in use; `null` before the first. */
export async function currentGeneration(database: Database): Promise<number | null> {
  const [found] = await database.query<{ generation: number }>(`select generation from ${database.schema}.dossier`);
  return found?.generation ?? null;
}

/**
 * The generation in use, whole.
 * @param known what was read before: documents that are still there are not fetched again
 * @returns `null` before the first
 */
export function readGeneration(database: Database, known: StoredGeneration | null): Promise<StoredGeneration | null> {
  return database.reading((session) => readIn(session, database.schema, known));
}

/** The same within a session. */
export async function readIn(session: Session, schema: string, known: StoredGeneration | null): Promise<StoredGeneration | null> {
  const [head] = await session.query<Head>(`select generation, model, settings, centre, centred_on, unreadable from ${schema}.dossier`);
  if (!head) return null;
  if (head.generation === known?.generation) return known;
  const segments = await session.query<{ id: number; documents: StoredSegment['documents']; lengths: Buffer }>(
    `select id, documents, lengths from ${schema}.segment where since <= $1 and (until is null or until > $1) order by id`,
    [head.generation],
  );
  const { generation, model, settings, unreadable } = head;
  return {
    generation,
    model,
    settings,
    unreadable: keptUnreadable(unreadable),
    // Copied: values from the network need not lie at a multiple of their size.
    centre: valuesOf(new Uint8Array(head.centre), Float32Array),
    centredOn: head.centred_on,
    documents: await readDocuments(session, schema, generation, known),
    segments: segments.map(({ id, documents, lengths }) => ({ id, documents, lengths: valuesOf(new Uint8Array(lengths), Uint16Array) })),
  };
}

async function readDocuments(session: Session, schema: string, generation: number, known: StoredGeneration | null): Promise<StoredDocument[]> {
  const there = await session.query<{ id: number }>(`select id from ${schema}.document where since <= $1 and (until is null or until > $1) order by id`, [
    generation,
  ]);
  const held = new Map(known?.documents.map((document) => [document.id, document]));
  const documents: StoredDocument[] = [];
  const missing: number[] = [];
  for (const { id } of there) {
    const document = held.get(id);
    if (document) documents.push(document);
    else missing.push(id);
  }
  for (let from = 0; from < missing.length; from += AT_A_TIME) {
    const rows = await session.query<{ id: number; first: number; content: IndexedDocument }>(
      `select id, first, content from ${schema}.document where id = any($1)`,
      [missing.slice(from, from + AT_A_TIME)],
    );
    documents.push(...rows.map(({ id, first, content }) => ({ id, first, document: content })));
  }
  return documents.sort((one, other) => byFile(one.document, other.document));
}
