// How well and how fast a model finds the right paragraph by its vector alone.
//   node test/bench/embeddings.js BENCHMARK [MODEL]
// BENCHMARK: a folder with documents/*.txt and questions.jsonl ({question, gold: [{file, quote}]}). MODEL: a folder; the shipped
// model when left out. E5's prefixes in both cases. Run `npm run build` first.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { E5_PREFIXES, openEmbedder } from '../../dist/embeddings/index.js';
import { median, quantile, timed } from './support/measure.mjs';

const [benchmark, model] = process.argv.slice(2);
if (!benchmark) {
  console.error('measuring embeddings: a benchmark folder expected, found none; give one with documents/ and questions.jsonl');
  process.exit(2);
}

const paragraphs = readdirSync(join(benchmark, 'documents')).flatMap((file) =>
  readFileSync(join(benchmark, 'documents', file), 'utf8')
    .split(/\n\s*\n/)
    // The first is the article's title.
    .slice(1)
    .map((text) => ({ file, text: text.trim() }))
    .filter(({ text }) => text !== ''),
);
const questions = readFileSync(join(benchmark, 'questions.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

const opening = performance.now();
const embedder = await openEmbedder({ model, prefixes: E5_PREFIXES, allowDownload: false });
console.log(`model loaded in ${Math.round(performance.now() - opening)} ms: ${embedder.model.checksum}`);

const texts = paragraphs.map(({ text }) => text);
const passages = await embedAll('passage', texts);
const words = questions.map(({ question }) => question);
const asked = await embedAll('question', words);
await embedder.close();

let first = 0;
let firstFive = 0;
questions.forEach(({ gold }, q) => {
  const isGold = ({ file, text }) => gold.some((one) => one.file === file && text.includes(one.quote));
  const best = passages
    .map((vector, p) => ({ p, score: dot(vector, asked[q]) }))
    .sort((a, b) => b.score - a.score)
    .slice(0, 5);
  if (isGold(paragraphs[best[0].p])) first++;
  if (best.some(({ p }) => isGold(paragraphs[p]))) firstFive++;
});
console.log(
  `${paragraphs.length} paragraphs, ${questions.length} questions: R@1 ${(first / questions.length).toFixed(3)}, R@5 ${(firstFive / questions.length).toFixed(3)}`,
);

async function embedAll(kind, texts) {
  const embedded = [];
  for (const text of texts) embedded.push(await timed(() => embedder.embed(text, kind)));
  const times = embedded.map(({ milliseconds }) => milliseconds);
  console.log(`${kind}: ${median(times).toFixed(1)} ms at the median, ${quantile(times, 0.95).toFixed(1)} ms at 95%`);
  return embedded.map(({ result }) => result.vector);
}

function dot(a, b) {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k];
  return sum;
}
