import { describe, expect, it, vi } from 'vitest';
import { fold, foldMapped, foldUnit } from '../../../../retrieval/passages/words/fold.js';
import { seeded } from '../../../support/seeded.js';

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
    // Special letters that come to light when others are taken apart.
    ['Ǽǿ ŉ', "aeo 'n"],
    // An apostrophe beside letters that are not ASCII alone.
    ['`plain`', '`plain`'],
    ['`é`', "'e'"],
    [`\`${'é'.repeat(50)}`, `'${'e'.repeat(50)}`],
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

it('knows which units fold by themselves', () => {
  for (const unit of [0, 0x41, 0x2ff, 0x2000, 0x20cf]) expect(foldUnit(unit)).not.toBeNull();
  for (const unit of [0x60, 0x300, 0x1fff, 0x20d0, 0xffff]) expect(foldUnit(unit)).toBeNull();
  expect(Array.from('Éœ’—\u00AD', (sign) => foldUnit(sign.charCodeAt(0)))).toEqual(['e', 'oe', "'", '-', '']);
});

it('takes no text apart whose letters fold by themselves', () => {
  const texts = ['L’été', 'Une phrase « longue » — plus de quarante lettres, où rien n’est mis à part…'];
  const folded = texts.map((text) => fold(text));
  const normalize = vi.spyOn(String.prototype, 'normalize');
  try {
    expect(texts.map((text) => fold(text))).toEqual(folded);
    expect(texts.map((text) => foldMapped(text).text)).toEqual(folded);
    expect(normalize).not.toHaveBeenCalled();
    expect(fold('L’e\u0301te\u0301')).toBe(folded[0]);
    expect(normalize).toHaveBeenCalled();
  } finally {
    normalize.mockRestore();
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

  it('has an offset for every unit and for the end', () => {
    const offsets = (original: string): number[] => [...foldMapped(original).offsets];
    expect(offsets('')).toEqual([0]);
    expect(offsets('aœb')).toEqual([0, 1, 1, 2, 3]);
    expect(offsets('e\u0301œ')).toEqual([0, 2, 2, 3]);
    expect(offsets('a\u00ADb')).toEqual([0, 2, 3]);
    expect(offsets('a\u0301\u00ADb')).toEqual([0, 3, 4]);
  });
});
