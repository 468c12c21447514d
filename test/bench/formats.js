// What reading other formats costs: the seeds' questions asked on the seeds as TXT, DOCX, PDF, HTML and mail (made by LibreOffice, see
// test/files/make.sh) and as scanned pages (drawn, turned, grained, and recognised).
//   node test/bench/formats.js [--json]
// Run `npm run build` first. Ends with status 1 when a format loses more hit@1 than allowed: 2 points, scans 8.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openEmbedder } from '../../dist/embeddings/index.js';
import { hitRate, parseQuestions, runQuestions } from '../../dist/retrieval/evaluation/index.js';
import { openDossier } from '../../dist/retrieval/index.js';
import { picturesAsPdf, scanned } from '../support/scan.js';

const ALLOWED_LOSS = { txt: 0, docx: 0.02, pdf: 0.02, html: 0.02, eml: 0.02, scan: 0.08 };

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const seeds = readdirSync(join(root, 'seeds')).filter((file) => file.endsWith('.txt'));
const questions = parseQuestions(readFileSync(join(root, 'test/questions.jsonl'), 'utf8'), 'test/questions.jsonl');
const made = (file, format) => readFileSync(join(root, 'test/files/seeds', `${basename(file, '.txt')}.${format}`));

/** A seed as another format: the bytes of the file and how its name ends. */
const FORMATS = {
  txt: (file) => ['txt', readFileSync(join(root, 'seeds', file))],
  docx: (file) => ['docx', made(file, 'docx')],
  pdf: (file) => ['pdf', made(file, 'pdf')],
  html: (file) => ['html', made(file, 'html')],
  eml: (file) => ['eml', mailOf(readFileSync(join(root, 'seeds', file), 'utf8'))],
  scan: async (file) => ['pdf', picturesAsPdf(await scanned(made(file, 'pdf')))],
};

function mailOf(text) {
  const body = Buffer.from(text).toString('base64').replace(/.{76}/gu, '$&\r\n');
  return `From: Archives <archives@example.org>\r\nDate: Mon, 15 Jan 2024 09:00:00 +0100\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${body}\r\n`;
}

const place = mkdtempSync(join(tmpdir(), 'dossier-formats-'));
const embedder = await openEmbedder({});
const results = [];
try {
  for (const [format, make] of Object.entries(FORMATS)) {
    const folder = join(place, format);
    mkdirSync(folder);
    const names = new Map();
    for (const file of seeds) {
      const [ending, bytes] = await make(file);
      names.set(file, `${basename(file, '.txt')}.${ending}`);
      writeFileSync(join(folder, names.get(file)), bytes);
    }
    const began = performance.now();
    const dossier = await openDossier({ folder, index: join(place, `${format}.index`), embedder });
    const seconds = (performance.now() - began) / 1000;
    const asked = questions.map((question) => ({ ...question, gold: question.gold.map((gold) => ({ ...gold, file: names.get(gold.file) ?? gold.file })) }));
    const run = await runQuestions(dossier, asked, new Map(), { method: 'late', variant: null, removed: null });
    const answerable = run.outcomes.filter((outcome) => outcome.answerable).map(({ served }) => served);
    const others = run.outcomes.filter((outcome) => !outcome.answerable);
    results.push({
      format,
      documents: dossier.documents().length,
      passages: dossier.passageCount(),
      unread: dossier.unreadable(),
      hit1: hitRate(answerable, 1),
      hit5: hitRate(answerable, 5),
      refused: others.filter(({ verdict }) => verdict === 'absent').length / others.length,
      broken: run.verbatim.broken.length,
      secondsToIndex: seconds,
    });
    await dossier.close();
    if (!process.argv.includes('--json')) {
      const { hit1, hit5, passages, refused, documents, broken } = results.at(-1);
      console.log(`${format.padEnd(5)} hit@1 ${hit1.toFixed(3)} (${((hit1 - results[0].hit1) * 100).toFixed(1).padStart(5)})  hit@5 ${hit5.toFixed(3)}  refused ${refused.toFixed(3)}  ${documents} documents, ${passages} passages, ${broken} quotes not verbatim, indexed in ${seconds.toFixed(1)} s`);
    }
  }
} finally {
  await embedder.close();
  rmSync(place, { recursive: true, force: true });
}
if (process.argv.includes('--json')) console.log(JSON.stringify(results));
// A thousandth for the rounding of shares.
process.exitCode = results.every(({ format, hit1 }) => hit1 >= results[0].hit1 - ALLOWED_LOSS[format] - 0.001) ? 0 : 1;
