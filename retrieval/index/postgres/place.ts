import type { Document, Unreadable } from '../../documents/document.js';
import { UserError } from '../../errors.js';
import { splitDocument } from '../../passages/index.js';
import { buildContent, type Earlier } from '../build.js';
import { differences, isSame } from '../differences.js';
import type { Found, IndexPlace, PlaceOptions, Updated } from '../place.js';
import { Database, type Session } from './connection.js';
import { asOnlyWriter } from './lock.js';
import { currentGeneration, readGeneration, readIn } from './read.js';
import { migrate, SCHEMA_VERSION, versionOf } from './schema.js';
import { passagesOf } from './segments.js';
import { openStore, type PostgresStore, type StoredDocument, type StoredGeneration } from './store.js';
import { decodeTokens } from './tokens.js';
import { vectorOf } from './vectors.js';
import { forgetOld, writeGeneration } from './write.js';

/** As in build.ts: the centre of the token vectors is measured again once there are so many times the passages. */
const CENTRE_GROWTH = 4;

/** Rows lent to a build that are fetched at a time. */
const LENT_AT_A_TIME = 500;

/** An index in a PostgreSQL database, written to one server and read from the same or a replica of it. Any number of programs may share it. */
export class PostgresPlace implements IndexPlace {
  readonly isShared = true;
  readonly cache: string;
  private store: PostgresStore | null = null;

  private constructor(
    private readonly writer: Database,
    private readonly reader: Database,
    private readonly options: Pick<PlaceOptions, 'model' | 'settings'> & { readonly cache: string },
  ) {
    this.cache = options.cache;
  }

  /** @throws {UserError} when the server cannot be reached or used. */
  static async open(options: PlaceOptions & { readonly cache: string }): Promise<PostgresPlace> {
    const writer = new Database(options.index);
    const reader = options.indexRead === undefined ? writer : new Database(options.indexRead, 'INDEX_READ');
    const place = new PostgresPlace(writer, reader, options);
    try {
      await migrate(writer);
      return place;
    } catch (error) {
      await place.close();
      throw error;
    }
  }

  async open(): Promise<PostgresStore | null> {
    // A replica may be behind the primary: what it has is served, whole.
    if (this.reader !== this.writer && (await versionOf(this.reader)) < SCHEMA_VERSION) return null;
    if (this.store && (await currentGeneration(this.reader)) === this.store.stored.generation) return this.store;
    const stored = await readGeneration(this.reader, this.store?.stored ?? null);
    if (!stored) return null;
    refuseOther(stored, this.options);
    // Two looks may overtake each other; several replicas may be at different points.
    if (!this.store || stored.generation > this.store.stored.generation) this.store = openStore(this.reader, stored);
    return this.store;
  }

  async update(found: Found): Promise<Updated> {
    const { schema } = this.writer;
    const written = await this.writer.holding('writing the index to', async (session) => {
      const changed = await this.lookAgain(session, found);
      if (changed === null) return null;
      return asOnlyWriter(session, this.writer.address.schema, found.signal, async () => {
        // Another program may have written what was found meanwhile.
        const head = await this.lookAgain(session, found);
        if (head === null) return null;
        const change = await this.prepare(session, head.there, found);
        await session.transaction((inner) => writeGeneration(inner, schema, change.change));
        return { changes: head.changes, embedded: change.embedded };
      });
    });
    if (!written) await this.writer.holding('tidying', ({ transaction }) => transaction((session) => forgetOld(session, schema)));
    const store = await this.open();
    // A new replica that has nothing yet.
    if (!store) throw new UserError(`opening the index in PostgreSQL at ${this.reader.address.shown}: a replica that has it expected, found that it has nothing yet; wait until it has caught up (${this.reader.address.setting})`);
    return { store, changes: written?.changes ?? null, embedded: written?.embedded ?? 0 };
  }

  unreadable(): readonly Unreadable[] {
    return this.store?.stored.unreadable ?? [];
  }

  async close(): Promise<void> {
    this.store = null;
    await Promise.all([this.writer.close(), this.reader.close()]);
  }

  /** What is indexed now and how it differs from what was found; `null` when it does not. */
  private async lookAgain(session: Session, { documents, unreadable }: Found): Promise<{ there: StoredGeneration | null; changes: string | null } | null> {
    const there = await readIn(session, this.writer.schema, this.store?.stored ?? null);
    if (!there || whyOther(there, this.options) !== null) return { there, changes: null };
    const changes = differences(there.documents.map(({ document }) => document), documents);
    if (changes !== null) return { there, changes };
    return JSON.stringify(there.unreadable) === JSON.stringify(unreadable) ? null : { there, changes: 'other files cannot be read' };
  }

  /** Embeds what changed. */
  private async prepare(session: Session, there: StoredGeneration | null, { documents, unreadable, embedder, onProgress, signal }: Found): Promise<{ change: Parameters<typeof writeGeneration>[2]; embedded: number }> {
    const { model, settings } = this.options;
    const { kept, added, lender } = sortOut(there, documents, this.options);
    const earlier = lender && (await lentBy(session, this.writer.schema, lender, kept));
    const { content, embedded } = await buildContent({ documents: added, embedder, earlier, onProgress, signal });
    const centredOn = lender?.centredOn ?? content.centredOn;
    const onWritten = onProgress && ((done: number, total: number): void => { onProgress({ stage: 'writing', done, total }); });
    return { change: { head: there, kept, content: { ...content, centredOn }, model, settings, unreadable, onProgress: onWritten, signal }, embedded };
  }
}

type Made = Pick<PlaceOptions, 'model' | 'settings'>;

/** Why what is there is of no use to this program; `null` when it is. */
function whyOther(there: StoredGeneration, { model, settings }: Made): string | null {
  if (there.model.checksum !== model.checksum) return `it was made with another model (${there.model.name})`;
  if (there.settings !== settings) return `it was made with other settings (${there.settings} instead of ${settings})`;
  return null;
}

function refuseOther(there: StoredGeneration, made: Made): void {
  const why = whyOther(there, made);
  if (why !== null) throw new Error(why);
}

/** Which documents stay as they are in the database, and which are built; `lender` may lend passages to those. */
function sortOut(there: StoredGeneration | null, documents: readonly Document[], made: Made): { kept: StoredDocument[]; added: readonly Document[]; lender: StoredGeneration | null } {
  if (!there || whyOther(there, made) !== null) return { kept: [], added: documents, lender: null };
  const byFile = new Map(there.documents.map((stored) => [stored.document.file, stored]));
  const kept: StoredDocument[] = [];
  const added: Document[] = [];
  for (const document of documents) {
    const stored = byFile.get(document.file);
    if (stored && isSame(stored.document, document)) kept.push(stored);
    else added.push(document);
  }
  const passages = passagesOf(kept) + added.reduce((sum, document) => sum + splitDocument(document).passages.length, 0);
  return passages > there.centredOn * CENTRE_GROWTH ? { kept: [], added: documents, lender: null } : { kept, added, lender: there };
}

/** The passages of documents that go: those of a changed or renamed one are often the same. */
async function lentBy(session: Session, schema: string, there: StoredGeneration, kept: readonly StoredDocument[]): Promise<Earlier> {
  const { dimensions } = there.model;
  const staying = new Set(kept);
  const going = there.documents.filter((document) => !staying.has(document));
  const ids = going.flatMap(({ first, document }) => document.passages.map((_, at) => first + at));
  const vectors = new Float32Array(ids.length * dimensions);
  const tokens = new Map<number, Buffer>();
  const rowOf = new Map(ids.map((id, row) => [id, row]));
  for (let from = 0; from < ids.length; from += LENT_AT_A_TIME) {
    const rows = await session.query<{ id: number; embedding: string; tokens: Buffer }>(`select id, embedding::text as embedding, tokens from ${schema}.passage where id = any($1)`, [ids.slice(from, from + LENT_AT_A_TIME)]);
    for (const row of rows) {
      vectors.set(vectorOf(row.embedding), rowOf.get(row.id)! * dimensions);
      tokens.set(rowOf.get(row.id)!, row.tokens);
    }
  }
  return {
    documents: going.map(({ document }) => document),
    vectors,
    tokens: (row) => decodeTokens(tokens.get(row)!, dimensions),
    centre: there.centre,
    // The growth of the whole was looked at above; a build of what changed must not measure another centre.
    centredOn: Number.MAX_SAFE_INTEGER,
  };
}

