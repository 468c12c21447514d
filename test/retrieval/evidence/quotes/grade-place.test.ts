import { describe, expect, test } from 'vitest';
import { align } from '../../../../retrieval/evidence/quotes/align.js';
import { compared } from '../../../../retrieval/evidence/quotes/find-parts.js';
import { alignAt, findRuns, UNKNOWN } from '../../../../retrieval/evidence/quotes/find-places.js';
import { gradeCandidate, gradeRun, weightOf, type GradedPlace } from '../../../../retrieval/evidence/quotes/grade-place.js';
import { quoteIndex } from '../../../../retrieval/evidence/words/quote-index.js';
import { wordSpans } from '../../../../retrieval/evidence/words/word-forms.js';
import { documentOf } from '../documents.js';

/** A quote graded where its words stand one by one, or, aligned over the whole of the document, where some of them do. */
function graded(text: string, body: string): GradedPlace {
  const index = quoteIndex([documentOf('a.txt', body)]);
  const words = wordSpans(text);
  const known = compared(index, text, words);
  const piece = { start: 0, end: text.length, words };
  const [run] = findRuns(index, known);
  return run ? gradeRun(index, text, piece, known, run) : gradeCandidate(index, text, piece, known, alignAt(index, known, 0, 0, 30));
}
const place = (text: string, body: string): unknown[] => {
  const { verdict, form, span } = graded(text, body);
  return [verdict, form, body.slice(span.start, span.end)];
};

test.each([
  ['the same characters', 'Il part.', 'Rien. Il part. Oui.', 'exact', 'identical', 'Il part.'],
  ['marks at its ends that the document has too', '« Il part »', 'Dit : « Il part » hier.', 'exact', 'identical', '« Il part »'],
  ['marks that it has not', '« Il part »', 'Dit : Il part hier.', 'exact', 'typographic', 'Il part'],
  ['a mark in front alone', '(Il part)', 'Dit : (Il part hier.', 'exact', 'typographic', '(Il part'],
  ['a full stop of its own', 'Il part.', 'Il part hier', 'exact', 'typographic', 'Il part'],
  ['other spaces', 'Il part hier', 'Il  part\nhier', 'exact', 'typographic', 'Il  part\nhier'],
  ['a question that the document asks', 'Il part ?', 'Il part ?', 'exact', 'identical', 'Il part ?'],
  ['one that it asks behind other marks', 'Il part ?', 'Il part » ?', 'exact', 'typographic', 'Il part'],
  ['one that it does not', 'Il part ?', 'Il part. Vraiment ?', 'near', null, 'Il part'],
  ['an exclamation of its own', 'Il part !', 'Il part.', 'near', null, 'Il part'],
])('%s', (_, text, body, verdict, form, quote) => {
  expect(place(text, body)).toEqual([verdict, form, quote]);
});

test('the mark that a quote puts at its end is told, where it stands', () => {
  expect(graded('Il part ?!', 'Il part.').differences).toEqual([
    { what: 'added', kind: 'typography', touches: null, quoted: { start: 8, end: 9, text: '?' }, written: null },
    { what: 'added', kind: 'typography', touches: null, quoted: { start: 9, end: 10, text: '!' }, written: null },
  ]);
});

describe('words aligned', () => {
  test('a place is from its first word there to its last', () => {
    const body = 'Avant tout, le petit chat gris dort. Ensuite rien.';
    const found = graded('le petit chat noir dort', body);
    expect([found.verdict, found.form, found.first, found.last]).toEqual(['near', null, 2, 6]);
    expect(body.slice(found.span.start, found.span.end)).toBe('le petit chat gris dort');
    expect(found.differences.map(({ quoted, written }) => [quoted?.text, written?.text])).toEqual([['noir', 'gris']]);
    // Every word stands once in the document, so each tells as much: four of five.
    expect(found.similarity).toBeCloseTo(0.8);
  });

  test('words that the quote leaves out count half', () => {
    // Five words stand there; the two left out count as one more.
    expect(graded('le petit chat dort bien', 'le petit chat gris rayé dort bien').similarity).toBeCloseTo(5 / 6);
  });

  test('words that it adds count whole', () => {
    expect(graded('le petit chat ronronnant dort bien', 'le petit chat dort bien').similarity).toBeCloseTo(5 / 6);
  });

  test('near from .62 on, absent below', () => {
    const body = 'a1 b2 c3 d4 e5 f6 g7 h8';
    expect(graded('a1 b2 c3 d4 e5 x6 x7 x8', body)).toMatchObject({ verdict: 'near', similarity: 5 / 8 });
    expect(graded('a1 b2 c3 x4 e5 x6 x7 h8', body)).toMatchObject({ verdict: 'near', similarity: 5 / 8 });
    expect(graded('a1 b2 c3 d4 x5 x6 x7 x8', body)).toMatchObject({ verdict: 'absent', form: null, similarity: 1 / 2 });
  });

  test('nothing of a quote may stand there', () => {
    const index = quoteIndex([documentOf('a.txt', 'le chat')]);
    const candidate = { document: 0, from: 0, window: compared(index, 'le chat', wordSpans('le chat')), alignment: align([], [], 0, 1) };
    expect(gradeCandidate(index, 'xyz', { start: 0, end: 3, words: wordSpans('xyz') }, compared(index, 'xyz', wordSpans('xyz')), candidate)).toMatchObject({
      first: 0,
      last: 0,
      similarity: 0,
    });
  });
});

test('a word tells the less the more often it stands: 1 when once or never, .1 at the least', () => {
  // 16 words: le 8 times, chat twice, the others once.
  const index = quoteIndex([documentOf('a.txt', 'le le le le le le le le chat chat a2 b3 c4 d5 e6 f7')]);
  const weight = (form: string): number => weightOf(index, { text: form, number: index.vocabulary.get(form) ?? UNKNOWN });
  expect(weight('a2')).toBe(1);
  expect(weight('dragon')).toBe(1);
  expect(weight('chat')).toBeCloseTo(1 - 1 / 4);
  expect(weight('le')).toBeCloseTo(1 - 3 / 4);
  const one = quoteIndex([documentOf('a.txt', 'le '.repeat(64))]);
  expect(weightOf(one, { text: 'le', number: 0 })).toBe(0.1);
});
