import { answerQuestion } from '../../dist/retrieval/search/index.js';
import { Database, migrate, PostgresPlace, writeGeneration } from '../../dist/retrieval/index/postgres/index.js';
import { madeDocument, madePortions, SETTINGS } from './support/made-index.mjs';
import { interleaved, median, medianRatio, quantile, timed } from './support/measure.mjs';
import { seededChance } from '../../dist/retrieval/chance.js';

export const title = 'PostgreSQL beside the folder, by size (TEST_POSTGRES_URL)';

/** Passages written at a time. The graph is built behind the first ones, all at once; adding to it takes ten times as long. */
const PORTION = 1_000_000;
/** At 100,000 passages, and what a run may miss it by. */
const TARGET = 3;

/** The same questions to both stores over the same made-up passages, in turn. */
export async function run({ embedder, source, indexes, sizes, short, say }) {
  const url = process.env.TEST_POSTGRES_URL;
  if (!url) throw new Error('measuring PostgreSQL: an address in TEST_POSTGRES_URL expected, found none; see .ci/postgres');
  const rows = [];
  for (const size of sizes) {
    const schema = `bench_${size}`;
    const address = `${url}${url.includes('?') ? '&' : '?'}schema=${schema}`;
    const writing = await writeMade(address, schema, source, embedder.model, size, say);
    const { milliseconds: opening, result } = await timed(async () => {
      const place = await PostgresPlace.open({ index: address, folder: null, model: embedder.model, settings: SETTINGS, cache: '' });
      return { place, ...(await place.open()) };
    });
    const stores = [await indexes.open(size), result.store];
    const spent = { words: 0, nearest: 0, tokens: 0 };
    const watch = (store) => {
      const timing =
        (stage, name) =>
        async (...given) => {
          const began = performance.now();
          const found = await store[name](...given);
          spent[stage] += performance.now() - began;
          return found;
        };
      return {
        ...store,
        words: timing('words', 'words'),
        rarities: timing('words', 'rarities'),
        nearest: timing('nearest', 'nearest'),
        cosines: timing('nearest', 'cosines'),
        tokens: timing('tokens', 'tokens'),
      };
    };
    const watched = watch(stores[1]);
    const questions = source.questions.slice(0, short ? 25 : 60);
    const ask = (store) => (question) => answerQuestion({ question, store, embedder, unread: [], options: {} });
    for (const question of questions.slice(0, 10)) for (const store of [stores[0], watched]) await ask(store)(question);
    for (const stage of Object.keys(spent)) spent[stage] = 0;
    const [folder, postgres] = await interleaved([ask(stores[0]), ask(watched)], questions);
    const agreed = await agreement(stores, embedder, questions);
    const [{ bytes }] = await result.place.writer.query(
      `select sum(pg_total_relation_size(oid))::bigint as bytes from pg_class where relnamespace = '${schema}'::regnamespace and relkind = 'r'`,
    );
    const counted = questions.length;
    rows.push({
      measure: `${size} passages`,
      'p50 ms': median(postgres),
      'p95 ms': quantile(postgres, 0.95),
      words: spent.words / counted,
      nearest: spent.nearest / counted,
      'token codes': spent.tokens / counted,
      'folder’s p50 ms': median(folder),
      'recall@10': agreed.recall,
      'same first': agreed.first,
      'written s': writing === null ? '(kept)' : writing / 1000,
      'open ms': opening,
      'bytes a passage': Math.round(bytes / size),
      against: 'the folder',
      ratio: medianRatio(postgres, folder),
      target: { atMost: TARGET },
      floor: { atMost: TARGET * 2 },
    });
    await stores[0].close();
    await result.place.close();
  }
  return rows;
}

/** Share of the folder's ten nearest passages and of its first answers that PostgreSQL gives too. Its made-up passages are the same, so rows are. */
async function agreement([folder, postgres], embedder, questions) {
  let [near, first] = [0, 0];
  for (const question of questions) {
    const { vector } = await embedder.embed(question, 'question');
    const [all, found] = [await folder.nearest(vector, 10), await postgres.nearest(vector, 10)];
    const rows = new Set(all.map(({ row }) => row));
    near += found.filter(({ row }) => rows.has(row)).length / all.length;
    const [one, other] = await Promise.all([folder, postgres].map((store) => answerQuestion({ question, store, embedder, unread: [], options: {} })));
    if (one.passages[0]?.id === other.passages[0]?.id) first++;
  }
  return { recall: near / questions.length, first: first / questions.length };
}

/** Writes what `writeMadeIndex` writes into a folder, from the same random numbers. @returns milliseconds; `null` when it is there already. */
async function writeMade(address, schema, source, model, size, say) {
  const database = new Database(address);
  try {
    await migrate(database);
    const place = await PostgresPlace.open({ index: address, folder: null, model, settings: SETTINGS, cache: '' });
    const { store } = await place.open();
    await place.close();
    // Kept from an earlier run, unless that drew from another source.
    if (store?.passages.length === size && store.documents[0].hash === madeDocument(source, 0, seededChance(size)).hash) return null;
    await database.query(`drop schema ${schema} cascade`);
    await migrate(database);
    let head = null;
    let writing = 0;
    say(`writing ${size} passages to PostgreSQL…`);
    for (const fresh of madePortions(source, size, PORTION)) {
      const kept = head?.documents ?? [];
      const content = { documents: [...kept.map(({ document }) => document), ...fresh.keys()], fresh, centre: source.centre, centredOn: size };
      const { milliseconds } = await timed(() =>
        database.holding('writing', ({ transaction }) =>
          transaction((session) => writeGeneration(session, database.schema, { head, kept, content, model, settings: SETTINGS, unreadable: [] })),
        ),
      );
      writing += milliseconds;
      const next = await PostgresPlace.open({ index: address, folder: null, model, settings: SETTINGS, cache: '' });
      head = (await next.open()).store.stored;
      await next.close();
    }
    return writing;
  } finally {
    await database.close();
  }
}
