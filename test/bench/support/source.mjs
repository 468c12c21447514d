// What made-up dossiers are made of: the words of real documents with their frequencies, and real questions, passages and vectors.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildContent } from '../../../dist/retrieval/index/index.js';
import { readDossier } from '../../../dist/retrieval/documents/index.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * @param benchmark a folder with documents/ and questions.jsonl; the seeds and their questions when left out.
 * @param sample how many passages are embedded for real.
 */
export async function readSource(benchmark, embedder, sample) {
  const folder = benchmark ? join(benchmark, 'documents') : join(root, 'seeds');
  const questionFile = benchmark ? join(benchmark, 'questions.jsonl') : join(root, 'test', 'questions.jsonl');
  const { documents } = await readDossier(folder);
  const words = readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? []);
  const questions = readFileSync(questionFile, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).question);
  const taken = [];
  let passages = 0;
  // Spread over the folder: a few passages' worth of text from every so many documents.
  const step = Math.max(1, Math.floor(documents.length / Math.ceil(sample / 3)));
  for (let at = 0; at < documents.length && passages < sample; at += step) {
    const text = documents[at].text.slice(0, 3_000);
    taken.push({ ...documents[at], text, pages: null, structure: undefined });
    passages += text.length / 900;
  }
  const { content } = await buildContent({ documents: taken, embedder, earlier: null });
  const rows = content.documents.flatMap((document) => content.fresh.get(document));
  const texts = content.documents.flatMap(({ text, passages: all }) => all.map(({ start, end }) => text.slice(start, end)));
  const sampleTokens = [];
  for (const text of texts.slice(0, 12)) sampleTokens.push((await embedder.embed(text, 'passage')).tokens);
  return { sampleTokens, name: benchmark ? 'the benchmark' : 'the seeds', words, questions, texts, rows, centre: content.centre };
}
