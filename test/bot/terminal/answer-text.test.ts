import { describe, expect, it } from 'vitest';
import { speechIn } from '../../../bot/speech.js';
import { answerText, type Layout } from '../../../bot/terminal/answer-text.js';
import { styleFor } from '../../../bot/terminal/style.js';
import type { Answer, AnswerPassage } from '../../../retrieval/search/answer.js';

const QUOTE = 'Une phrase avant. La fouille visait 500\ncellules. Une phrase après.';
const FIRST: AnswerPassage = {
  file: 'a b.txt',
  title: 'Le titre',
  date: null,
  start: 100,
  end: 100 + QUOTE.length,
  lines: [12, 14],
  page: null,
  quote: QUOTE,
  rank: 1,
  id: 'aaaaaaaaaaaa',
  heading: null,
  highlight: [118, 149],
  focus: [136, 139],
  score: 0.9,
  also: [],
};
const SECOND: AnswerPassage = { ...FIRST, rank: 2, file: 'c.pdf', title: 'Autre', date: '2025-05', page: 3, highlight: [100, 117], focus: null };
const ANSWER: Answer = {
  question: 'Combien ?',
  verdict: 'answered',
  confidence: 0.934,
  passages: [FIRST, SECOND],
  searched: { documents: 5, passages: 41, unread: [] },
  milliseconds: 12.3,
};

const plain: Layout = { style: styleFor({ isTerminal: false, env: {} }), speech: speechIn('fr'), width: null, folder: '/dossier' };
const terminal: Layout = { ...plain, style: styleFor({ isTerminal: true, env: {} }), width: 80 };
const bare = (text: string) => text.replace(/\u001B\]8;;[^\u0007]*\u0007|\u001B\[\d+m/gu, '');

describe('answerText', () => {
  it('reads well in a pipe', () => {
    expect(answerText(ANSWER, plain)).toBe(
      [
        'Le dossier répond (confiance 93\u00A0%)',
        '',
        '  Une phrase avant. **La fouille visait 500 cellules.** Une phrase après.',
        '  Le titre, lignes 12–14 — a b.txt:12',
        '',
        '2.  Une phrase avant.',
        '    Autre (2025-05), page 3 — c.pdf',
        '',
        'Cherché dans 5 documents et 41 passages, en 12 ms.',
        '',
      ].join('\n'),
    );
  });

  it('names the words of what it shows that were read with little confidence, and leaves the quote as it is', () => {
    const scanned = {
      ...FIRST,
      uncertain: [
        [104, 110],
        [129, 135],
      ] as const,
    };
    const text = answerText({ ...ANSWER, passages: [scanned, { ...scanned, rank: 2, highlight: [100, 117] }] }, plain);
    expect(text).toContain(
      '  Une phrase avant. **La fouille visait 500 cellules.** Une phrase après.\n  Le titre, lignes 12–14 — a b.txt:12\n  lecture incertaine du scan\u00A0: phrase, visait\n',
    );
    expect(text).toContain('2.  Une phrase avant.\n    Le titre, lignes 12–14 — a b.txt:12\n    lecture incertaine du scan\u00A0: phrase\n');
  });

  it('marks the sentence and the figure, and links to the file, on a terminal', () => {
    const text = answerText(ANSWER, terminal);
    expect(text).toContain('\u001B[32m\u001B[1mLa fouille visait \u001B[4m500\u001B[24m cellules.\u001B[22m\u001B[39m Une phrase après.');
    expect(text).toContain('\u001B]8;;file:///dossier/a%20b.txt\u0007a b.txt:12\u001B]8;;\u0007');
    expect(bare(text)).toBe(answerText(ANSWER, plain).replaceAll('**', ''));
  });

  it.each([20, 33, 47, 80])('keeps within %i columns', (width) => {
    for (const line of bare(answerText(ANSWER, { ...terminal, width })).split('\n')) expect(line.length, line).toBeLessThanOrEqual(width);
  });

  it('cuts even a word longer than the window, and stays readable on a wide one', () => {
    const quote = 'x'.repeat(300);
    const long = { ...ANSWER, passages: [{ ...FIRST, quote, end: 400, highlight: [100, 400] as const, focus: null }] };
    for (const width of [40, 400]) {
      const lines = bare(answerText(long, { ...terminal, width })).split('\n');
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(Math.min(width, 100));
    }
  });

  it('shows the nearest passage of an absent one as no answer, and only that', () => {
    const text = answerText({ ...ANSWER, verdict: 'absent', confidence: 0.02 }, plain);
    expect(text).toMatch(/^Le dossier n’en dit rien\. Le passage le plus proche, qui n’est pas une réponse\u00A0:\n\n {2}Une phrase/u);
    expect(text).not.toContain('confiance');
    expect(text).not.toContain('Autre');
    expect(text).toContain('Cherché dans 5 documents');
  });

  it('speaks English', () => {
    expect(answerText({ ...ANSWER, verdict: 'close' }, { ...plain, speech: speechIn('en') })).toMatch(
      /^Nothing clear in the dossier; this comes nearest:\n[^]*Le titre, lines 12–14 — [^]*Searched 5 documents and 41 passages in 12 ms\.\n$/u,
    );
  });

  it('says the other places of the same words', () => {
    expect(answerText({ ...ANSWER, passages: [{ ...FIRST, also: [SECOND, { ...FIRST, lines: [30, 30] }] }] }, plain)).toContain(
      '  aussi\u00A0: Autre (2025-05), page 3 — c.pdf · Le titre, ligne 30 — a b.txt:30\n',
    );
  });

  it('names the files that could not be read', () => {
    const searched = { documents: 5, passages: 41, unread: [{ file: 'x.pdf', reason: { code: 'encrypted' } as const }] };
    expect(answerText({ ...ANSWER, searched }, plain)).toContain(
      'en 12 ms.\n1 fichier du dossier n’a pas pu être lu\u00A0:\n  x.pdf: protégé par un mot de passe ; enregistrez-le sans\n',
    );
  });

  it('has something to say of an empty dossier', () => {
    const empty = { ...ANSWER, verdict: 'absent' as const, passages: [], searched: { documents: 0, passages: 0, unread: [] } };
    expect(answerText(empty, plain)).toBe('Le dossier ne contient aucun passage.\n\nCherché dans 0 document et 0 passage, en 12 ms.\n');
  });

  it('keeps the lines of a list and the empty lines of a text, and lets no document write to the terminal', () => {
    const quote = 'Points :\na) un\n\nb) deux\nsuite\n\nautre\u001B]0;owned\u0007';
    const answer = {
      ...ANSWER,
      passages: [{ ...FIRST, quote, end: 100 + quote.length, highlight: [100, 108] as const, focus: null, title: 'T\u001B[31m', file: 'f\u001B[1m.txt' }],
    };
    const text = answerText(answer, terminal);
    expect(bare(text)).toContain('  Points :\n  a) un\n\n  b) deux suite\n\n  autre\uFFFD]0;owned\uFFFD\n  T\uFFFD[31m, lignes 12–14 — f\uFFFD[1m.txt:12\n');
    expect(text).not.toContain('\u001B]0;');
    // How `[` is written differs between versions of Node; the escape sign is never raw.
    expect(text).toMatch(/file:\/\/\/dossier\/f%1B(?:\[|%5B)1m\.txt/u);
  });
});
