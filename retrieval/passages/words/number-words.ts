import type { Span } from '../../span.js';
import { foldMapped } from './fold.js';

const UNITS = new Map(
  (
    [
      ['zero', 0],
      ['un une one', 1],
      ['deux two', 2],
      ['trois three', 3],
      ['quatre four', 4],
      ['cinq five', 5],
      ['six', 6],
      ['sept seven', 7],
      ['huit eight', 8],
      ['neuf nine', 9],
      ['dix ten', 10],
      ['onze eleven', 11],
      ['douze twelve', 12],
      ['treize thirteen', 13],
      ['quatorze fourteen', 14],
      ['quinze fifteen', 15],
      ['seize sixteen', 16],
      ['seventeen', 17],
      ['eighteen', 18],
      ['nineteen', 19],
      ['vingt vingts twenty', 20],
      ['trente thirty', 30],
      ['quarante forty', 40],
      ['cinquante fifty', 50],
      ['soixante sixty', 60],
      ['septante seventy', 70],
      ['huitante octante eighty', 80],
      ['nonante ninety', 90],
    ] as const
  ).flatMap(([words, value]) => words.split(' ').map((word) => [word, value] as const)),
);

const SCALES = new Map<string, number>([
  ['cent', 100],
  ['cents', 100],
  ['hundred', 100],
  ['mille', 1_000],
  ['thousand', 1_000],
  ['million', 1e6],
  ['millions', 1e6],
  ['milliard', 1e9],
  ['milliards', 1e9],
  ['billion', 1e9],
  ['billions', 1e9],
]);

const WORD = `(?:${[...UNITS.keys(), ...SCALES.keys()].toSorted((a, b) => b.length - a.length).join('|')})`;
const RUN = new RegExp(String.raw`(?<![\p{L}\p{N}])${WORD}(?:(?:-|[ \u00A0]|-et-| et |-and-| and )${WORD})*(?![\p{L}\p{N}])`, 'gu');

/** Words that are numbers only beside others: "un" and "one" are articles, "six cents" needs no rule. */
const ARTICLES = /^(?:un|une|one)$/u;

/** A number written in words, with its offsets in the text. */
export interface NumberInWords extends Span {
  readonly value: number;
}

/**
 * Numbers written in words, French and English: "trente et une", "quatre-vingt-dix", "two hundred and five" → 31, 90, 205. Not "un"
 * or "one" alone. A scale word alone ("millions") is left out too: it belongs to the figure before it.
 */
export function numbersInWords(text: string): NumberInWords[] {
  const folded = foldMapped(text);
  const found: NumberInWords[] = [];
  for (const { 0: written, index } of folded.text.matchAll(RUN)) {
    const words = written.split(/[- \u00A0]+/u).filter((word) => word !== 'et' && word !== 'and');
    if (ARTICLES.test(written) || words.every((word) => (SCALES.get(word) ?? 0) >= 1e6)) continue;
    found.push({ value: valueOf(words), start: folded.offsets[index]!, end: folded.offsets[index + written.length]! });
  }
  return found;
}

function valueOf(words: readonly string[]): number {
  let total = 0;
  let part = 0;
  for (const word of words) {
    const unit = UNITS.get(word);
    const scale = SCALES.get(word);
    // quatre-vingts is four times twenty, and only it.
    if (unit === 20 && part % 100 === 4 && word.startsWith('vingt')) part += 76;
    else if (unit !== undefined) part += unit;
    else if (scale === 100) part = Math.max(1, part) * 100;
    else {
      total += Math.max(1, part) * scale!;
      part = 0;
    }
  }
  return total + part;
}
