import { madeVector } from './support/made-index.mjs';
import { interleaved, median, medianRatio } from './support/measure.mjs';
import { seededChance } from '../../dist/retrieval/chance.js';

export const title = 'Nearest vectors';

/** hnswlib takes 1 to 3 ms to add a vector: larger graphs than this are built only when asked for (--graphs). */
const LARGEST_GRAPH = 10_000;

/** Recall and time of our search against comparing with every vector, and against a graph of hnswlib-node. */
export async function run({ embedder, source, indexes, sizes, short, graphs = LARGEST_GRAPH }) {
  const questions = [];
  for (const question of source.questions.slice(0, short ? 25 : 100)) questions.push((await embedder.embed(question, 'question')).vector);
  // Half of the questions are made as the passages are: the sample's own are few.
  const random = seededChance(5);
  for (let more = short ? 10 : 50; more > 0; more--) questions.push(madeVector(source, random));
  const rows = [];
  for (const size of sizes) {
    const store = await indexes.open(size);
    const { nearestIndex } = store;
    const exact = questions.map((question) => nearestIndex.exact(question, 10).map(({ row }) => row));
    const recall = (found) =>
      found.reduce((sum, rowsOf, at) => sum + rowsOf.filter((row) => exact[at].includes(row)).length, 0) / exact.reduce((sum, each) => sum + each.length, 0);
    const ours = (question) =>
      nearestIndex
        .nearest(question, 100)
        .map(({ row }) => row)
        .slice(0, 10);
    for (const question of questions.slice(0, 10)) ours(question);
    const graph = size <= graphs && !short ? await buildGraph(nearestIndex) : null;
    const [mine, all, theirs] = await interleaved([ours, (question) => nearestIndex.exact(question, 100), ...(graph ? [graph.search] : [])], questions);
    rows.push({
      measure: `${size} passages`,
      'recall@10': recall(questions.map(ours)),
      ms: median(mine),
      'q/s': 1000 / median(mine),
      'exact ms': median(all),
      ...(graph && {
        'hnswlib ms': median(theirs),
        'hnswlib recall@10': recall(questions.map((question) => graph.search(question).slice(0, 10))),
        'hnswlib build s': graph.seconds,
      }),
      against: graph ? 'hnswlib-node' : 'comparing with all',
      ratio: medianRatio(mine, graph ? theirs : all),
      target: { recall: 0.99 },
      floor: { recall: 0.99 },
      value: recall(questions.map(ours)),
    });
    await store.close();
  }
  return rows;
}

async function buildGraph(index) {
  const { default: hnswlib } = await import('hnswlib-node').catch(() => ({ default: null }));
  if (!hnswlib) return null;
  const graph = new hnswlib.HierarchicalNSW('ip', index.dimensions);
  graph.initIndex({ maxElements: index.size, m: 16, efConstruction: 200, randomSeed: 100 });
  const began = performance.now();
  for (let row = 0; row < index.size; row++) graph.addPoint(Array.from(index.vector(row)), row);
  graph.setEf(200);
  return { seconds: (performance.now() - began) / 1000, search: (question) => graph.searchKnn(Array.from(question), Math.min(100, index.size)).neighbors };
}
