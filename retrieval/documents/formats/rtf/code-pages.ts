import iconv from 'iconv-lite';
import { asUtf8 } from '../encoding.js';

/** Code pages of the character sets that fonts name (RTF 1.9.1, `\fcharset`). */
const CHARSETS: Readonly<Record<number, number>> = {
  77: 10_000,
  128: 932,
  129: 949,
  130: 1361,
  134: 936,
  136: 950,
  161: 1253,
  162: 1254,
  163: 1258,
  177: 1255,
  178: 1256,
  186: 1257,
  204: 1251,
  222: 874,
  238: 1250,
  254: 437,
  255: 850,
};

/** The character set of pictures for letters: Symbol, Wingdings. */
export const SYMBOLS = 2;

/** The code page of a font's character set; `null` for the document's own. */
export function codePageOf(charset: number): number | null {
  return CHARSETS[charset] ?? null;
}

/** The code pages that the head of a file may name by a word. */
export const NAMED_PAGES: Readonly<Record<string, number>> = { ansi: 1252, mac: 10_000, pc: 437, pca: 850 };

/**
 * Bytes of a code page → text; a page that is not known is taken for Windows-1252. Programs that know little of RTF write UTF-8 all the
 * same: accents of a Windows page hardly ever look so.
 */
export function decodePage(bytes: readonly number[], page: number): string {
  const utf8 = page >= 1250 && page <= 1258 && bytes.some((byte) => byte > 0x7f) ? asUtf8(Uint8Array.from(bytes)) : null;
  if (utf8 !== null) return utf8;
  const name = page === 10_000 ? 'macroman' : page === 65_001 ? 'utf8' : `cp${page}`;
  return iconv.decode(Buffer.from(bytes), iconv.encodingExists(name) ? name : 'cp1252');
}
