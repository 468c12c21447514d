import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  absenceReport,
  checkCitation,
  chronology,
  chronologyCsv,
  chronologyIcs,
  citationAt,
  coverage,
  evidencePack,
  indexOf,
  ledgerEntry,
  verifyQuote,
} from '../../dist/retrieval/evidence/index.js';
import { sentencesIn } from '../../dist/retrieval/evidence/evidence-document.js';
import { stemsOf } from '../../dist/retrieval/evidence/words/subject-words.js';
import { seededChance } from '../../dist/retrieval/chance.js';
import { sentences } from '../../dist/retrieval/passages/index.js';
import { median } from './support/measure.mjs';

export const title = 'Evidence (a dossier of documents of 10,000 characters)';

/** Milliseconds of each function of evidence: of those that are done once after each change of the dossier, then of those that answer. */
export function run({ short }) {
  const documents = made(short ? 50 : 500);
  const rows = [];
  const time = (measure, work, times = 1) => {
    const spent = [];
    let result;
    for (let turn = 0; turn < times; turn++) {
      const began = performance.now();
      result = work(turn);
      spent.push(performance.now() - began);
    }
    rows.push({ measure, times, ms: median(spent), 'longest ms': Math.max(...spent) });
    return result;
  };
  const index = time('once: index of quotes', () => indexOf(documents));
  time('once: stems of its words', () => stemsOf(index));
  time('once: sentences', () => documents.forEach(sentencesIn));
  time('once: dates', () => chronology(documents));

  const random = seededChance(7);
  const sentence = () => {
    const document = documents[Math.floor(random() * documents.length)];
    const spans = sentencesIn(document).filter(({ start, end }) => end - start > 40);
    const { start, end } = spans[Math.floor(random() * spans.length)];
    return { document, start, end, text: document.text.slice(start, end) };
  };
  const altered = (text) => text.replace(/\p{L}{5,}/u, 'dromadaire');
  const foreign = 'Les chameliers du désert de Gobi vendent leurs laines aux marchands de Samarcande avant la mousson, disent les voyageurs.';
  time('verify: an exact sentence', () => verifyQuote(documents, sentence().text), 100);
  time('verify: a word changed', () => verifyQuote(documents, altered(sentence().text)), 100);
  time('verify: two places joined', () => verifyQuote(documents, `${sentence().text.slice(0, 80)} ${sentence().text.slice(0, 80)}`), 100);
  time('verify: a foreign sentence', () => verifyQuote(documents, foreign), 50);
  time('verify: a page of 20 sentences', () => verifyQuote(documents, Array.from({ length: 20 }, () => altered(sentence().text)).join(' ')), 10);
  time('coverage of a subject', (run) => coverage(documents, ['trafic de stupéfiants', 'prison', 'nouvelles technologies de communication'][run % 3]), 30);
  time('chronology', () => chronology(documents), 20);
  time('chronology of a subject', () => chronology(documents, { subject: 'prison' }), 20);
  const all = chronology(documents);
  time(`CSV of ${all.dated.length} dates`, () => chronologyCsv(all), 5);
  time(`ICS of ${all.dated.length} dates`, () => chronologyIcs(all, 'x'), 5);
  const answer = () => {
    const { document, start, end } = sentence();
    const passage = {
      ...citationAt(document, start, end),
      rank: 1,
      id: 'x'.repeat(12),
      heading: null,
      highlight: [start, end],
      focus: null,
      score: 1,
      also: [],
    };
    return {
      question: 'Qui a vendu les dromadaires de Marseile aux trafiquans ?',
      verdict: 'absent',
      confidence: 0.1,
      passages: [passage],
      searched: { documents: documents.length, passages: 1, unread: [] },
      milliseconds: 0,
    };
  };
  time('absence report', () => absenceReport(documents, answer(), 0.5), 20);
  time('evidence pack of 5 answers', () => evidencePack(Array.from({ length: 5 }, answer), { documents, language: 'fr', include: 'documents' }), 5);
  const entries = Array.from({ length: 50 }, () => {
    const { document, start, end } = sentence();
    return ledgerEntry(document, citationAt(document, start, end), new Date(0));
  });
  time('a citation opened, unchanged', (run) => checkCitation(entries[run], documents), 50);
  const moved = new Map(entries.map(({ file }) => [file, `Plus. ${documents.find((one) => one.file === file).text.replaceAll('a', 'e')}`]));
  const changed = documents.map((document) => (moved.has(document.file) ? { ...document, text: moved.get(document.file), hash: '0'.repeat(64) } : document));
  indexOf(changed);
  time('a citation opened, altered', (run) => checkCitation(entries[run], changed), 50);
  return rows;
}

/** Documents of about 10,000 characters, made of the seeds' words: sentences whole, and sentences of words drawn one by one (a vocabulary as wide as real ones). */
function made(count) {
  const folder = fileURLToPath(new URL('../../seeds/', import.meta.url));
  const texts = readdirSync(folder).map((name) => readFileSync(folder + name, 'utf8'));
  const whole = texts.flatMap((text) => sentences(text).map(({ start, end }) => text.slice(start, end).replace(/\s+/g, ' ')));
  const words = texts.flatMap((text) => text.match(/[\p{L}’']+/gu));
  const random = seededChance(42);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const months = ['janvier', 'mars', 'mai', 'juillet', 'octobre'];
  return Array.from({ length: count }, (_, number) => {
    let text = '';
    while (text.length < 10_000) {
      const kind = random();
      if (kind < 0.2) text += `${pick(whole)} `;
      else if (kind < 0.3)
        text += `Le ${1 + Math.floor(random() * 28)} ${pick(months)} ${1990 + Math.floor(random() * 35)}, ${pick(words)} ${pick(words)} ${Math.floor(random() * 10_000)} ${pick(words)}. `;
      else
        text += `${Array.from({ length: 8 + Math.floor(random() * 15) }, () => (random() < 0.1 ? pick(words) + Math.floor(random() * 5_000).toString(36) : pick(words))).join(' ')}.${random() < 0.2 ? '\n\n' : ' '}`;
    }
    return {
      file: `d${String(number).padStart(4, '0')}.txt`,
      title: `Document ${number}`,
      date: null,
      link: null,
      pages: null,
      text,
      hash: createHash('sha256').update(text).digest('hex'),
    };
  });
}
