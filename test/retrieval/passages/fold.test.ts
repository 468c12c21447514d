import { describe, expect, it } from 'vitest';
import { fold, foldMapped, foldUnit } from '../../../retrieval/passages/fold.js';
import { seeded } from '../../support/seeded.js';

describe('fold', () => {
  it.each([
    ['Éradiquer', 'eradiquer'],
    ['e\u0301te\u0301', 'ete'],
    ['ŒUVRE æ', 'oeuvre ae'],
    ['l’Été “ici” « là »', 'l\'ete "ici" " la "'],
    ['ｆｕｌｌ ﬁn', 'full fin'],
    ['stu\u00ADpé\u200Bfiants', 'stupefiants'],
    ['İstanbul Straße', 'istanbul strasse'],
    ['a‑b–c', 'a-b-c'],
  ])('%s → %s', (written, folded) => {
    expect(fold(written)).toBe(folded);
  });
});

it('folds unit by unit what folds by itself', () => {
  const units = Array.from({ length: 0x10000 }, (_, unit) => unit).filter((unit) => foldUnit(unit) !== null);
  expect(units.length).toBeGreaterThan(900);
  const random = seeded(23);
  for (let round = 0; round < 400; round++) {
    const text = Array.from({ length: 12 }, () => String.fromCharCode(units[Math.floor(random() * units.length)]!)).join('');
    expect(Array.from(text, (unit) => foldUnit(unit.charCodeAt(0))).join('')).toBe(fold(text));
    const mapped = foldMapped(text);
    expect(mapped.text).toBe(fold(text));
    // A mark sends it the other way, which must agree.
    const marked = foldMapped(`${text}x\u0301`);
    expect([marked.text, [...marked.offsets].slice(0, mapped.offsets.length)]).toEqual([`${mapped.text}x`, [...mapped.offsets]]);
  }
});

it('folds a long text as it folds its words', () => {
  const next = seeded(12);
  const words = ['Été', 'CŒUR', "l'ÎLE", 'naïve', '½', '«', 'œ', 'e\u0301', '`', 'İ', 'ﬁn', '—', 'plain', 'X', '\u200B', '№'];
  for (let turn = 0; turn < 200; turn++) {
    const text = Array.from({ length: 30 }, () => words[Math.floor(next() * words.length)]!);
    // An apostrophe or not, as in a text that is not ASCII alone.
    const folded = text.map((word) => fold(`é ${word}`).slice(2));
    expect(fold(`é ${text.join(' ')}`)).toBe(`e ${folded.join(' ')}`);
  }
});

describe('foldMapped', () => {
  it('leads back to the letters it comes from', () => {
    const original = 'Mise en Œuvre';
    const { text, offsets } = foldMapped(original);
    expect(text).toBe('mise en oeuvre');
    const at = text.indexOf('oeuvre');
    expect(original.slice(offsets[at], offsets[at + 'oeuvre'.length])).toBe('Œuvre');
  });
});
