import { answerQuestion } from '../../dist/retrieval/search/index.js';
import { interleaved, median, medianRatio, quantile } from './support/measure.mjs';

export const title = 'Questions, by size (words are searched while the question is embedded)';

/** Questions that warm up, for each that is timed: a bot that runs for weeks has compiled what it asks with. They are others: what is kept of a question's passages must not be what is measured. */
const WARMING = 3;

/** Passages of a long document (500,000 characters: a report of 200 pages), and of a dossier of such ones. */
const LONG = 1_000;
const LARGEST_LONG = 100_000;

/** Where the time of a question goes, and how much more it takes than its embedding does by itself, taken in turn with it. */
export async function run({ embedder, source, indexes, sizes, short }) {
  const timed = short ? 25 : 60;
  const others = source.questions.slice(timed, timed * (1 + WARMING));
  const asked = [...others, ...source.questions.slice(0, timed)];
  const rows = [];
  const long = Math.min(LARGEST_LONG, Math.max(...sizes));
  for (const [size, each] of [...sizes.map((size) => [size]), [long, LONG]]) {
    const store = await indexes.open(size, each);
    const watched = watch(store, embedder);
    const [whole, alone] = await interleaved([watched.ask, (question) => embedder.embed(question, 'question')], asked).then((times) =>
      times.map((each) => each.slice(others.length)),
    );
    await store.close();
    const stage = (name) => median(watched.stages.slice(others.length).map((each) => each[name]));
    const limit = size <= 10_000 ? 1.3 : 2;
    rows.push({
      measure: each === undefined ? `${size} passages` : `${size} in documents of ${each}`,
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

/**
 * The same store for all questions, as a bot has it: what is worked out once a store stays.
 * @returns `ask`; and of each question asked the milliseconds of its stages; `both`: until it was embedded and its words were found,
 *   `rest`: what came after beside searching.
 */
function watch(store, embedder) {
  const stages = [];
  let spent;
  let began;
  // This store does its work before it gives its promise: a question waits for nothing else of it.
  const timed = (object, method, stage) => ({
    [method]: (...given) => {
      const from = performance.now();
      const promise = object[method](...given);
      spent[stage] += performance.now() - from;
      return promise;
    },
  });
  const ending = (object, method) => ({
    [method]: async (...given) => {
      const result = await object[method](...given);
      spent.both = performance.now() - began;
      return result;
    },
  });
  const timedStore = {
    ...store,
    ...ending({ ...store, ...timed(store, 'words', 'words') }, 'words'),
    ...timed(store, 'rarities', 'words'),
    ...timed(store, 'nearest', 'nearest'),
    ...timed(store, 'cosines', 'nearest'),
    ...timed(store, 'tokens', 'tokens'),
  };
  const timedEmbedder = { model: embedder.model, ...ending(embedder, 'embed') };
  return {
    stages,
    async ask(question) {
      spent = { words: 0, nearest: 0, tokens: 0, both: 0 };
      began = performance.now();
      await answerQuestion({ question, store: timedStore, embedder: timedEmbedder, unread: [], options: {} });
      stages.push({ ...spent, rest: performance.now() - began - spent.both - spent.nearest - spent.tokens });
    },
  };
}
