import { answerQuestion } from '../../dist/retrieval/search/index.js';
import { median, quantile } from './support/measure.mjs';

export const title = 'Questions, by size';

/** Where the time of a question goes, and how much more it takes than its embedding. */
export async function run({ embedder, source, indexes, sizes, short }) {
  const questions = source.questions.slice(0, short ? 25 : 60);
  const rows = [];
  for (const size of sizes) {
    const store = await indexes.open(size);
    const spent = { embedding: 0, words: 0, nearest: 0, tokens: 0 };
    const watched =
      (object, method, stage) =>
      async (...given) => {
        const began = performance.now();
        const result = await object[method](...given);
        spent[stage] += performance.now() - began;
        return result;
      };
    const watchedStore = {
      ...store,
      words: watched(store, 'words', 'words'),
      rarities: watched(store, 'rarities', 'words'),
      nearest: watched(store, 'nearest', 'nearest'),
      cosines: watched(store, 'cosines', 'nearest'),
      tokens: watched(store, 'tokens', 'tokens'),
    };
    const watchedEmbedder = {
      model: embedder.model,
      embed: watched(embedder, 'embed', 'embedding'),
      countTokens: watched(embedder, 'countTokens', 'embedding'),
    };
    const all = [];
    // The first few warm up.
    for (const [at, question] of [...questions.slice(0, 8), ...questions].entries()) {
      for (const stage of Object.keys(spent)) spent[stage] = 0;
      const began = performance.now();
      await answerQuestion({ question, store: watchedStore, embedder: watchedEmbedder, unread: [], options: {} });
      const whole = performance.now() - began;
      if (at >= 8) all.push({ whole, ...spent, rest: whole - Object.values(spent).reduce((sum, value) => sum + value, 0) });
    }
    await store.close();
    const stage = (name) => median(all.map((each) => each[name]));
    const limit = size <= 10_000 ? 1.3 : 2;
    rows.push({
      measure: `${size} passages`,
      'p50 ms': stage('whole'),
      'p95 ms': quantile(
        all.map(({ whole }) => whole),
        0.95,
      ),
      embedding: stage('embedding'),
      words: stage('words'),
      nearest: stage('nearest'),
      'token codes': stage('tokens'),
      'ranking, marking': stage('rest'),
      against: 'its embedding',
      ratio: median(all.map(({ whole, embedding }) => whole / embedding)),
      target: { atMost: limit },
      floor: { atMost: limit * 5 },
    });
  }
  return rows;
}
