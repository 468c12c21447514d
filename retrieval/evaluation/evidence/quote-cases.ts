import type { EvidenceDocument } from '../../evidence/evidence-document.js';
import { isFigure, looseForm, wordSpans } from '../../evidence/words/word-forms.js';
import { seededChance } from '../../chance.js';
import type { Span } from '../../span.js';
import { sentences } from '../../passages/sentences.js';

/** What was done to a stretch of a document to make a quote of it. */
export const QUOTE_KINDS = [
  'exact',
  'short',
  'typographic',
  'scanned',
  'word changed',
  'word left out',
  'figure changed',
  'negation added',
  'joined',
  'foreign',
] as const;
export type QuoteKind = (typeof QUOTE_KINDS)[number];

/** A quote whose right verdict is known, because it was made. */
export interface QuoteCase {
  readonly kind: QuoteKind;
  readonly quote: string;
  /** Where its words come from, in order; two places for `joined`, none for `foreign`. */
  readonly from: readonly Stretch[];
  /** The word put in or left out, as it stands in the quote or the document. */
  readonly altered: string | null;
}

type Made = Omit<QuoteCase, 'kind'>;

/** A stretch of a document with its text. */
export interface Stretch extends Span {
  readonly file: string;
  readonly text: string;
}

/**
 * Makes quotes from documents: `perKind` of each kind where the documents have what it takes.
 * @param documents those that will be searched.
 * @param foreign documents that will not be; their sentences are the foreign quotes.
 */
export function quoteCases(documents: readonly EvidenceDocument[], foreign: readonly EvidenceDocument[], perKind: number, seed: number): QuoteCase[] {
  const random = seededChance(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const own = documents.flatMap(stretchesOf);
  const all = documents.map(({ text }) => flat(text)).join('\u0000');
  const vocabulary = [...new Set(documents.flatMap(({ text }) => wordSpans(text).map(({ start, end }) => text.slice(start, end))))].filter((word) =>
    /^\p{Ll}{4,}$/u.test(word),
  );
  const cases: QuoteCase[] = [];

  const make = (kind: QuoteKind, one: () => Made | null): void => {
    let made = 0;
    for (let tries = 0; made < perKind && tries < perKind * 20; tries++) {
      const found = one();
      if (!found) continue;
      cases.push({ kind, ...found });
      made++;
    }
  };
  const part = (whole: Stretch, length: number): Stretch => {
    const words = wordSpans(whole.text);
    if (words.length <= length) return whole;
    const first = Math.floor(random() * (words.length - length));
    const [start, end] = [words[first]!.start, words[first + length - 1]!.end];
    return { file: whole.file, start: whole.start + start, end: whole.start + end, text: whole.text.slice(start, end) };
  };
  /** Whole sentences, and stretches of 5 to 25 words of them. */
  const stretch = (): Stretch => (random() < 0.5 ? pick(own) : part(pick(own), 5 + Math.floor(random() * 21)));
  const from = (stretch: Stretch, quote = stretch.text, altered: string | null = null): Made => ({ quote, from: [stretch], altered });
  const alter = (kind: QuoteKind, change: (text: string) => readonly [string, string | null] | null): void => {
    make(kind, () => {
      const whole = stretch();
      const [quote, altered] = change(whole.text) ?? [whole.text, null];
      // What the change makes may stand elsewhere in the documents: then it is no altered quote.
      return quote === whole.text || all.includes(flat(quote)) ? null : from(whole, quote, altered);
    });
  };
  const isLong = (word: string): boolean => /^\p{L}{4,}$/u.test(word);

  make('exact', () => from(stretch()));
  make('short', () => from(part(pick(own), 1 + Math.floor(random() * 3))));
  make('typographic', () => {
    const whole = stretch();
    const quote = retyped(whole.text, random);
    return quote === whole.text ? null : from(whole, quote);
  });
  alter('scanned', (text) => [scanned(text, random), null]);
  alter('word changed', (text) => replaceWord(text, random, isLong, (word) => other(word, () => pick(vocabulary))));
  alter('word left out', (text) => leaveOut(text, random));
  alter('figure changed', (text) => replaceWord(text, random, isFigure, (word) => other(word, () => changedFigure(word, random))));
  alter('negation added', (text) => addNegation(text, random));
  make('joined', () => {
    const [one, two] = [part(pick(own), 6 + Math.floor(random() * 10)), part(pick(own), 6 + Math.floor(random() * 10))];
    const far = one.file !== two.file || one.end + 200 < two.start || two.end + 200 < one.start;
    const long = wordSpans(one.text).length >= 6 && wordSpans(two.text).length >= 6;
    const quote = random() < 0.5 ? `${one.text} ${two.text}` : `${one.text.replace(/[.!?…;:,\s]+$/u, '')}. ${two.text[0]!.toUpperCase()}${two.text.slice(1)}`;
    return far && long && !all.includes(flat(quote)) ? { quote, from: [one, two], altered: null } : null;
  });
  const strange = foreign.flatMap(stretchesOf);
  if (strange.length > 0) {
    make('foreign', () => {
      const { text } = random() < 0.5 ? pick(strange) : part(pick(strange), 5 + Math.floor(random() * 21));
      return all.includes(flat(text)) ? null : { quote: text, from: [], altered: null };
    });
  }
  return cases;
}

/** Sentences of at least five words. */
function stretchesOf({ file, text }: EvidenceDocument): Stretch[] {
  return sentences(text)
    .map(({ start, end }) => ({ file, start, end, text: text.slice(start, end) }))
    .filter((stretch) => wordSpans(stretch.text).length >= 5);
}

/** A text with everything that typography may change levelled: written apart from the code that is measured. */
export function flat(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\u00AD\u200B]/gu, '')
    .replaceAll(/œ/giu, 'oe')
    .replaceAll(/æ/giu, 'ae')
    .replaceAll(/[‐‑‒–—]/gu, '-')
    .replaceAll(/[«»“”„"]/gu, '"')
    .replaceAll(/[’‘`´]/gu, "'")
    .replaceAll(/[\s*_]+/gu, '')
    .toLowerCase();
}

/** Other forms of quotation marks, apostrophes, dashes, ligatures, spaces and lines, as copying between programs makes them. */
function retyped(text: string, random: () => number): string {
  const width = 40 + Math.floor(random() * 50);
  let column = 0;
  const wrapped = random() < 0.5;
  return text
    .replaceAll(/[’']/gu, (sign) => (sign === "'" ? '’' : "'"))
    .replaceAll(/«\s?/gu, '“')
    .replaceAll(/\s?»/gu, '”')
    .replaceAll('œ', random() < 0.5 ? 'oe' : 'œ')
    .replaceAll(/(?<=\p{L})-(?=\p{L})/gu, '\u2011')
    .replaceAll('…', '...')
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/ (?=[:;!?])/gu, '\u00A0')
    .replaceAll(/\S+ ?/gu, (word) => {
      column += word.length;
      if (!wrapped || column < width || !word.endsWith(' ')) return word;
      column = 0;
      return `${word.trimEnd()}\n`;
    });
}

/** What scanning does to some of the words. */
function scanned(text: string, random: () => number): string {
  return text.replaceAll(/[\p{L}’']+/gu, (word) => {
    if (random() < 0.6) return word;
    return word
      .replace(/œ/u, 'ce')
      .replace(/^l(?=[’'])/u, 'I')
      .replace(/rn/u, 'm')
      .normalize('NFD')
      .replaceAll(/\p{M}/gu, '')
      .normalize('NFC');
  });
}

function replaceWord(text: string, random: () => number, fits: (word: string) => boolean, by: (word: string) => string): readonly [string, string] | null {
  const spans = wordSpans(text).filter(({ start, end }) => fits(text.slice(start, end)));
  const span = spans[Math.floor(random() * spans.length)];
  if (!span) return null;
  const word = by(text.slice(span.start, span.end));
  return [text.slice(0, span.start) + word + text.slice(span.end), word];
}

function leaveOut(text: string, random: () => number): readonly [string, string] | null {
  const spans = wordSpans(text);
  // Neither the first word nor the last: without one of those the rest is a shorter exact quote.
  const at = 1 + Math.floor(random() * (spans.length - 2));
  const word = text.slice(spans[at]!.start, spans[at]!.end);
  return /^\p{L}{3,}$/u.test(word) ? [`${text.slice(0, spans[at]!.start).trimEnd()} ${text.slice(spans[at]!.end).trimStart()}`, word] : null;
}

function addNegation(text: string, random: () => number): readonly [string, string] | null {
  const verbs = [...text.matchAll(/(?<=\s)(?:est|sont|a|ont|était|étaient|peut|peuvent|doit|doivent|fait|sera|fut)(?=\s\p{Ll})/gu)];
  const verb = verbs[Math.floor(random() * verbs.length)];
  if (!verb) return null;
  const end = verb.index + verb[0].length;
  const ne = /^[aeéo]/u.test(verb[0]) ? "n'" : 'ne ';
  return [`${text.slice(0, verb.index)}${ne}${verb[0]} pas${text.slice(end)}`, 'pas'];
}

function changedFigure(figure: string, random: () => number): string {
  const digits = [...figure.matchAll(/\d/gu)];
  const { index } = digits[Math.floor(random() * digits.length)]!;
  const digit = (Number(figure[index]) + 1 + Math.floor(random() * 8)) % 10;
  return figure.slice(0, index) + String(digit) + figure.slice(index + 1);
}

/** A word of another loose form: one that noise does not explain. */
function other(word: string, draw: () => string): string {
  for (let tries = 0; tries < 50; tries++) {
    const drawn = draw();
    if (looseForm(drawn) !== looseForm(word)) return drawn;
  }
  return `${word}x`;
}
