import { answerQuestion } from '../../dist/retrieval/search/index.js';
import { interleaved, median, medianRatio, quantile } from './support/measure.mjs';

export const title = 'Questions, by size (words are searched while the question is embedded)';

/** Questions that warm up, for each that is timed: a bot that runs for weeks has compiled what it asks with. They are others: what is kept of a question's passages must not be what is measured. */
const WARMING = 3;

/** Where the time of a question goes, and how much more it takes than its embedding does by itself, taken in turn with it. */
export async function run({ embedder, source, indexes, sizes, short }) {
  const timed = short ? 25 : 60;
  const others = source.questions.slice(timed, timed * (1 + WARMING));
  const asked = [...others, ...source.questions.slice(0, timed)];
  const rows = [];
  for (const size of sizes) {
    const store = await indexes.open(size);
    const stages = [];
    const [whole, alone] = await interleaved(
      [async (question) => stages.push(await stagesOf(question, store, embedder)), (question) => embedder.embed(question, 'question')],
      asked,
    ).then((times) => times.map((each) => each.slice(others.length)));
    await store.close();
    const stage = (name) => median(stages.slice(others.length).map((each) => each[name]));
    const limit = size <= 10_000 ? 1.3 : 2;
    rows.push({
      measure: `${size} passages`,
      'p50 ms': median(whole),
      'p95 ms': quantile(whole, 0.95),
      embedding: median(alone),
      words: stage('words'),
      'both at once': stage('both'),
      nearest: stage('nearest'),
      'token codes': stage('tokens'),
      'ranking, marking': stage('rest'),
      against: 'its embedding',
      ratio: medianRatio(whole, alone),
      target: { atMost: limit },
      // Beside other work, which the embedding waits for less than what comes after it.
      floor: { atMost: limit * 2.5 },
    });
  }
  return rows;
}

/** Asks one question. @returns milliseconds of its stages; `both`: until it was embedded and its words were found, `rest`: what came after beside searching */
async function stagesOf(question, store, embedder) {
  const spent = { words: 0, nearest: 0, tokens: 0 };
  const began = performance.now();
  let both = 0;
  const watched = (object, method, stage) => ({
    [method]: async (...given) => {
      const from = performance.now();
      const result = await object[method](...given);
      if (stage in spent) spent[stage] += performance.now() - from;
      if (stage === 'words' || stage === 'embedding') both = performance.now() - began;
      return result;
    },
  });
  const watchedStore = {
    ...store,
    ...watched(store, 'words', 'words'),
    ...watched(store, 'rarities', 'words'),
    ...watched(store, 'nearest', 'nearest'),
    ...watched(store, 'cosines', 'nearest'),
    ...watched(store, 'tokens', 'tokens'),
  };
  const watchedEmbedder = { model: embedder.model, ...watched(embedder, 'embed', 'embedding') };
  await answerQuestion({ question, store: watchedStore, embedder: watchedEmbedder, unread: [], options: {} });
  return { ...spent, both, rest: performance.now() - began - both - spent.nearest - spent.tokens };
}
