import { expect, test } from 'vitest';
import { absenceReport } from '../../../../retrieval/evidence/absence/absence-report.js';
import { citationAt } from '../../../../retrieval/evidence/evidence-document.js';
import type { Answer } from '../../../../retrieval/search/answer.js';
import { documentOf } from '../documents.js';

const documents = [
  documentOf('a.txt', 'Le fournisseur Oportik a été saisi. Les fournisseurs parlent.'),
  documentOf('b.txt', 'Un fournisseur de <téléphones> au Havre.'),
];
const answer = (question: string, over: Partial<Answer> = {}): Answer => ({
  question,
  verdict: 'absent',
  confidence: 0.123,
  passages: [{ ...citationAt(documents[1]!, 0, 40), rank: 1, id: 'x'.repeat(12), heading: null, highlight: [0, 40], focus: null, score: 0.1, also: [] }],
  searched: { documents: 2, passages: 3, unread: [{ file: 'scan.pdf', reason: { code: 'reader-failed', detail: '<OCR>' } }] },
  milliseconds: 3,
  ...over,
});

test('sets down what was searched and which words the dossier never has, with spellings that come near', () => {
  const report = absenceReport(documents, answer("L'entreprise Oportic livre-t-elle des téléphone à Lisbonne en 2031 ?"), 0.5);
  expect(report).toMatchObject({
    verdict: 'absent',
    confidence: 0.123,
    threshold: 0.5,
    searched: { documents: 2, passages: 3, words: 17 },
    knownWords: [{ word: 'téléphone', documents: 1 }],
    documentsWithAll: 1,
    nearest: { file: 'b.txt', quote: 'Un fournisseur de <téléphones> au Havre.' },
    unread: [{ file: 'scan.pdf' }],
  });
  expect(report.unknownWords).toEqual([
    { word: 'entreprise', close: [] },
    { word: 'Oportic', close: [{ word: 'Oportik', documents: 1 }] },
    { word: 'livre', close: [] },
    { word: 'Lisbonne', close: [] },
    { word: '2031', close: [] },
  ]);
});

test('counts a word in all its endings, and documents that have all of them', () => {
  expect(absenceReport(documents, answer('fournisseurs'))).toMatchObject({ knownWords: [{ word: 'fournisseurs', documents: 2 }], documentsWithAll: 2 });
  expect(absenceReport(documents, answer('fournisseur Havre')).documentsWithAll).toBe(1);
  expect(absenceReport([], answer('fournisseur', { passages: [] }))).toMatchObject({
    unknownWords: [{ word: 'fournisseur', close: [] }],
    nearest: null,
    documentsWithAll: 0,
  });
});

test('documents with all the words that the dossier knows: each of them, in whatever order, in one document', () => {
  const three = [documentOf('a.txt', 'lune'), documentOf('b.txt', ''), documentOf('c.txt', 'soleil et lune'), documentOf('d.txt', 'soleil')];
  const all = (question: string): number => absenceReport(three, answer(question)).documentsWithAll;
  expect([all('lune'), all('soleil'), all('lune soleil'), all('lune soleil dragon'), all('dragon')]).toEqual([2, 2, 1, 1, 0]);
});

test('what the answer says is taken over; a threshold that is not known is null', () => {
  const report = absenceReport(documents, answer('Lisbonne', { verdict: 'close' }));
  expect(report).toMatchObject({ question: 'Lisbonne', verdict: 'close', threshold: null });
  expect(report.nearest).toEqual({ file: 'b.txt', title: 'b.txt', date: null, lines: [1, 1], page: null, start: 0, end: 40, quote: documents[1]!.text });
});
