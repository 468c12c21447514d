import type { Span } from '../../span.js';
import { collapse } from '../hits.js';

/** Every place where a document holds a quote, white space apart: UTF-16 offsets, end exclusive, in order. */
export function placesOf(quote: string, text: string): Span[] {
  const words = collapse(quote).split(' ').map(escapeForPattern);
  const pattern = new RegExp(words.join('\\s+'), 'gu');
  return [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

/** Characters that two stretches share. */
export function overlap(a: Span, b: Span): number {
  return Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
}

function escapeForPattern(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/-]/gu, (sign) => `\\x${sign.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
