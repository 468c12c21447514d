import type { ModelIdentity } from '../../../embeddings/index.js';
import type { Unreadable } from '../../documents/index.js';
import { bytesOf } from '../bytes.js';
import type { IndexContent } from '../store.js';
import { tokenPieces } from '../tokens/token-bytes.js';
import { wordsOf } from '../words/passage-words.js';
import type { Session } from './connection.js';
import { encodeSegment } from './postings.js';
import { passagesOf, planSegments } from './segments.js';
import type { StoredDocument, StoredGeneration } from './store.js';
import { buildGraph, dropGraph, vectorText } from './vectors.js';

/** What the next generation is made of. */
export interface Change {
  /** The generation there is; `null` before the first. */
  readonly head: StoredGeneration | null;
  /** Its documents that stay. */
  readonly kept: readonly StoredDocument[];
  /** What is to be there; its fresh documents come, with their vectors and codes. */
  readonly content: IndexContent;
  readonly model: ModelIdentity;
  readonly settings: string;
  readonly unreadable: readonly Unreadable[];
  /** Called as passages are written. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How long a generation can still be read once there is a newer one: a question takes far less, a replica may be behind. */
const KEPT_FOR = '10 minutes';

const PASSAGES_AT_A_TIME = 200;
const TERMS_AT_A_TIME = 5_000;

/**
 * Writes the next generation. Nothing of it is seen before the transaction ends, and then all of it.
 * @param session in a transaction, the only writer
 */
export async function writeGeneration(session: Session, schema: string, change: Change): Promise<void> {
  const { head, kept, content, model } = change;
  const [counters] = await session.query<{ next_document: number; next_passage: number; next_segment: number }>(
    `select next_document, next_passage, next_segment from ${schema}.dossier for update`,
  );
  const generation = (head?.generation ?? 0) + 1;
  const keptById = new Map(kept.map((document) => [document.id, document]));
  const ended = (head?.documents ?? []).filter(({ id }) => !keptById.has(id));
  await session.query(`update ${schema}.document set until = $1 where id = any($2)`, [generation, ended.map(({ id }) => id)]);
  if (head && head.model.dimensions !== model.dimensions) {
    // Vectors of two lengths cannot be compared: what is of the other model goes at once.
    await session.query(`delete from ${schema}.document`);
    await session.query(`update ${schema}.dossier set oldest = $1`, [generation]);
    await dropGraph(session, schema);
  }

  let nextPassage = counters?.next_passage ?? 1;
  const nextDocument = counters?.next_document ?? 1;
  const added = [...content.fresh.keys()].map((document, at): StoredDocument => {
    const first = nextPassage;
    nextPassage += document.passages.length;
    return { id: nextDocument + at, first, document };
  });
  await writeDocuments(session, schema, generation, added);
  await writePassages(session, schema, added, change);

  const plan = planSegments(head?.segments ?? [], keptById, added);
  await session.query(`update ${schema}.segment set until = $1 where id = any($2)`, [generation, plan.ended]);
  const nextSegment = counters?.next_segment ?? 1;
  for (const [at, documents] of plan.written.entries()) await writeSegment(session, schema, generation, nextSegment + at, documents, change.signal);

  await buildGraph(session, schema, passagesOf(kept) + passagesOf(added), model.dimensions);
  // Else the server plans its first questions for empty tables.
  await session.query(`analyze ${schema}.document, ${schema}.passage, ${schema}.words`);
  const values = [
    generation,
    JSON.stringify(model),
    change.settings,
    bytesOf(content.centre),
    content.centredOn,
    JSON.stringify(change.unreadable),
    nextDocument + added.length,
    nextPassage,
    nextSegment + plan.written.length,
  ];
  await session.query(
    `insert into ${schema}.dossier (generation, oldest, model, settings, centre, centred_on, unreadable, next_document, next_passage, next_segment) values ($1, $1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (one) do update set (generation, model, settings, centre, centred_on, unreadable, next_document, next_passage, next_segment) = ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    values,
  );
  await session.query(`insert into ${schema}.generation (number, at) values ($1, clock_timestamp())`, [generation]);
  await forgetOld(session, schema);
}

/** Removes what only generations use that were replaced long ago. @param session in a transaction, the only writer */
export async function forgetOld(session: Session, schema: string): Promise<void> {
  const [found] = await session.query<{ oldest: number | null }>(
    `select max(number) as oldest from ${schema}.generation where at <= now() - interval '${KEPT_FOR}'`,
  );
  const oldest = found?.oldest ?? null;
  if (oldest === null) return;
  const changed = await session.query<{ oldest: number }>(`update ${schema}.dossier set oldest = $1 where oldest < $1 returning oldest`, [oldest]);
  if (changed.length === 0) return;
  await session.query(`delete from ${schema}.generation where number < $1`, [oldest]);
  await session.query(`delete from ${schema}.document where until <= $1`, [oldest]);
  await session.query(`delete from ${schema}.segment where until <= $1`, [oldest]);
}

async function writeDocuments(session: Session, schema: string, generation: number, added: readonly StoredDocument[]): Promise<void> {
  for (const { id, first, document } of added) {
    // Written as JSON: PostgreSQL's own texts take neither the character 0 nor half a pair.
    await session.query(`insert into ${schema}.document (id, since, file, first, content) values ($1, $2, $3, $4, $5)`, [
      id,
      generation,
      document.file.replaceAll('\0', '\uFFFD'),
      first,
      JSON.stringify(document),
    ]);
  }
}

async function writePassages(session: Session, schema: string, added: readonly StoredDocument[], { content, onProgress, signal }: Change): Promise<void> {
  const passages = added.flatMap(({ id, first, document }) =>
    content.fresh.get(document)!.map(({ vector, tokens }, at) => ({ id: first + at, document: id, vector, tokens })),
  );
  for (let from = 0; from < passages.length; from += PASSAGES_AT_A_TIME) {
    signal?.throwIfAborted();
    onProgress?.(from, passages.length);
    const rows = passages.slice(from, from + PASSAGES_AT_A_TIME);
    await session.query(
      `insert into ${schema}.passage (id, document, embedding, tokens) select id, document, embedding::halfvec, tokens from unnest($1::bigint[], $2::bigint[], $3::text[], $4::bytea[]) as row (id, document, embedding, tokens)`,
      [
        rows.map(({ id }) => id),
        rows.map(({ document }) => document),
        rows.map(({ vector }) => vectorText(vector)),
        rows.map(({ tokens }) => Buffer.concat(tokenPieces(tokens))),
      ],
    );
  }
}

async function writeSegment(
  session: Session,
  schema: string,
  generation: number,
  id: number,
  documents: readonly StoredDocument[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const { lengths, postings } = encodeSegment(documents.flatMap(({ document }) => wordsOf(document)));
  const sizes = documents.map((each) => [each.id, each.document.passages.length]);
  await session.query(`insert into ${schema}.segment (id, since, documents, lengths) values ($1, $2, $3, $4)`, [
    id,
    generation,
    JSON.stringify(sizes),
    bytesOf(lengths),
  ]);
  const all = [...postings];
  for (let from = 0; from < all.length; from += TERMS_AT_A_TIME) {
    signal?.throwIfAborted();
    const some = all.slice(from, from + TERMS_AT_A_TIME);
    await session.query(
      `insert into ${schema}.words (term, segment, postings) select term, $1, postings from unnest($2::text[], $3::bytea[]) as row (term, postings) on conflict do nothing`,
      [id, some.map(([term]) => term), some.map(([, bytes]) => bytes)],
    );
  }
}
