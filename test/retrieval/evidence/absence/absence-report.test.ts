import { describe, expect, test } from 'vitest';
import { absenceReport } from '../../../../retrieval/evidence/absence/absence-report.js';
import { absencePlain } from '../../../../retrieval/evidence/absence/absence-text.js';
import { editDistance } from '../../../../retrieval/evidence/absence/close-spellings.js';
import { citationAt } from '../../../../retrieval/evidence/evidence-document.js';
import { absenceHtml } from '../../../../retrieval/evidence/pack/pack-html.js';
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

describe('in words', () => {
  const report = absenceReport(documents, answer('Oportic à Lisbonne ?'), 0.5);

  test('French', () => {
    expect(absencePlain(report, 'fr', () => 'illisible')).toBe(
      [
        'Ce qui a été cherché',
        'Le dossier ne répond pas. Cherché dans 2 documents (3 passages).',
        'Le mot « Oportic » n’est dans aucun document. Orthographes proches dans le dossier : Oportik (1).',
        'Le mot « Lisbonne » n’est dans aucun document.',
        'Meilleur score : 0,12 (il faut 0,50 pour une réponse).',
        '',
        'Passage le plus proche (ce n’est pas une réponse) :',
        '« Un fournisseur de <téléphones> au Havre. »',
        '— b.txt, ligne 1',
        '',
        'Fichiers qui n’ont pas pu être lus :',
        '- scan.pdf: illisible',
        '',
      ].join('\n'),
    );
  });

  test('English, as HTML in which nothing is markup', () => {
    const page = absenceHtml(report, 'en');
    expect(page).toContain('No document has the word &quot;Oportic&quot;. Close spellings in the dossier: Oportik (1).');
    expect(page).toContain('Best score: 0.12 (0.50 makes an answer).');
    expect(page).toContain('&lt;téléphones&gt;');
    expect(page).toContain('&lt;OCR&gt;');
  });
});

test.each([
  ['chat', 'chat', 2, 0],
  ['chat', 'chats', 2, 1],
  ['marsielle', 'marseille', 2, 1],
  ['prison', 'raison', 2, 2],
  ['prison', 'raisin', 2, 3],
  ['abc', 'xyz', 1, 2],
])('%s → %s', (one, other, most, edits) => {
  expect(editDistance(one, other, most)).toBe(edits);
  expect(editDistance(other, one, most)).toBe(edits);
});
