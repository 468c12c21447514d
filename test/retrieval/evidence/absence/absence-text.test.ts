import { describe, expect, test } from 'vitest';
import type { AbsenceReport } from '../../../../retrieval/evidence/absence/absence-report.js';
import { absencePlain, absenceText } from '../../../../retrieval/evidence/absence/absence-text.js';

const report: AbsenceReport = {
  question: 'Oportic à Lisbonne ?',
  verdict: 'absent',
  searched: { documents: 2, passages: 3, words: 17 },
  unknownWords: [
    { word: 'Oportic', close: [{ word: 'Oportik', documents: 1 }] },
    { word: 'Lisbonne', close: [] },
  ],
  knownWords: [],
  documentsWithAll: 0,
  confidence: 0.123,
  threshold: 0.5,
  nearest: { file: 'b.txt', title: 'b.txt', date: null, lines: [1, 1], page: null, start: 0, end: 40, quote: 'Un fournisseur\nde <téléphones> au  Havre.' },
  unread: [{ file: 'scan.pdf', reason: { code: 'reader-failed', detail: '<OCR>' } }],
};

describe('in words', () => {
  test('French', () => {
    expect(absencePlain(report, 'fr')).toBe(
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
        '- scan.pdf: son lecteur a trébuché dessus (<OCR>) ; enregistrez-le de nouveau, ou dans un autre format',
        '',
      ].join('\n'),
    );
  });

  test('English: words that were found, with what stands near each; the reasons of unread files as the index has them', () => {
    const found = {
      ...report,
      verdict: 'close' as const,
      unknownWords: [
        {
          word: 'Oportic',
          close: [
            { word: 'Oportik', documents: 1 },
            { word: 'Oportique', documents: 2 },
          ],
        },
      ],
      knownWords: [
        { word: 'lune', documents: 2 },
        { word: 'soleil', documents: 1 },
      ],
      documentsWithAll: 1,
      threshold: null,
    };
    expect(absenceText(found, 'en')).toEqual({
      title: 'What was searched',
      lines: [
        'Nothing clear; this comes nearest. Searched 2 documents (3 passages).',
        'No document has the word "Oportic". Close spellings in the dossier: Oportik (1), Oportique (2).',
        'Words found (documents): lune (2), soleil (1). Documents that have all of these words: 1.',
        'Best score: 0.12.',
      ],
      nearest: { label: 'Nearest passage (not an answer):', quote: 'Un fournisseur\nde <téléphones> au  Havre.', source: 'b.txt, line 1' },
      unread: { label: 'Files that could not be read:', files: [expect.stringMatching(/^scan\.pdf: .*<OCR>/u) as string] },
    });
  });

  test.each([
    ['fr', 'Le dossier répond. ', 'Passage qui répond :'],
    ['en', 'The dossier answers. ', 'Passage that answers:'],
  ] as const)('the passage of a question that was answered is not said to be no answer: %s', (language, verdict, label) => {
    const { lines, nearest } = absenceText({ ...report, verdict: 'answered' }, language);
    expect(lines[0]).toMatch(verdict);
    expect(nearest?.label).toBe(label);
  });

  test('nothing near and nothing unread are said, or not said', () => {
    const none = { ...report, nearest: null, unread: [] };
    expect(absenceText(none, 'en')).toMatchObject({ lines: expect.arrayContaining(['No passage comes near.']) as unknown, nearest: null, unread: null });
    expect(absencePlain(none, 'en').split('\n')).toEqual([
      'What was searched',
      'The dossier does not answer. Searched 2 documents (3 passages).',
      'No document has the word "Oportic". Close spellings in the dossier: Oportik (1).',
      'No document has the word "Lisbonne".',
      'Best score: 0.12 (0.50 makes an answer).',
      'No passage comes near.',
      '',
    ]);
  });
});
