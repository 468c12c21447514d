import { likeness, type Likeness } from '../words/word-forms.js';

/** A word as it stands in its text, with the number of its loose form: words of two numbers are `other` words. */
export interface ComparedWord {
  readonly text: string;
  readonly number: number;
}

/** One step of an alignment: which words of the quote stand against which words of the document. */
export interface AlignedWords {
  /** Places of the words in their own lists, end exclusive; an empty stretch on one side means missing there. */
  readonly quote: readonly [number, number];
  readonly document: readonly [number, number];
  /** `null` when one side is empty. `split`: one word on one side is two on the other (a hyphen at a line's end, a space read into a word). */
  readonly likeness: Likeness | 'split' | null;
}

/** How a quote stands against a stretch of a document, word by word, in order of both. */
export interface Alignment {
  readonly steps: readonly AlignedWords[];
  /** Sum of the steps' costs. */
  readonly cost: number;
}

/**
 * What each step costs, in words. A changed word costs less than one added (so that it is shown against the word in its place, at the ends of a quote
 * too), the less the more its letters are the same (arrêté, arrêtés); noise costs little, so that a noisy copy of the right place wins over a clean other place.
 */
const COSTS = { same: 0, typographic: 0.02, capitals: 0.05, ocr: 0.15, split: 0.1, added: 0.85, missing: 0.6, changed: 0.8, changedAlike: 0.4 };

/** Moves kept for the way back. */
const Move = { None: 0, Pair: 1, Added: 2, Missing: 3, OneToTwo: 4, TwoToOne: 5 } as const;
type Move = (typeof Move)[keyof typeof Move];

/**
 * Aligns all words of a quote with some stretch of a document's words: the dynamic programme of Sellers (1980, "The theory and computation
 * of evolutionary distances: pattern recognition"), the document free to begin and end anywhere, kept to a band around the diagonal
 * on which the two run together.
 * @param diagonal place in `document` that the quote's first word is thought to stand at.
 * @param band how many words the two may drift apart, to either side.
 */
export function align(quote: readonly ComparedWord[], document: readonly ComparedWord[], diagonal: number, band: number): Alignment {
  const width = 2 * band + 1;
  const rows = quote.length + 1;
  const costs = new Float32Array(rows * width).fill(Infinity);
  const moves = new Uint8Array(rows * width);
  // Row r, column c: r words of the quote read, document read up to r + diagonal - band + c.
  const placeAt = (row: number, column: number): number => row + diagonal - band + column;
  const inDocument = (place: number): boolean => place >= 0 && place <= document.length;

  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < width; column++) {
      const place = placeAt(row, column);
      if (!inDocument(place)) continue;
      const cell = row * width + column;
      if (row === 0) {
        costs[cell] = 0;
        continue;
      }
      let best = Infinity;
      let move: Move = Move.None;
      let cost: number;
      const word = quote[row - 1]!;
      if (place > 0) {
        cost = costs[cell - width]! + pairCost(word, document[place - 1]!);
        if (cost < best) [best, move] = [cost, Move.Pair];
        cost = column > 0 ? costs[cell - 1]! + COSTS.missing : Infinity;
        if (cost < best) [best, move] = [cost, Move.Missing];
        if (place > 1 && column > 0 && isSplit(word, document[place - 2]!, document[place - 1]!)) {
          cost = costs[cell - width - 1]! + COSTS.split;
          if (cost < best) [best, move] = [cost, Move.OneToTwo];
        }
        if (row > 1 && column + 1 < width && isSplit(document[place - 1]!, quote[row - 2]!, word)) {
          cost = costs[cell - 2 * width + 1]! + COSTS.split;
          if (cost < best) [best, move] = [cost, Move.TwoToOne];
        }
      }
      // One word fewer of the quote at the same place of the document is one column to the right, a row up.
      cost = column + 1 < width ? costs[cell - width + 1]! + COSTS.added : Infinity;
      if (cost < best) [best, move] = [cost, Move.Added];
      costs[cell] = best;
      moves[cell] = move;
    }
  }

  let end = -1;
  for (let column = 0; column < width; column++) {
    const cell = (rows - 1) * width + column;
    if (costs[cell]! < Infinity && (end < 0 || costs[cell]! < costs[(rows - 1) * width + end]!)) end = column;
  }
  if (end < 0) return { steps: [], cost: Infinity };

  const steps: AlignedWords[] = [];
  let [row, column] = [rows - 1, end];
  const step = (fromQuote: number, fromDocument: number): void => {
    const place = placeAt(row, column);
    const likened = fromQuote + fromDocument === 3 ? 'split' : fromQuote === 1 && fromDocument === 1 ? compare(quote[row - 1]!, document[place - 1]!) : null;
    steps.push({ quote: [row - fromQuote, row], document: [place - fromDocument, place], likeness: likened });
    row -= fromQuote;
    column += fromQuote - fromDocument;
  };
  while (row > 0) {
    const move = moves[row * width + column]!;
    if (move === Move.Pair) step(1, 1);
    else if (move === Move.Added) step(1, 0);
    else if (move === Move.Missing) step(0, 1);
    else if (move === Move.OneToTwo) step(1, 2);
    else step(2, 1);
  }
  steps.reverse();
  return { steps, cost: costs[(rows - 1) * width + end]! };
}

function pairCost(one: ComparedWord, other: ComparedWord): number {
  const likened = compare(one, other);
  return likened === 'other' ? COSTS.changed - COSTS.changedAlike * lettersShared(one.text, other.text) : COSTS[likened];
}

function compare(one: ComparedWord, other: ComparedWord): Likeness {
  return one.number === other.number ? likeness(one.text, other.text) : 'other';
}

/** Share of the longer word that a common beginning and a common end make up, 0 to 1. */
function lettersShared(one: string, other: string): number {
  const [shorter, longer] = one.length < other.length ? [one, other] : [other, one];
  let front = 0;
  while (front < shorter.length && shorter[front] === longer[front]) front++;
  let back = 0;
  while (back < shorter.length - front && shorter[shorter.length - 1 - back] === longer[longer.length - 1 - back]) back++;
  return (front + back) / longer.length;
}

/** True when two words next to each other are the letters of a third. */
function isSplit({ text: whole }: ComparedWord, { text: first }: ComparedWord, { text: second }: ComparedWord): boolean {
  if (whole.length !== first.length + second.length || whole[0] !== first[0]) return false;
  return likeness(whole, first + second) !== 'other' && !/\d/u.test(whole);
}
