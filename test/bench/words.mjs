import MiniSearch from 'minisearch';
import { contentTerms } from '../../dist/retrieval/passages/index.js';
import { interleaved, median, medianRatio } from './support/measure.mjs';

export const title = 'Search by words';

const SEPARATOR = '\u001f';

/** Time of our word search against MiniSearch on the same terms, and whether both rank alike. */
export async function run({ source, indexes, sizes, short }) {
  const asked = source.questions.slice(0, short ? 30 : 100).map((question) => [...new Set(contentTerms(question).map(({ term }) => term))]);
  const rows = [];
  // MiniSearch takes about 2 KB a passage and a minute for 100,000.
  for (const size of sizes.filter((each) => each <= (short ? 1_000 : 100_000))) {
    const store = await indexes.open(size);
    const theirs = new MiniSearch({
      fields: ['text', 'heading', 'title'],
      tokenize: (text) => (text === '' ? [] : text.split(SEPARATOR)),
      processTerm: (term) => term,
    });
    let id = 0;
    for (const { title: titleText, text, passages } of store.documents) {
      const joined = (part) =>
        contentTerms(part)
          .map(({ term }) => term)
          .join(SEPARATOR);
      const ofTitle = joined(titleText);
      for (const { start, end, heading } of passages)
        theirs.add({ id: id++, text: joined(text.slice(start, end)), heading: joined(heading ?? ''), title: ofTitle });
    }
    const unseen = new Set();
    for (const [at, rarity] of (await store.rarities(asked.flat())).entries())
      if (rarity >= Math.log(1 + (size + 0.5) / 0.5) - 1e-9) unseen.add(asked.flat()[at]);
    const search = (terms) =>
      theirs.search(terms.join(SEPARATOR), {
        boost: { text: 1, heading: 0.7, title: 0.7 },
        fuzzy: (term) => (unseen.has(term) && term.length >= 5 && !/\d/u.test(term) ? 0.2 : false),
      });
    for (const terms of asked.slice(0, 10)) await store.words(terms, 1_000).then(() => search(terms));
    const [ours, mini] = await interleaved([(terms) => store.words(terms, 1_000), search], asked);
    let same = 0;
    for (const terms of asked) {
      const [a, b] = [(await store.words(terms, 10)).hits, search(terms).slice(0, 10)];
      if (a.length === b.length && a.every(({ score }, at) => Math.abs(score - b[at].score) < 1e-6 * score)) same++;
    }
    rows.push({
      measure: `${size} passages`,
      ms: median(ours),
      'MiniSearch ms': median(mini),
      'ranked alike': same / asked.length,
      against: 'MiniSearch',
      ratio: medianRatio(ours, mini),
      target: { atMost: 1 },
      floor: { atMost: 1.5 },
    });
    await store.close();
  }
  return rows;
}
