import type { Unreadable } from '../../documents/index.js';
import { UserError } from '../../errors.js';
import { buildContent } from '../build/build-content.js';
import { differences, isSame, reasonInWords, type RefreshReason } from '../refresh-reason.js';
import { KeptEmbeddings } from '../build/kept-embeddings.js';
import type { Earlier } from '../build/lend.js';
import type { Found, IndexPlace, Opened, PlaceOptions, Updated } from '../place.js';
import { Database, type Session } from './connection.js';
import { asOnlyWriter } from './lock.js';
import { currentGeneration, readGeneration, readIn } from './read.js';
import { migrate, SCHEMA_VERSION, versionOf } from './schema.js';
import { openStore, type PostgresStore, type StoredGeneration } from './store.js';
import { storedTokens } from './tokens.js';
import { vectorOf } from './vectors.js';
import { forgetOld, writeGeneration, type Change } from './write.js';

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

  async open(): Promise<Opened & { readonly store: PostgresStore | null }> {
    const none = (reason: RefreshReason) => ({ store: null, reason, documents: [] });
    // A replica may be behind the primary: what it has is served, whole.
    if (this.reader !== this.writer && (await versionOf(this.reader)) < SCHEMA_VERSION) return none({ code: 'first' });
    if (!this.store || (await currentGeneration(this.reader)) !== this.store.stored.generation) {
      const stored = await readGeneration(this.reader, this.store?.stored ?? null);
      if (!stored) return none({ code: 'first' });
      const why = whyOther(stored, this.options);
      if (why !== null) return none({ code: 'unusable', detail: why });
      // Two looks may overtake each other; several replicas may be at different points.
      if (!this.store || stored.generation > this.store.stored.generation) this.store = openStore(this.reader, stored);
    }
    return { store: this.store, reason: null, documents: this.store.documents };
  }

  async update(found: Found): Promise<Updated> {
    const { schema } = this.writer;
    const written = await this.writer.holding('writing the index to', async (session) => {
      if ((await this.lookAgain(session, found)) === null) return null;
      return asOnlyWriter(session, this.writer.address.schema, found.signal, async () => {
        // Another program may have written what was found meanwhile.
        const head = await this.lookAgain(session, found);
        if (head === null) return null;
        // Each passage embedded is kept on this machine at once, until the database has it.
        return KeptEmbeddings.during(this.cache, this.options, found.signal, async (kept) => {
          const { change, embedded } = await this.prepare(session, head.there, found, kept);
          await session.transaction((inner) => writeGeneration(inner, schema, change));
          return { changes: head.changes, embedded };
        });
      });
    });
    if (!written) await this.writer.holding('tidying', ({ transaction }) => transaction((session) => forgetOld(session, schema)));
    const { store, reason } = await this.open();
    // A new replica that has nothing yet, or nothing of this program's.
    if (!store)
      throw new UserError(
        `opening the index in PostgreSQL at ${this.reader.address.shown}: a replica that has it expected, found that ${reasonInWords(reason!)}; wait until it has caught up (${this.reader.address.setting})`,
      );
    return { store, changes: written?.changes ?? null, embedded: written?.embedded ?? 0 };
  }

  note(): void {
    // The server checks what it reads; its errors are told as they are.
  }

  unreadable(): readonly Unreadable[] {
    return this.store?.stored.unreadable ?? [];
  }

  async close(): Promise<void> {
    this.store = null;
    await Promise.all([this.writer.close(), this.reader.close()]);
  }

  /** What is indexed now and how it differs from what was found; `null` when it does not. */
  private async lookAgain(
    session: Session,
    { documents, unreadable }: Found,
  ): Promise<{ there: StoredGeneration | null; changes: RefreshReason | null } | null> {
    const there = await readIn(session, this.writer.schema, this.store?.stored ?? null);
    if (!there || whyOther(there, this.options) !== null) return { there, changes: null };
    const changes = differences(
      there.documents.map(({ document }) => document),
      documents,
    );
    if (changes !== null) return { there, changes };
    return JSON.stringify(there.unreadable) === JSON.stringify(unreadable) ? null : { there, changes: { code: 'unreadable' } };
  }

  /** Embeds what changed. */
  private async prepare(
    session: Session,
    there: StoredGeneration | null,
    { documents, unreadable, embedder, onProgress, signal, cutting }: Found,
    kept: KeptEmbeddings,
  ): Promise<{ change: Change; embedded: number }> {
    const { model, settings } = this.options;
    const usable = there && whyOther(there, this.options) === null ? there : null;
    const stored = new Map(usable?.documents.map((each) => [each.document.file, each]));
    // Documents that did not change are given as the very objects that are indexed: they stay as they are.
    const asIndexed = documents.map((document) => {
      const known = stored.get(document.file)?.document;
      return known && isSame(known, document) ? known : document;
    });
    const { content, embedded } = await buildContent({
      documents: asIndexed,
      embedder,
      earlier: usable && earlierOf(session, this.writer.schema, usable),
      kept,
      onProgress,
      signal,
      cutting,
    });
    const staying = content.documents.flatMap((document) => (content.fresh.has(document) ? [] : [stored.get(document.file)!]));
    const onWritten =
      onProgress &&
      ((done: number, total: number): void => {
        onProgress({ stage: 'writing', done, total });
      });
    return { change: { head: there, kept: staying, content, model, settings, unreadable, onProgress: onWritten, signal }, embedded };
  }
}

type Made = Pick<PlaceOptions, 'model' | 'settings'>;

/** Why what is there is of no use to this program; `null` when it is. */
function whyOther(there: StoredGeneration, { model, settings }: Made): string | null {
  if (there.model.checksum !== model.checksum) return `it was made with another model (${there.model.name})`;
  if (there.settings !== settings) return `it was made with other settings (${there.settings} instead of ${settings})`;
  return null;
}

/** A generation as the next build sees it: it lends the passages of a changed or renamed document, which are often the same. Rows are ids here. */
function earlierOf(session: Session, schema: string, { documents, model, centre, centredOn }: StoredGeneration): Earlier {
  const firsts = new Map(documents.map(({ first, document }) => [document, first]));
  return {
    documents: documents.map(({ document }) => document),
    centre,
    centredOn,
    firstRow: (document) => firsts.get(document)!,
    async embedded(ids) {
      const rows = await session.query<{ id: number; embedding: string; tokens: Buffer }>(
        `select id, embedding::text as embedding, tokens from ${schema}.passage where id = any($1)`,
        [ids],
      );
      const byId = new Map(rows.map((row) => [row.id, row]));
      return ids.map((id) => {
        const { embedding, tokens } = byId.get(id)!;
        return { vector: vectorOf(embedding), tokens: storedTokens(tokens, model.dimensions) };
      });
    },
  };
}
