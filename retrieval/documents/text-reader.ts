import { NotReadable, type Reader } from './reader.js';

/** First bytes of formats that people drop beside their texts, so that the reason names what the file is. */
const SIGNATURES: readonly (readonly [format: string, bytes: readonly number[]])[] = [
  ['a PDF', [0x25, 0x50, 0x44, 0x46]],
  ['a ZIP archive or an office document (DOCX, ODT, XLSX)', [0x50, 0x4b, 0x03, 0x04]],
  ['an old office document (DOC, XLS)', [0xd0, 0xcf, 0x11, 0xe0]],
  ['a PNG picture', [0x89, 0x50, 0x4e, 0x47]],
  ['a JPEG picture', [0xff, 0xd8, 0xff]],
  ['a GIF picture', [0x47, 0x49, 0x46, 0x38]],
  ['UTF-16 text', [0xff, 0xfe]],
  ['UTF-16 text', [0xfe, 0xff]],
  ['a GZIP archive', [0x1f, 0x8b]],
];

/**
 * Plain text and Markdown in UTF-8: the last reader, since any bytes may be text.
 * The text is what `readFileSync(file, 'utf8')` gives (a byte-order mark stays as first unit, line ends stay as they are),
 * but bytes that are not UTF-8 are refused instead of being replaced.
 */
export const textReader: Reader = {
  format: 'text',
  accepts: () => true,
  read(bytes) {
    const known = SIGNATURES.find(([, signature]) => signature.every((byte, index) => bytes[index] === byte));
    if (known) throw new NotReadable(`UTF-8 text expected, found ${known[0]}; save it as plain text`);
    let text: string;
    try {
      text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      throw new NotReadable(`UTF-8 text expected, found other bytes from byte ${firstInvalidByte(bytes)} on; save the file as UTF-8`);
    }
    const nul = text.indexOf('\0');
    if (nul >= 0) throw new NotReadable(`text expected, found a NUL character at offset ${nul}: the file looks binary; save it as plain text`);
    if (text.trim() === '') throw new NotReadable('text expected, found an empty file; there is nothing to search in it');
    return { text, pages: null };
  },
};

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
