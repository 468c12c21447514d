/*
 * Most of a text is plain words: letters with a space or a mark behind them. They are told here by their UTF-16 units; whatever may be
 * anything else (a number, an elision, a compound, an article of law, a letter beyond Latin) is left to the patterns of token.ts, which
 * take twenty times as long.
 */

/** What a unit can do: begin and carry on a plain word; stand between tokens and end one; anything else. */
const LETTER = 1;
const BETWEEN = 2;
const OTHER = 0;

/** Of apostrophes and hyphens: no token begins with them, and none that is plain ends before them. */
const JOINS = 3;

const KNOWN_UNITS = 0x2070;
const kinds = new Uint8Array(KNOWN_UNITS);
for (let unit = 0; unit < KNOWN_UNITS; unit++) {
  const sign = String.fromCharCode(unit);
  if (unit < 0x180 && /\p{L}/u.test(sign) && !/[ªº]/u.test(sign)) kinds[unit] = LETTER;
  else if (/['’‘`´′‐‑-]/u.test(sign)) kinds[unit] = JOINS;
  // A token may begin with |, a scanner's l.
  else if (unit !== 0x7c && !/[\p{L}\p{N}\p{M}\p{Cf}\p{Cn}\p{Cs}]/u.test(sign)) kinds[unit] = BETWEEN;
}

function kindAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit < KNOWN_UNITS ? kinds[unit]! : OTHER;
}

/** The first place from `at` on where a token may begin; the text's length when there is none. */
export function nextStart(text: string, at: number): number {
  while (at < text.length && kindAt(text, at) >= BETWEEN) at++;
  return at;
}

/** Where the plain word that begins at a place ends; the place itself when what begins there may be anything else. */
export function endOfPlainWord(text: string, start: number): number {
  let end = start;
  while (end < text.length && kindAt(text, end) === LETTER) end++;
  if (end < text.length && kindAt(text, end) !== BETWEEN) return start;
  const letters = end - start;
  // L. 121-3, A.N.S.S.I.
  if (letters <= 1) return isCapital(text, start) && end < text.length ? start : end;
  return mayBeArticle(text, start) || mayBeMonth(text, end) ? start : end;
}

const isCapital = (text: string, at: number): boolean => /\p{Lu}/u.test(text.charAt(at));

/** "art" begins an article of law. */
function mayBeArticle(text: string, start: number): boolean {
  return lower(text, start) === 0x61 && lower(text, start + 1) === 0x72 && lower(text, start + 2) === 0x74;
}

const lower = (text: string, at: number): number => text.charCodeAt(at) | 0x20;

/** "May 20", "Sept. 3": a word, maybe a full stop, white space and a digit. */
function mayBeMonth(text: string, end: number): boolean {
  const space = text.charCodeAt(end) === 0x2e ? end + 1 : end;
  const digit = text.charCodeAt(space + 1);
  return digit >= 0x30 && digit <= 0x39;
}
