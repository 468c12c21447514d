import { describe, expect, it } from 'vitest';
import { fold, foldMapped } from '../../../retrieval/passages/fold.js';
import { hostileText, seeded } from '../../support/seeded.js';

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

  it('changes nothing the second time', () => {
    const random = seeded(21);
    for (let round = 0; round < 200; round++) {
      const folded = fold(hostileText(random, 20));
      expect(fold(folded)).toBe(folded);
    }
  });
});

describe('foldMapped', () => {
  it('leads back to the letters it comes from', () => {
    const original = 'Mise en Œuvre';
    const { text, offsets } = foldMapped(original);
    expect(text).toBe('mise en oeuvre');
    const at = text.indexOf('oeuvre');
    expect(original.slice(offsets[at], offsets[at + 'oeuvre'.length])).toBe('Œuvre');
  });

  it('has an offset a unit, never falling, in any text', () => {
    const random = seeded(22);
    for (let round = 0; round < 200; round++) {
      const original = hostileText(random, 25);
      const { text, offsets } = foldMapped(original);
      expect(offsets).toHaveLength(text.length + 1);
      expect(offsets.at(-1)).toBe(original.length);
      for (let unit = 1; unit < offsets.length; unit++) expect(offsets[unit]!).toBeGreaterThanOrEqual(offsets[unit - 1]!);
    }
  });
});
