import { decode } from './encoding.js';
import { NotReadable, type ReadResult } from '../file/reader.js';

/** Signs between cells, the likeliest last where counts are equal: French spreadsheets write semicolons. */
const SEPARATORS = [',', '|', '\t', ';'] as const;

/** Lines looked at to tell the separator. */
const LOOKED_AT = 20;

/**
 * A table as text: each line a row, quoted as it stands in the file, under its first line. A line end inside quotation marks
 * ends the row all the same: nothing is changed in the text, and what stands there is found.
 */
export async function readCsv(bytes: Uint8Array): Promise<ReadResult> {
  const { text } = await decode(bytes);
  const from = text.startsWith('\uFEFF') ? 1 : 0;
  const body = text.slice(from);
  if (body.trim() === '') throw new NotReadable({ code: 'empty' });
  const start = from + body.length - body.trimStart().length;
  const end = from + body.trimEnd().length;
  const lines = text.slice(start, end).split(/\r\n|\n|\r/u);
  if (lines.length < 2 || !hasColumns(lines)) return { text, pages: null };
  const header = { start, end: start + lines[0]!.trimEnd().length };
  return { text, pages: null, structure: { headings: null, tables: [{ start, end, header }], asides: [], unwrapped: true } };
}

function hasColumns(lines: readonly string[]): boolean {
  const looked = lines.slice(0, LOOKED_AT).filter((line) => line.trim() !== '');
  return SEPARATORS.some((sign) => looked.filter((line) => line.includes(sign)).length >= looked.length * 0.8);
}
