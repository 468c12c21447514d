import { describe, expect, it } from 'vitest';
import { locateGolds } from '../../../../retrieval/evaluation/questions/golds.js';
import { overlap, placesOf } from '../../../../retrieval/evaluation/questions/places.js';
import { parseQuestions } from '../../../../retrieval/evaluation/questions/questions.js';
import { wordDossier } from '../../../support/fake-dossier.js';

describe('placesOf', () => {
  it('finds every place, whatever its white space', () => {
    const text = 'un  deux\ntrois. Un deux trois. un\u00A0deux trois';
    const places = placesOf('un deux  trois', text);
    expect(places.map(({ start, end }) => text.slice(start, end))).toEqual(['un  deux\ntrois', 'un\u00A0deux trois']);
    expect(places[0]).toEqual({ start: 0, end: 14 });
  });
  it('takes signs of patterns as they are', () => {
    const quote = 'a.b*c+ (d) [e] {2} ^f$ g|h \\i - j/k ?';
    expect(placesOf(quote, `axbbc ${quote}`)).toEqual([{ start: 6, end: 6 + quote.length }]);
  });
  it('counts UTF-16 units', () => {
    expect(placesOf('é 🙂', '🙂 é 🙂')).toEqual([{ start: 3, end: 7 }]);
  });
});

describe('overlap', () => {
  it('counts shared characters', () => {
    expect(overlap({ start: 0, end: 10 }, { start: 5, end: 20 })).toBe(5);
    expect(overlap({ start: 0, end: 10 }, { start: 10, end: 20 })).toBe(0);
    expect(overlap({ start: 0, end: 10 }, { start: 15, end: 20 })).toBe(0);
  });
});

describe('locateGolds', () => {
  const dossier = wordDossier({ 'a.txt': 'Le chat\ndort. Le chat dort.', 'b.txt': 'Rien.' });
  const locate = (...golds: object[]) =>
    locateGolds(
      dossier,
      parseQuestions(golds.map((gold, index) => JSON.stringify({ id: `q${index}`, question: 'Qui ?', gold })).join('\n'), 'q.jsonl'),
      'q.jsonl',
    );

  it('gives all places of all golds', () => {
    const found = locate([{ file: 'a.txt', quote: 'chat dort' }, { file: 'b.txt' }], []);
    expect(found.get('q0')).toEqual([
      { file: 'a.txt', start: 3, end: 12, quoted: true },
      { file: 'a.txt', start: 17, end: 26, quoted: true },
      { file: 'b.txt', start: 0, end: 5, quoted: false },
    ]);
    expect(found.get('q1')).toEqual([]);
  });
  it('refuses a file that the dossier does not have, and a quote that the file does not', () => {
    expect(() => locate([{ file: 'c.txt' }])).toThrow(
      'reading questions from q.jsonl, line 1: a gold file of the dossier expected, found "c.txt", not among its 2 documents (the first is "a.txt")',
    );
    expect(() => locate([], [{ file: 'b.txt', quote: 'Le chat' }])).toThrow(
      'line 2: a gold quote that stands in b.txt expected, found "Le chat" nowhere in it',
    );
  });
  it('says when the gold file could not be read, or when there is no document', () => {
    const unread = { ...dossier, unreadable: () => [{ file: 'c.pdf', reason: { code: 'encrypted' } as const }] };
    const questions = parseQuestions('{"id":"1","question":"Qui ?","gold":[{"file":"c.pdf"}]}', 'q');
    expect(() => locateGolds(unread, questions, 'q')).toThrow('found "c.pdf", which could not be read (a document without a password expected');
    expect(() => locateGolds(wordDossier({}), questions, 'q')).toThrow('found "c.pdf", in an empty dossier');
  });
});
