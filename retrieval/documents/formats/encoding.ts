import { NotReadable } from '../file/reader.js';

/** How a text was encoded, and the text; a byte-order mark stays as its first unit. */
export interface Decoded {
  readonly text: string;
  readonly encoding: string;
}

/** How many of the first bytes chardet looks at: its guess does not change with more, its time does. */
const GUESS_BYTES = 65_536;

/** Control characters that no text holds; more than this share means that the file is no text. */
const CONTROLS = /[\0-\x08\x0E-\x1A\x1C-\x1F]/gu;
const MOST_CONTROLS = 0.001;

const WINDOWS_1252 = 'windows-1252';

/** Windows-1252 holds all the letters of these, and the ’ € œ that they lack. */
const LIKE_WINDOWS_1252 = new Set<string>(['ISO-8859-1', 'ISO-8859-15', 'windows-1252', 'ASCII']);

/**
 * Another guess must be surer than Windows-1252 by this much (of 100): chardet gives 48 to Romanian and 40 to Portuguese for a line
 * of French, 40 more to real Polish or Russian.
 */
const SURER_BY = 20;

/** What chardet gives to Windows-1252 when it does not name it. */
const LEAST_CONFIDENCE = 30;

/**
 * Bytes → text: a byte-order mark decides; else UTF-8 when every byte fits; else UTF-16 when every second byte of much of it is
 * nought; else the best guess (chardet), Windows-1252 among its likes.
 * @throws {NotReadable} when this is no text.
 */
export async function decode(bytes: Uint8Array): Promise<Decoded> {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return checked(utf16(bytes, 'utf-16le'));
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return checked(utf16(bytes, 'utf-16be'));
  const utf8 = asUtf8(bytes);
  // NUL is valid UTF-8, and UTF-16 without a mark is full of it.
  if (utf8 !== null && !utf8.includes('\0')) return checked({ text: utf8, encoding: 'utf-8' });
  const wide = utf16Order(bytes);
  if (wide !== null) return checked(utf16(bytes, wide));
  if (bytes.includes(0)) throw new NotReadable({ code: 'nul', at: bytes.indexOf(0) });
  // Accents well written in UTF-8 before the first byte that is not: a damaged text, since other encodings hardly ever look so.
  const invalid = firstInvalidByte(bytes);
  if (bytes.subarray(0, invalid).some((byte) => byte > 0x7f)) throw new NotReadable({ code: 'bad-utf8', at: invalid });
  const { analyse } = (await import('chardet')).default;
  const iconv = (await import('iconv-lite')).default;
  const guess = likeliest(analyse(bytes.subarray(0, GUESS_BYTES)));
  const encoding = iconv.encodingExists(guess) ? guess : WINDOWS_1252;
  return checked({ text: iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), encoding), encoding });
}

function likeliest(guesses: readonly { readonly name: string; readonly confidence: number }[]): string {
  const best = guesses[0];
  const western = guesses.find(({ name }) => LIKE_WINDOWS_1252.has(name))?.confidence ?? LEAST_CONFIDENCE;
  if (!best || LIKE_WINDOWS_1252.has(best.name) || /^UTF-(?:16|32)/u.test(best.name)) return WINDOWS_1252;
  return best.confidence - western >= SURER_BY ? best.name : WINDOWS_1252;
}

/** The text when every byte is UTF-8; `null` otherwise. A byte-order mark stays. */
export function asUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** @throws {NotReadable} */
function checked(decoded: Decoded): Decoded {
  const { text } = decoded;
  const nul = text.indexOf('\0');
  if (nul >= 0) throw new NotReadable({ code: 'nul', at: nul });
  const controls = text.match(CONTROLS)?.length ?? 0;
  if (controls > 2 && controls > text.length * MOST_CONTROLS) throw new NotReadable({ code: 'controls', found: controls });
  return decoded;
}

function utf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): Decoded {
  try {
    return { text: new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes), encoding };
  } catch {
    throw new NotReadable({ code: 'bad-utf16' });
  }
}

/** UTF-16 without a mark: in most languages of Europe, nearly every second byte is nought. */
function utf16Order(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const looked = Math.min(bytes.length, GUESS_BYTES) & ~1;
  if (looked < 4 || bytes.length % 2 !== 0) return null;
  const zeros = [0, 0];
  for (let at = 0; at < looked; at++) if (bytes[at] === 0) zeros[at & 1]!++;
  const [even, odd] = [zeros[0]! / (looked / 2), zeros[1]! / (looked / 2)];
  if (odd > 0.6 && even < 0.05) return 'utf-16le';
  if (even > 0.6 && odd < 0.05) return 'utf-16be';
  return null;
}

/** Offset of the first byte that is no UTF-8: the longest valid beginning is found by halving. */
function firstInvalidByte(bytes: Uint8Array): number {
  let valid = 0;
  let invalid = bytes.length + 1;
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >>> 1;
    if (isValid(bytes.subarray(0, middle), true)) valid = middle;
    else invalid = middle;
  }
  // Back to where the character that is cut begins.
  while (!isValid(bytes.subarray(0, valid), false)) valid--;
  return valid;
}

/** @param cut whether the last character may be cut by the end. */
function isValid(bytes: Uint8Array, cut: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: cut });
    return true;
  } catch {
    return false;
  }
}
