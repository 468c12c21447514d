import { lastAtOrBefore } from '../../ascending.js';

/** Offsets at which the lines of a text start; a line ends with LF, CR LF or CR. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (const found of text.matchAll(/\r\n|\n|\r/gu)) starts.push(found.index + found[0].length);
  return starts;
}

/** The number, from 1, of the line (or page) that holds an offset, given where each starts. */
export function numberAt(starts: readonly number[], offset: number): number {
  return Math.max(1, lastAtOrBefore(starts, offset) + 1);
}
