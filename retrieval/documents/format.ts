/** Formats that are read. `package`: a ZIP file, told apart further by what is in it. */
export type Format = 'text' | 'markdown' | 'csv' | 'html' | 'mail' | 'rtf' | 'pdf' | 'picture' | 'package';

/** First bytes of formats, and how each is called when it is refused. */
const SIGNATURES: readonly (readonly [bytes: readonly (number | null)[], format: Format | null, called: string])[] = [
  [[0x25, 0x50, 0x44, 0x46, 0x2d], 'pdf', 'a PDF'],
  [[0x50, 0x4b, 0x03, 0x04], 'package', 'a ZIP archive'],
  [[0x50, 0x4b, 0x05, 0x06], 'package', 'an empty ZIP archive'],
  [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a], 'picture', 'a PNG picture'],
  [[0xff, 0xd8, 0xff], 'picture', 'a JPEG picture'],
  [[0x49, 0x49, 0x2a, 0x00], 'picture', 'a TIFF picture'],
  [[0x4d, 0x4d, 0x00, 0x2a], 'picture', 'a TIFF picture'],
  [[0x52, 0x49, 0x46, 0x46, null, null, null, null, 0x57, 0x45, 0x42, 0x50], 'picture', 'a WebP picture'],
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], 'rtf', 'an RTF file'],
  [[0xd0, 0xcf, 0x11, 0xe0], null, 'an old or password-protected office document (DOC, XLS, MSG, protected DOCX); save it as DOCX without a password'],
  [[0x47, 0x49, 0x46, 0x38], null, 'a GIF picture; save it as PNG'],
  [[0x1f, 0x8b], null, 'a GZIP archive; unpack it'],
  [[0x42, 0x5a, 0x68], null, 'a BZIP2 archive; unpack it'],
  [[0x37, 0x7a, 0xbc, 0xaf], null, 'a 7z archive; unpack it'],
  [[0x52, 0x61, 0x72, 0x21], null, 'a RAR archive; unpack it'],
  [[null, null, null, null, 0x66, 0x74, 0x79, 0x70], null, 'a video, or a HEIC picture; save a picture as JPEG'],
  [[0x49, 0x44, 0x33], null, 'a sound'],
  [[0x4f, 0x67, 0x67, 0x53], null, 'a sound or video'],
  [[0x7f, 0x45, 0x4c, 0x46], null, 'a program'],
  [[0x4d, 0x5a, 0x90, 0x00], null, 'a program'],
  [[0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20], null, 'a database (SQLite); export what is to be searched as CSV'],
];

/** A PDF may have other bytes before its header (PDF 32000-1, note 13): within the first KiB. */
const PDF_HEADER_WITHIN = 1_024;

/** How much of a file is looked at. */
export const HEAD_BYTES = 8_192;

/** What a file is, or in words what it is instead of a document. */
export type Recognised = { readonly format: Format } | { readonly refused: string };

/**
 * Tells a file's format by its content; the name only tells text from text (Markdown, CSV, a web page without its head).
 * @param head the first `HEAD_BYTES` bytes, or all of a shorter file.
 */
export function recognise(head: Uint8Array, name: string): Recognised {
  for (const [signature, format, called] of SIGNATURES) {
    if (signature.every((byte, at) => byte === null || byte === head[at])) return format === null ? { refused: called } : { format };
  }
  const latin = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, HEAD_BYTES)).toString('latin1');
  if (latin.slice(0, PDF_HEADER_WITHIN).includes('%PDF-')) return { format: 'pdf' };
  const plain = latin.replaceAll('\0', '').replace(/^(?:ï»¿|ÿþ|þÿ)?\s+|^(?:ï»¿|ÿþ|þÿ)/u, '');
  const ending = /\.([a-z0-9]+)$/u.exec(name.toLowerCase())?.[1] ?? '';
  if (/^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*(?:<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>])/iu.test(plain)) return { format: 'html' };
  if (/^(?:x?html?|php|aspx?)$/u.test(ending) && /<(?:p|div|h[1-6]|table|span|article|br|a|title|meta)[\s>/]/iu.test(plain)) return { format: 'html' };
  if (isMail(plain, ending)) return { format: 'mail' };
  if (/^(?:md|markdown|mdown|mkd)$/u.test(ending)) return { format: 'markdown' };
  if (/^(?:csv|tsv)$/u.test(ending)) return { format: 'csv' };
  return { format: 'text' };
}

/** A mail as it travels begins with header fields (RFC 5322), among them those that only programs write. */
function isMail(start: string, ending: string): boolean {
  const fields = /^(?:From \S.*\r?\n)?((?:[!-9;-~]{1,64}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2,})/u.exec(start)?.[1];
  if (fields === undefined) return false;
  const has = (name: string): boolean => new RegExp(`^(?:${name}):`, 'imu').test(fields);
  if (/^(?:eml|mht|mhtml)$/u.test(ending)) return has('From|Date|Subject|MIME-Version');
  return has('From') && has('MIME-Version|Message-ID|Received|Return-Path');
}
