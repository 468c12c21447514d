import { setTimeout } from 'node:timers/promises';
import { expect, it, onTestFinished, vi } from 'vitest';
import { openDossier, UserError, type Dossier } from '../../../../retrieval/index.js';
import { openPlace, type IndexPlace } from '../../../../retrieval/index/index.js';
import { Database, migrate, SCHEMA_VERSION } from '../../../../retrieval/index/postgres/index.js';
import { buildGraph, nearestQuery, vectorText } from '../../../../retrieval/index/postgres/vectors.js';
import { filled, temporaryFolder } from '../../../support/folder.js';
import { hashEmbedder } from '../../../support/hash-embedder.js';
import { describeEngines, describeServer } from '../../../support/postgres.js';
import { documentsOf } from '../../../support/found-documents.js';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/* What only an index that several programs share has to hold. */

const TEXTS = {
  'prisons.txt': 'Les prisons\n\nLa police a fouillé environ 500 cellules mardi matin. Les surveillants ont saisi des téléphones.\n',
  'drogue.txt': 'La livraison de drogue\n\nLe ministre veut éradiquer la livraison de drogue à domicile. Les préfets doivent agir sans délai.\n',
};
const LATER = { ...TEXTS, 'zoo.txt': 'Le zoo\n\nLes girafes mangent des feuilles.\n' };

const schemaOf = (address: string): string => new URL(address).searchParams.get('schema')!;

async function placeAt(index: string, options: { indexRead?: string; checksum?: string } = {}): Promise<IndexPlace> {
  const embedder = hashEmbedder(options.checksum === undefined ? {} : { checksum: options.checksum });
  const place = await openPlace({ index, indexRead: options.indexRead, folder: null, cache: temporaryFolder(), model: embedder.model, settings: 's1' });
  onTestFinished(() => place.close());
  return place;
}

const found = (texts: Readonly<Record<string, string>>) => ({ documents: documentsOf(texts), unreadable: [], embedder: hashEmbedder() });

async function opened(options: Parameters<typeof openDossier>[0]): Promise<Dossier> {
  const dossier = await openDossier(options);
  onTestFinished(() => dossier.close());
  return dossier;
}

describeEngines('one program after the other on %s', (engine) => {
  it('another program sees a re-index whole, and fetches only what is new', async () => {
    const index = engine().schema();
    const writer = await placeAt(index);
    await writer.update(found(TEXTS));
    const other = await placeAt(index);
    const before = (await other.open()).store!;
    await writer.update(found(LATER));
    const after = (await other.open()).store!;
    expect(after).not.toBe(before);
    expect(after.documents.map(({ file }) => file)).toEqual(Object.keys(LATER).sort());
    // The documents that stayed are the very objects held before.
    expect(before.documents.every((document) => after.documents.includes(document))).toBe(true);
    expect((await other.open()).store).toBe(after);
    expect(await other.update(found(LATER))).toMatchObject({ changes: null, embedded: 0 });
  });

  it('files that could not be read are known to programs without the folder', async () => {
    const index = engine().schema();
    await (await placeAt(index)).update({ ...found(TEXTS), unreadable: [{ file: 'a.doc', reason: { code: 'foreign', kind: 'old-office' } }] });
    const other = await placeAt(index);
    await other.open();
    expect(other.unreadable()).toEqual([{ file: 'a.doc', reason: { code: 'foreign', kind: 'old-office' } }]);
  });

  it('what is no longer kept is missed aloud, never found empty', async () => {
    const index = engine().schema();
    const place = await placeAt(index);
    const { store: first } = await place.update(found(TEXTS));
    await place.update(found(LATER));
    const schema = schemaOf(index);
    await engine().ask(`update ${schema}.generation set at = at - interval '1 hour'`);
    await place.update(found(TEXTS));
    const [kept] = await engine().ask(`select oldest::int from ${schema}.dossier`);
    expect(kept).toEqual({ oldest: 2 });
    await expect(first.words(['polic'], 5)).rejects.toThrow('no longer kept');
    await expect(first.rarities(['polic'])).rejects.toThrow('no longer kept');
    expect(await engine().ask(`select count(*)::int as n from ${schema}.document where until <= 2`)).toEqual([{ n: 0 }]);
  });

  it('vectors of another model’s length take the place of the old ones', async () => {
    const index = engine().schema();
    await (await placeAt(index)).update(found(TEXTS));
    const plain = hashEmbedder({ checksum: 'c'.repeat(64) });
    const short = {
      ...plain,
      model: { ...plain.model, dimensions: 64 },
      embed: async (text: string, kind: 'question' | 'passage') => {
        const { vector, tokens } = await plain.embed(text, kind);
        const count = tokens.offsets.length / 2;
        const vectors = new Float32Array(count * 64);
        for (let token = 0; token < count; token++) vectors.set(tokens.vectors.subarray(token * 384, token * 384 + 64), token * 64);
        return { vector: vector.slice(0, 64), tokens: { vectors, offsets: tokens.offsets } };
      },
    };
    const place = await openPlace({ index, folder: null, cache: temporaryFolder(), model: short.model, settings: 's1' });
    onTestFinished(() => place.close());
    const { store } = await place.update({ ...found(TEXTS), embedder: short });
    const { vector } = await short.embed('la livraison de drogue', 'question');
    expect(store.passages[(await store.nearest(vector, 1))[0]!.row]!.file).toBe('drogue.txt');
  });

  it('a graph, once there are many, finds what comparing with all finds', async () => {
    const index = engine().schema();
    const place = await placeAt(index);
    const { store } = await place.update(found(LATER));
    const { vector } = await hashEmbedder().embed('la livraison de drogue', 'question');
    const exact = await store.nearest(vector, 5);
    const database = new Database(index);
    onTestFinished(() => database.close());
    await database.holding('building', ({ transaction }) => transaction((session) => buildGraph(session, database.schema, 6_000, 384)));
    const plan = await database.holding('explaining', ({ transaction }) =>
      transaction(async (session) => {
        await session.query('set local enable_seqscan = off');
        await session.query('set local enable_sort = off');
        return session.query<Record<string, string>>(
          `explain ${nearestQuery(database.schema, 384)
            .replaceAll('$1', `'${vectorText(vector)}'`)
            .replace('$2', '5')}`,
        );
      }),
    );
    expect(plan.map((line) => Object.values(line)[0]).join('\n')).toContain('Index Scan using passage_graph');
    expect((await store.nearest(vector, 5)).map(({ row }) => row)).toEqual(exact.map(({ row }) => row));
    // What comes later is in the graph too.
    expect((await place.update(found(TEXTS))).store.documents).toHaveLength(2);
  });

  it('tables of an older program are brought up to date, with what they hold', async () => {
    const index = engine().schema();
    const schema = schemaOf(index);
    const database = new Database(index);
    onTestFinished(() => database.close());
    await migrate(database);
    // As version 1 had it.
    await engine().ask(`alter table ${schema}.feedback drop column press, add column at timestamptz not null default now()`);
    await engine().ask(`delete from ${schema}.migration where version > 1`);
    await engine().ask(`insert into ${schema}.feedback (bot, answer, person, value) values ('1', 'a', 1, '{}'), ('1', 'b', 1, '{}')`);
    await migrate(database);
    expect(await engine().ask(`select answer, press::int from ${schema}.feedback order by press`)).toEqual([
      { answer: 'a', press: 1 },
      { answer: 'b', press: 2 },
    ]);
    expect(await engine().ask(`select version from ${schema}.migration order by version`)).toEqual([{ version: 1 }, { version: SCHEMA_VERSION }]);
  });

  it('tables of a newer program are left alone, with one clear error', async () => {
    const index = engine().schema();
    const database = new Database(index);
    onTestFinished(() => database.close());
    await migrate(database);
    await migrate(database);
    expect(await engine().ask(`select max(version) as version from ${schemaOf(index)}.migration`)).toEqual([{ version: SCHEMA_VERSION }]);
    await engine().ask(`insert into ${schemaOf(index)}.migration (version) values (${SCHEMA_VERSION + 1})`);
    await expect(placeAt(index)).rejects.toThrow(
      `tables of version ${SCHEMA_VERSION} or older expected, found version ${SCHEMA_VERSION + 1}, made by a newer program; update this one`,
    );
  });

  it('is served without the folder, follows what others write, and is never replaced by an empty one', async () => {
    const index = engine().schema();
    const folder = filled(join(temporaryFolder(), 'dossier'), TEXTS);
    await expect(openDossier({ folder: null, index, embedder: hashEmbedder() })).rejects.toThrow(
      'an index in INDEX expected, since no folder is named; found that there was no index yet',
    );
    const indexer = await opened({ folder, index, embedder: hashEmbedder() });
    const busy = await opened({ folder, index, embedder: hashEmbedder(), serveAtOnce: true });
    expect([busy.documents().length, busy.lastRefresh.reason]).toEqual([2, null]);
    const bot = await opened({ folder: null, index, embedder: hashEmbedder() });
    expect(bot.folder).toBeNull();
    const question = 'Combien de cellules ont été fouillées ?';
    const [one, two] = await Promise.all([indexer.ask(question), bot.ask(question)]);
    expect({ ...two, milliseconds: 0, stages: null }).toEqual({ ...one, milliseconds: 0, stages: null });
    writeFileSync(join(folder, 'zoo.txt'), LATER['zoo.txt']);
    await indexer.refresh();
    await vi.waitUntil(() => bot.documents().length === 3, { timeout: 15_000 });
    expect((await bot.ask('Que mangent les girafes ?')).passages[0]!.file).toBe('zoo.txt');
    expect(bot.text('zoo.txt')).toBe(LATER['zoo.txt']);
    expect((await indexer.refresh()).reason).toBeNull();
  });
});

describeServer('several programs at once on a PostgreSQL server', (engine) => {
  it('make the tables together, and one of them writes what all found', async () => {
    const index = engine().schema();
    const places = await Promise.all(Array.from({ length: 4 }, () => placeAt(index)));
    const updates = await Promise.all(places.map((place) => place.update(found(TEXTS))));
    expect(updates.filter(({ embedded }) => embedded > 0)).toHaveLength(1);
    expect(await engine().ask(`select generation::int from ${schemaOf(index)}.dossier`)).toEqual([{ generation: 1 }]);
    for (const { store } of updates) expect(store.documents).toHaveLength(2);
  });

  it('an index is never seen half written: questions during a writing answer from the one before', async () => {
    const index = engine().schema();
    const writer = await placeAt(index);
    await writer.update(found(TEXTS));
    const reader = await placeAt(index);
    const seen: number[] = [];
    const many = {
      ...TEXTS,
      ...Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`n${at}.txt`, `Note ${at}\n\nLa police du quartier ${at} a un avis.\n`])),
    };
    const state = { isDone: false };
    const writing = writer.update(found(many)).finally(() => {
      state.isDone = true;
    });
    while (!state.isDone) {
      const store = (await reader.open()).store!;
      seen.push(store.documents.length);
      expect((await store.words(['polic'], 1_000)).hits).toHaveLength(store.documents.length - 1);
      expect((await store.tokens([...store.passages.keys()])).length).toBe(store.passages.length);
    }
    await writing;
    expect(new Set(seen).size).toBeLessThanOrEqual(2);
    expect(seen[0]).toBe(2);
    expect((await reader.open()).store!.documents).toHaveLength(302);
  });

  it('writers wait for each other; the second finds what it would have written', async () => {
    const index = engine().schema();
    const [one, two] = [await placeAt(index), await placeAt(index)];
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow = hashEmbedder();
    // Whoever embeds is the writer.
    const embed = vi.fn(async (text: string, kind: 'question' | 'passage') => {
      await held;
      return slow.embed(text, kind);
    });
    const first = one.update({ ...found(TEXTS), embedder: { ...slow, embed } });
    await vi.waitUntil(() => embed.mock.calls.length > 0, { timeout: 15_000 });
    const fast = hashEmbedder();
    const second = two.update({ ...found(TEXTS), embedder: fast });
    await setTimeout(300);
    release();
    await first;
    expect((await second).embedded).toBe(0);
    expect(fast.embedded).toEqual([]);
    // Whoever waits can be told to stop.
    const ending = new AbortController();
    let fail: () => void = () => undefined;
    const failing = new Promise<never>((_, reject) => {
      fail = () => {
        reject(new Error('ended'));
      };
    });
    const embedNever = vi.fn(() => failing);
    const third = one.update({ ...found(LATER), embedder: { ...slow, embed: embedNever } });
    await vi.waitUntil(() => embedNever.mock.calls.length > 0, { timeout: 15_000 });
    const fourth = two.update({ ...found(LATER), signal: ending.signal });
    await setTimeout(100);
    ending.abort();
    await expect(fourth).rejects.toThrow('abort');
    fail();
    await expect(third).rejects.toThrow('ended');
  });

  it('a connection that is cut is made again for a question; cut in a writing, nothing of it is seen', async () => {
    const index = engine().schema();
    const place = await placeAt(index);
    const { store } = await place.update(found(TEXTS));
    const cut = (): Promise<unknown> =>
      engine().ask('select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1', [`dossier-bot ${schemaOf(index)}`]);
    for (let turn = 0; turn < 5; turn++) {
      await cut();
      expect((await store.words([['polic', 'drogu', 'minist', 'prefet', 'cellul'][turn]!], 5)).hits).toHaveLength(1);
    }
    const cutting = {
      ...found(LATER),
      onProgress: ({ stage }: { stage: string }) => {
        if (stage === 'writing') void cut();
      },
    };
    const many = documentsOf({ ...LATER, ...Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`n${at}.txt`, `Note ${at}\n\nLe quartier ${at}.\n`])) });
    await expect(place.update({ ...cutting, documents: many })).rejects.toThrow(UserError);
    expect((await place.open()).store!.documents).toHaveLength(2);
    // Its turn ended with its connection.
    expect((await place.update(found(LATER))).store.documents).toHaveLength(3);
  });

  it('a replica that is behind serves what it has, whole', async () => {
    const [index, behind] = [engine().schema(), engine().schema()];
    await expect((await placeAt(index, { indexRead: behind })).update(found(TEXTS))).rejects.toThrow(
      'a replica that has it expected, found that there was no index yet',
    );
    await (await placeAt(behind)).update(found(TEXTS));
    const place = await placeAt(index, { indexRead: behind });
    expect((await place.open()).store!.documents).toHaveLength(2);
    const { store, embedded } = await place.update(found(LATER));
    expect(embedded).toBeGreaterThan(0);
    expect(store.documents).toHaveLength(2);
    expect((await store.words(['giraf'], 5)).hits).toEqual([]);
    // It catches up.
    await (await placeAt(behind)).update(found(LATER));
    expect((await place.open()).store!.documents).toHaveLength(3);
  });

  it('says in one line what is wrong with a server, without the password', async () => {
    const index = engine().schema();
    const changed = (change: (url: URL) => void): string => {
      const url = new URL(index);
      change(url);
      return url.href;
    };
    const wrong = [
      [
        changed((url) => {
          url.port = '1';
        }),
        'a server that answers expected',
      ],
      [
        changed((url) => {
          url.password = 'wrongpassword';
        }),
        'a user and password that it takes expected',
      ],
      [
        changed((url) => {
          url.pathname = '/nowhere';
        }),
        'a database of that name expected',
      ],
    ] as const;
    for (const [address, expected] of wrong) {
      const failure = await placeAt(address).then(
        () => null,
        (error: unknown) => error as Error,
      );
      expect(failure).toBeInstanceOf(UserError);
      expect(failure!.message).toContain(expected);
      expect(failure!.message).not.toContain('wrongpassword');
    }
  });

  it('a user who may not is told what to ask for', async () => {
    const index = engine().schema();
    const name = schemaOf(index);
    await engine().ask(`create role ${name} login password 'x'`);
    onTestFinished(async () => {
      await engine().ask(`drop role ${name}`);
    });
    const url = new URL(index);
    url.username = name;
    url.password = 'x';
    await expect(placeAt(url.href)).rejects.toThrow(
      /the permission for it expected, found "permission denied .*" \(42501\); let an administrator run GRANT CREATE/u,
    );
  });
});
