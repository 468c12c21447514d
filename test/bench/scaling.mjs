import { join } from 'node:path';
import { madeRows, madeDocument, openMadeIndex, SETTINGS } from './support/made-index.mjs';
import { median, timed } from './support/measure.mjs';
import { seededChance } from '../../dist/retrieval/chance.js';
import { writeFolderStore } from '../../dist/retrieval/index/index.js';
import { contentTerms } from '../../dist/retrieval/passages/index.js';

export const title = 'Beyond one machine: shards on this machine, and what it comes to for 10⁷ and 10⁹ passages';

const SHARDS = 8;
const TOP = 100;

/** Passages that one machine of 4 GB serves, by what one takes in memory; half of the memory is left to the model and the system. */
const MEMORY = 2 * 2 ** 30;

/** Milliseconds that a question takes to a shard and back within one data centre. */
const NETWORK = 1;

/**
 * The same passages as one index and as several, asked one after the other and merged as a coordinator merges: the best TOP of each
 * shard, sorted. Vectors merge exactly; words are ranked with each shard's own rarities, as sharded engines do, unless the coordinator
 * first adds up how many passages hold each term.
 */
export async function run({ embedder, source, temporary, short, indexes, sizes }) {
  const size = short ? 4_000 : 40_000;
  const random = seededChance(99);
  const documents = Array.from({ length: size / 10 }, (_, number) => madeDocument(source, number, random));
  const rowsOf = new Map(documents.map((document) => [document, madeRows(source, document.passages, random)]));
  const write = (name, some) =>
    writeFolderStore(
      join(temporary, name),
      { documents: some, fresh: new Map(some.map((document) => [document, rowsOf.get(document)])), centre: source.centre, centredOn: size },
      embedder.model,
      SETTINGS,
    ).then(async (store) => {
      await store.close();
      return openMadeIndex(join(temporary, name), embedder.model);
    });
  const whole = await write('scaling-whole', documents);
  const shards = [];
  for (let shard = 0; shard < SHARDS; shard++) {
    const own = documents.filter((_, at) => at % SHARDS === shard);
    shards.push(await write(`scaling-${shard}`, own));
  }

  const idOf = (store) => (hit) => store.passages[hit.row].id;
  const merged = (answers, by) =>
    answers
      .flatMap((hits, shard) => hits.map((hit) => ({ id: idOf(shards[shard])(hit), score: hit[by] })))
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
      .slice(0, TOP);
  const times = { whole: [], slowest: [], merge: [] };
  let vectorsSame = 0;
  let vectorsAsked = 0;
  let wordsSame = 0;
  let wordsAsked = 0;
  for (const question of source.questions.slice(0, short ? 10 : 40)) {
    const { vector } = await embedder.embed(question, 'question');
    const terms = [...new Set(contentTerms(question).map(({ term }) => term))];
    const one = await timed(async () => [await whole.nearest(vector, TOP), (await whole.words(terms, TOP)).hits]);
    const each = [];
    for (const shard of shards) each.push(await timed(async () => [await shard.nearest(vector, TOP), (await shard.words(terms, TOP)).hits]));
    const ofShards = (at) => each.map(({ result }) => result[at]);
    const merge = await timed(() => [merged(ofShards(0), 'cosine'), merged(ofShards(1), 'score')]);
    times.whole.push(one.milliseconds);
    times.slowest.push(Math.max(...each.map(({ milliseconds }) => milliseconds)));
    times.merge.push(merge.milliseconds);
    const expected = one.result.map((hits) => new Set(hits.slice(0, 10).map(idOf(whole))));
    // Of passages with one vector, which the made-up ones have, either will do.
    const tenth = one.result[0][9].cosine - 1e-6;
    vectorsSame += merge.result[0].slice(0, 10).filter(({ id, score }) => expected[0].has(id) || score >= tenth).length;
    vectorsAsked += expected[0].size;
    wordsSame += merge.result[1].slice(0, 10).filter(({ id }) => expected[1].has(id)).length;
    wordsAsked += expected[1].size;
  }
  await Promise.all([whole, ...shards].map((store) => store.close()));
  const measured = {
    measure: `measured: ${SHARDS} shards of ${size / SHARDS} against one of ${size}`,
    'vectors: same of 10': (10 * vectorsSame) / vectorsAsked,
    'words: same of 10': (10 * wordsSame) / wordsAsked,
    'one index ms': median(times.whole),
    'slowest shard ms': median(times.slowest),
    'merge ms': median(times.merge),
    against: 'one index',
    ratio: (median(times.slowest) + median(times.merge)) / median(times.whole),
    target: { recall: 0.99 },
    floor: { recall: 0.99 },
    value: vectorsSame / vectorsAsked,
  };
  return [measured, ...(await computed({ embedder, source, indexes, sizes, merge: median(times.merge) }))];
}

/** From this run's costs: what grows with the passages (memory, disk, embedding, writing, the scan) and what does not (embedding the question). */
async function computed({ embedder, source, indexes, sizes, merge }) {
  const { run: opening } = await import('./opening.mjs');
  const { run: questions } = await import('./question.mjs');
  const { run: writing } = await import('./writing.mjs');
  const largest = [Math.max(...sizes)];
  const [cost] = await opening({ embedder, indexes, sizes: largest, short: true });
  const [small, large] = await questions({ embedder, source, indexes, sizes: [Math.min(...sizes), largest[0]], short: true });
  const [written] = await writing({ embedder, source, indexes, sizes: largest });
  const searching = (row) => row.words + row.nearest;
  const perPassage = Math.max(0, (searching(large) - searching(small)) / (largest[0] - Math.min(...sizes)));
  const fixed = large['p50 ms'] - searching(large) + Math.max(0, searching(small) - perPassage * Math.min(...sizes));
  const p95 = large['p95 ms'] / large['p50 ms'];
  const held = Math.floor(MEMORY / cost['in memory, bytes']);
  const rows = [
    {
      measure: `computed: the largest that ${MEMORY / 2 ** 30 + 2} GB serve (${MEMORY / 2 ** 30} GB of them for passages)`,
      passages: held,
      'memory GB': 4,
      'disk GB': (held * cost['on disk, bytes']) / 2 ** 30,
      'question p50 ms': fixed + perPassage * held,
      'question p95 ms': (fixed + perPassage * held) * p95,
    },
  ];
  for (const passages of [1e7, 1e9]) {
    const shard = 1e6;
    const machines = Math.ceil(passages / shard);
    const p50 = fixed + perPassage * shard + NETWORK + merge * (machines / SHARDS);
    rows.push({
      measure: `computed: ${passages.toExponential(0)} passages on ${machines} shards of 10⁶`,
      passages,
      'memory GB': (passages * cost['in memory, bytes']) / 2 ** 30,
      'disk GB': (passages * cost['on disk, bytes']) / 2 ** 30,
      'build hours, each shard by itself': (shard * (written['ms a passage'] + written['embedding ms'])) / 3_600_000,
      'build hours, one machine': (passages * (written['ms a passage'] + written['embedding ms'])) / 3_600_000,
      'question p50 ms': p50,
      // The slowest of many shards decides: the share of questions that meet a shard's slow tenth grows with their number.
      'question p95 ms': p50 * Math.max(p95, 1 + (p95 - 1) * Math.log10(machines * 10)),
    });
  }
  return rows;
}
