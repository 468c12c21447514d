/** Letters that Unicode does not take apart into a plain letter and a mark. */
const LETTERS: Readonly<Record<string, string>> = {
  œ: 'oe',
  Œ: 'oe',
  æ: 'ae',
  Æ: 'ae',
  ß: 'ss',
  ẞ: 'ss',
  ø: 'o',
  Ø: 'o',
  đ: 'd',
  Đ: 'd',
  ł: 'l',
  Ł: 'l',
  ð: 'd',
  Ð: 'd',
  þ: 'th',
  Þ: 'th',
  ı: 'i',
  '’': "'",
  '‘': "'",
  ʼ: "'",
  '‛': "'",
  '`': "'",
  '´': "'",
  '′': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '‐': '-',
  '‑': '-',
  '–': '-',
  '—': '-',
  '−': '-',
};

const SPECIAL = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'gu');
const MARKS_AND_JOINERS = /[\p{M}\u00AD\u200B-\u200F\u2060\uFEFF]/gu;
/** Text for which folding is no more than lower case. */
const PLAIN = /^[\t-~]*$/u;

/**
 * One form for all ways of writing the same letters: lower case, accents off, œ → oe, full width → half width, one
 * apostrophe, one quotation mark, one hyphen; soft hyphens and zero-width characters gone. The length may change: see
 * `foldMapped`.
 */
export function fold(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  return (text.length <= SHORT ? foldShort(text) : foldLong(text)) ?? foldWhole(text);
}

/** As long as words are: put together unit by unit in less time than taken apart as a whole. */
const SHORT = 40;

/** `null` when a unit does not fold by itself. */
function foldShort(text: string): string | null {
  let folded = '';
  for (let at = 0; at < text.length; at++) {
    const unit = foldUnit(text.charCodeAt(at));
    if (unit === null) return null;
    folded += unit;
  }
  return folded;
}

/** The same for longer ones: most of their units are ASCII, and are brought to lower case all at once. */
function foldLong(text: string): string | null {
  if (NEEDS_NEIGHBOURS.test(text)) return null;
  return text.replaceAll(BEYOND_ASCII, (sign) => foldUnit(sign.charCodeAt(0))!).toLowerCase();
}

function foldWhole(text: string): string {
  return text
    .replaceAll(SPECIAL, (letter) => LETTERS[letter]!)
    .normalize('NFKD')
    .replaceAll(MARKS_AND_JOINERS, '')
    .toLowerCase()
    .replaceAll(SPECIAL, (letter) => LETTERS[letter]!);
}

/** UTF-16 units that fold by themselves, whatever stands beside them: Latin letters below the first, general punctuation from the second to the third. Marks are not among them. */
const BY_THEMSELVES = [0x300, 0x2000, 0x20d0] as const;
/** An apostrophe beside letters that are not ASCII, else left as it is. */
const GRAVE = 0x60;
/** What `foldUnit` knows nothing of, and what is left to it. */
const NEEDS_NEIGHBOURS = /[`\u0300-\u1fff\u20d0-\uffff]/;
const BEYOND_ASCII = /[^\0-\x7f]/g;
const foldedUnits: (string | undefined)[] = [];

/** The folded form of one UTF-16 unit; `null` when it depends on its neighbours: then the text must be folded whole. */
export function foldUnit(unit: number): string | null {
  const known = foldedUnits[unit];
  if (known !== undefined) return known;
  const [latin, from, to] = BY_THEMSELVES;
  if (unit === GRAVE || !(unit < latin || (unit >= from && unit < to))) return null;
  return (foldedUnits[unit] = foldWhole(String.fromCharCode(unit)));
}

/** A folded text and, for each of its UTF-16 units and its end, the offset in the original where that unit comes from. */
export interface FoldedText {
  readonly text: string;
  /** `text.length + 1` offsets, never falling; the last is the original's length. */
  readonly offsets: Uint32Array;
}

/** `fold`, with the way back to the original. A letter and the marks after it are folded together. */
export function foldMapped(original: string): FoldedText {
  let text = '';
  const offsets: number[] = [];
  for (let at = 0; at < original.length; at++) {
    const folded = foldUnit(original.charCodeAt(at));
    if (folded === null) return foldClusters(original);
    text += folded;
    for (let unit = 0; unit < folded.length; unit++) offsets.push(at);
  }
  offsets.push(original.length);
  return { text, offsets: Uint32Array.from(offsets) };
}

function foldClusters(original: string): FoldedText {
  const parts: string[] = [];
  const offsets: number[] = [];
  for (const { 0: cluster, index } of original.matchAll(/[\s\S]\p{M}*/gu)) {
    const folded = fold(cluster);
    parts.push(folded);
    for (let unit = 0; unit < folded.length; unit++) offsets.push(index);
  }
  offsets.push(original.length);
  return { text: parts.join(''), offsets: Uint32Array.from(offsets) };
}
