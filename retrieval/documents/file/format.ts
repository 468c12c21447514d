import type { Foreign } from '../unread/unread-reason.js';

/** Formats that are read. `package`: a ZIP file, told apart further by what is in it. */
export type Format = 'text' | 'markdown' | 'csv' | 'html' | 'mail' | 'rtf' | 'pdf' | 'picture' | 'package';

/** First bytes of formats, and of what is no document. */
const SIGNATURES: readonly (readonly [bytes: readonly (number | null)[], found: Recognised])[] = [
  [[0x25, 0x50, 0x44, 0x46, 0x2d], { format: 'pdf' }],
  [[0x50, 0x4b, 0x03, 0x04], { format: 'package' }],
  [[0x50, 0x4b, 0x05, 0x06], { format: 'package' }],
  // PNG, JPEG, TIFF in either order of bytes, WebP
  [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a], { format: 'picture' }],
  [[0xff, 0xd8, 0xff], { format: 'picture' }],
  [[0x49, 0x49, 0x2a, 0x00], { format: 'picture' }],
  [[0x4d, 0x4d, 0x00, 0x2a], { format: 'picture' }],
  [[0x52, 0x49, 0x46, 0x46, null, null, null, null, 0x57, 0x45, 0x42, 0x50], { format: 'picture' }],
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], { format: 'rtf' }],
  [[0xd0, 0xcf, 0x11, 0xe0], { foreign: 'old-office' }],
  [[0x47, 0x49, 0x46, 0x38], { foreign: 'gif' }],
  [[0x1f, 0x8b], { foreign: 'gzip' }],
  [[0x42, 0x5a, 0x68], { foreign: 'bzip2' }],
  [[0x37, 0x7a, 0xbc, 0xaf], { foreign: 'sevenzip' }],
  [[0x52, 0x61, 0x72, 0x21], { foreign: 'rar' }],
  [[null, null, null, null, 0x66, 0x74, 0x79, 0x70], { foreign: 'video' }],
  // MP3 with its tags, Ogg
  [[0x49, 0x44, 0x33], { foreign: 'sound' }],
  [[0x4f, 0x67, 0x67, 0x53], { foreign: 'sound' }],
  // ELF, Windows
  [[0x7f, 0x45, 0x4c, 0x46], { foreign: 'program' }],
  [[0x4d, 0x5a, 0x90, 0x00], { foreign: 'program' }],
  [[0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20], { foreign: 'database' }],
];

/** A PDF may have other bytes before its header (PDF 32000-1, note 13): within the first KiB. */
const PDF_HEADER_WITHIN = 1_024;

/** How much of a file is looked at. */
export const HEAD_BYTES = 8_192;

/** What a file is: a document, or something else. */
export type Recognised = { readonly format: Format } | { readonly foreign: Foreign };

/**
 * Tells a file's format by its content; the name only tells text from text (Markdown, CSV, a web page without its head).
 * @param head the first `HEAD_BYTES` bytes, or all of a shorter file.
 */
export function recognise(head: Uint8Array, name: string): Recognised {
  const signed = SIGNATURES.find(([signature]) => signature.every((byte, at) => byte === null || byte === head[at]));
  if (signed) return signed[1];
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
