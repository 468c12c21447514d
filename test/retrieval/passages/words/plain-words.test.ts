import { describe, expect, it } from 'vitest';
import { endOfPlainWord, nextStart } from '../../../../retrieval/passages/words/plain-words.js';
import { TOKEN } from '../../../../retrieval/passages/words/token.js';
import { seedTexts } from '../../../support/dossiers.js';
import { hostileText, seeded } from '../../../support/seeded.js';

/** Goes through a text as `terms` does, and checks at every step that the patterns say the same. @returns how many plain words there were */
function check(text: string): number {
  let plain = 0;
  for (let at = 0; at < text.length;) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    const start = nextStart(text, at);
    expect(start).toBeLessThanOrEqual(match?.index ?? text.length);
    const end = start < text.length ? endOfPlainWord(text, start) : start;
    if (end > start) {
      plain++;
      expect([match?.index, match?.groups?.['word']]).toEqual([start, text.slice(start, end)]);
    }
    if (!match) break;
    at = match.index + match[0].length;
  }
  return plain;
}

describe('plain words', () => {
  it.each(seedTexts)('are what the patterns find in %s, and most of it', (_file, text) => {
    expect(check(text)).toBeGreaterThan((text.match(/\p{L}+/gu)?.length ?? 0) / 2);
  });

  it('are what the patterns find in any text', () => {
    const next = seeded(77);
    const writings = [
      'art. 5',
      'L. 121-3',
      'A.N.S.S.I.',
      "l'eau",
      "|'eau",
      'May 20, 2025',
      'mai 2025',
      'dit-il',
      'cœur',
      '10km',
      'e\u0301te',
      'ªb',
      'x\u00ADy',
      '中a',
      'İ',
    ];
    let plain = 0;
    for (let turn = 0; turn < 300; turn++) {
      const pieces = Array.from({ length: 12 }, () => (next() < 0.5 ? writings[Math.floor(next() * writings.length)]! : hostileText(next, 3)));
      plain += check(pieces.join(next() < 0.5 ? ' ' : ''));
    }
    expect(plain).toBeGreaterThan(300);
  });

  it.each([
    ['maison verte', 'maison'],
    ['maison', 'maison'],
    ['cœur, sang', 'cœur'],
    ['Été.', 'Été'],
    ['à 5', 'à'],
    ['à b', 'à'],
    ['A', 'A'],
    ['À b', ''],
    ['L. 121-3', ''],
    ['arbre vert', 'arbre'],
    ['ar vert', 'ar'],
    ['abt vert', 'abt'],
    ['brt vert', 'brt'],
    ['arte vert', ''],
    ['ART. 5', ''],
    ['mai 2025', ''],
    ['Sept. 3', ''],
    ['mot 0', ''],
    ['mot 9', ''],
    ['mot /', 'mot'],
    ['mot :', 'mot'],
    ['mot. Fin', 'mot'],
    ['mot.5', 'mot'],
    ['mot,5', ''],
    ["l'eau", ''],
    ['dit-il', ''],
    ['a1', ''],
    ['e\u0301te', ''],
    ['mot漢', ''],
    ['漢字', ''],
    ['5 mots', ''],
  ])('begin %j with %j', (text, word) => {
    expect(text.slice(0, endOfPlainWord(text, 0))).toBe(word);
    expect(endOfPlainWord(`x ${text}`, 2)).toBe(2 + word.length);
  });

  it.each([
    ['', 0],
    ['mot', 0],
    [' ,;\n« mot', 6],
    ["'-’mot", 3],
    ['   ', 3],
    ['|', 0],
    ['1', 0],
    ['é', 0],
    [' 漢', 1],
    ['\u0301', 0],
    ['\u00AD', 0],
    ['😀', 0],
  ])('may begin in %j at %i', (text, at) => {
    expect(nextStart(text, 0)).toBe(at);
    expect(nextStart(`a${text}`, 1)).toBe(at + 1);
  });
});
