import { absenceReport, type AbsenceReport } from '../../../../retrieval/evidence/absence/absence-report.js';
import type { DossierDocument } from '../../../../retrieval/evidence/dossier-documents.js';
import { citationAt } from '../../../../retrieval/evidence/evidence-document.js';
import { packQuestions, type PackDocument, type PackQuestion } from '../../../../retrieval/evidence/pack/pack-content.js';
import type { Answer, AnswerPassage } from '../../../../retrieval/search/answer.js';
import { documentOf } from '../documents.js';

/** A note of three lines, with signs that mean something to HTML and Markdown. */
export const note: DossierDocument = {
  ...documentOf('notes/<a>.txt', 'Avant tout.\nOn a fouillé 500 *cellules* & <rien> trouvé.\nAprès tout.', { title: 'Note <1>', hash: '1'.repeat(64) }),
  link: null,
};
/** A scan of two pages, with a date and an address. */
export const scan: DossierDocument = {
  ...documentOf('scan.pdf', 'Page une.\f66 prisons.', { title: 'Scan', date: '2025-05-20', pages: [0, 10], hash: '2'.repeat(64) }),
  link: 'https://example.org/?a=1&b=2',
};
export const documents: ReadonlyMap<string, DossierDocument> = new Map([note, scan].map((document) => [document.file, document]));

export function passage(document: DossierDocument, quote: string, rest: Partial<AnswerPassage> = {}): AnswerPassage {
  const start = document.text.indexOf(quote);
  const end = start + quote.length;
  return {
    ...citationAt(document, start, end),
    rank: 1,
    id: 'x'.repeat(12),
    heading: null,
    highlight: [start, end],
    focus: null,
    score: 0.9,
    also: [],
    ...rest,
  };
}

export function answer(question: string, passages: readonly AnswerPassage[], rest: Partial<Answer> = {}): Answer {
  return { question, verdict: 'answered', confidence: 0.9, passages, searched: { documents: 2, passages: 7, unread: [] }, milliseconds: 1, ...rest };
}

const first = answer('Combien de <cellules> ?', [
  passage(note, 'On a fouillé 500 *cellules* & <rien> trouvé.', {
    heading: 'Le\nrapport',
    highlight: [12, 39],
    focus: [25, 28],
    also: [citationAt(scan, 10, 21)],
  }),
  passage(scan, '66 prisons.'),
]);
const second = answer('Et\n # Lisbonne ?', [passage(scan, 'Page une.')], {
  verdict: 'absent',
  confidence: 0.1,
  searched: { documents: 2, passages: 7, unread: ['b<.pdf', 'c.pdf'].map((file) => ({ file, reason: { code: 'reader-failed', detail: 'x' } })) },
});
const third = answer('Rien ?', [], { verdict: 'close' });

/** Three questions: answered, not answered with a report of the search, and one for which nothing was found. */
export const answers: readonly Answer[] = [first, second, third];
export const absence: ReadonlyMap<Answer, AbsenceReport> = new Map([[second, absenceReport([note, scan], second, 0.5)]]);
export const questionsOf = (): PackQuestion[] => packQuestions(answers, documents, absence);

/** The note whole, the scan by its hash alone. */
export const listed: readonly PackDocument[] = [
  {
    file: note.file,
    title: note.title,
    date: null,
    link: null,
    hash: note.hash,
    original: 'documents/notes/_a b_.txt',
    text: { path: 'documents/notes/_a b_.txt', sha256: note.hash, characters: note.text.length },
  },
  {
    file: scan.file,
    title: scan.title,
    date: scan.date,
    link: scan.link,
    hash: scan.hash,
    original: null,
    text: { path: null, sha256: '3'.repeat(64), characters: scan.text.length },
  },
];
