/** A piece of an RTF file (RTF 1.9.1, "RTF syntax"). */
export type Token =
  | { readonly kind: 'open' }
  | { readonly kind: 'close' }
  /** A control word (`\par`, `\fs24`) or symbol (`\~`, named by its sign), with its number where it has one. */
  | { readonly kind: 'word'; readonly name: string; readonly value: number | null }
  /** Bytes of text, in the code page of their font; line ends of the file taken out. */
  | { readonly kind: 'text'; readonly bytes: Uint8Array }
  /** One byte of text, written `\'hh`. */
  | { readonly kind: 'byte'; readonly byte: number };

const [BACKSLASH, OPEN, CLOSE, CR, LF, SPACE, MINUS, QUOTE] = [0x5c, 0x7b, 0x7d, 0x0d, 0x0a, 0x20, 0x2d, 0x27];

/** Longer names and numbers are no control words of any version. */
const LONGEST_NAME = 32;
const LONGEST_NUMBER = 10;

/** The tokens of an RTF file, in order. Binary data (`\bin`) is left out. Linear in the length whatever the bytes are. */
export function* tokensOf(bytes: Uint8Array): Generator<Token, void, undefined> {
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at]!;
    if (byte === OPEN || byte === CLOSE) {
      at++;
      yield byte === OPEN ? { kind: 'open' } : { kind: 'close' };
    } else if (byte === CR || byte === LF) at++;
    else if (byte !== BACKSLASH) {
      const from = at;
      while (at < bytes.length && !isSpecial(bytes[at]!)) at++;
      yield { kind: 'text', bytes: bytes.subarray(from, at) };
    } else if (bytes[at + 1] === QUOTE) {
      const value = Number.parseInt(String.fromCharCode(bytes[at + 2] ?? 0, bytes[at + 3] ?? 0), 16);
      at += 4;
      if (Number.isInteger(value)) yield { kind: 'byte', byte: value };
    } else if (isLetter(bytes[at + 1])) {
      let end = at + 1;
      while (isLetter(bytes[end]) && end - at <= LONGEST_NAME) end++;
      const name = latin(bytes, at + 1, end);
      const from = end;
      if (bytes[end] === MINUS) end++;
      while (isDigit(bytes[end]) && end - from < LONGEST_NUMBER) end++;
      const number = latin(bytes, from, end);
      const value = /\d/u.test(number) ? Number(number) : null;
      // A space ends the word and is part of it; a minus without digits is text.
      at = value === null ? from : end;
      if (bytes[at] === SPACE) at++;
      if (name === 'bin') at += Math.max(0, value ?? 0);
      else yield { kind: 'word', name, value };
    } else {
      const sign = bytes[at + 1];
      at += 2;
      if (sign !== undefined) yield { kind: 'word', name: sign === CR || sign === LF ? 'par' : String.fromCharCode(sign), value: null };
    }
  }
}

function isSpecial(byte: number): boolean {
  return byte === BACKSLASH || byte === OPEN || byte === CLOSE || byte === CR || byte === LF;
}

function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a));
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

function latin(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}
