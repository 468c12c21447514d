import { expect, test } from 'vitest';
import { citationId } from '../../../../retrieval/evidence/citations/citation-id.js';
import { contextOf, packQuestions, questionRecord } from '../../../../retrieval/evidence/pack/pack-content.js';
import { absence, answer, answers, documents, note, passage, questionsOf, scan } from './pack.js';

test('excerpts are numbered through the whole pack', () => {
  expect(questionsOf().map(({ excerpts }) => excerpts.map((excerpt) => excerpt.note))).toEqual([[1, 2], [3], []]);
});

test('an excerpt is its citation, with the id that the quote has in this document', () => {
  const [excerpt] = questionsOf()[0]!.excerpts;
  const quote = 'On a fouillé 500 *cellules* & <rien> trouvé.';
  expect(excerpt).toEqual({
    note: 1,
    id: citationId({ hash: note.hash, start: 12, end: 56, quote }),
    file: note.file,
    title: note.title,
    date: null,
    lines: [2, 2],
    page: null,
    start: 12,
    end: 56,
    quote,
    heading: 'Le\nrapport',
    highlight: [12, 39],
    focus: [25, 28],
    score: 0.9,
    also: [{ file: 'scan.pdf', title: 'Scan', date: '2025-05-20', lines: [1, 1], page: 2, start: 10, end: 21, quote: '66 prisons.' }],
  });
});

test('a question keeps what was found and its report, not how long it took', () => {
  expect(questionsOf()[1]).toEqual({
    question: 'Et\n # Lisbonne ?',
    verdict: 'absent',
    confidence: 0.1,
    searched: answers[1]!.searched,
    excerpts: [expect.objectContaining({ quote: 'Page une.' })],
    absence: absence.get(answers[1]!),
  });
  expect(questionsOf()[0]!.absence).toBeNull();
});

test('in evidence.json files that could not be read have a code and a text', () => {
  const unread = ['b<.pdf', 'c.pdf'].map((file) => ({ file, code: 'reader-failed', reason: expect.stringContaining('x') as string }));
  expect(questionRecord(questionsOf()[1]!)).toMatchObject({
    question: 'Et\n # Lisbonne ?',
    searched: { documents: 2, unread },
    absence: { threshold: 0.5, unread },
  });
  expect(questionRecord(questionsOf()[0]!)).toMatchObject({ absence: null, searched: { unread: [] } });
});

test('a quote that is not in its document is refused, saying why', () => {
  const moved = { ...passage(scan, '66 prisons.'), start: 9, end: 20 };
  expect(() => packQuestions([answer('x', [moved])], documents, new Map())).toThrow(
    'packing a quote: the document scan.pdf with the quote at 9…20 expected, found other words there; ask again',
  );
  expect(() => packQuestions([answer('x', [moved])], new Map(), new Map())).toThrow('found no such document; ask again');
});

test.each([
  ['the whole of a short text', 'un  deux\n', 'trois', '\nquatre  cinq', 'un deux', 'quatre cinq'],
  ['all before near the beginning of a long one', 'un ', 'deux', ` trois ${'z'.repeat(400)}`, 'un', 'trois …'],
  ['nothing where nothing stands', '', 'trois', '', '', ''],
  // 300 characters to each side: of a word that this cuts nothing is shown.
  ['a cut at a space', `${'y'.repeat(297)} un `, 'deux', ` trois ${'z'.repeat(295)} w`, '… un', 'trois …'],
  ['all of just so much', `${'y'.repeat(297)} a `, 'deux', ` b ${'z'.repeat(297)}`, `${'y'.repeat(297)} a`, `b ${'z'.repeat(297)}`],
])('context: %s', (_, before, quote, after, shownBefore, shownAfter) => {
  expect(contextOf(before + quote + after, { start: before.length, end: before.length + quote.length })).toEqual({ before: shownBefore, after: shownAfter });
});
