import type { Heading } from '../passages/passage.js';
import type { Structure, Table } from './structure.js';

/** A part of a document that has no text of its own but elements: HTML, DOCX, ODT. */
export type Element =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'item'; readonly marker: string; readonly depth: number; readonly text: string }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[]; readonly header: boolean };

/** What stands between the cells of a row. */
export const CELL_BREAK = ' | ';

/**
 * Lays elements out as a text: a line a paragraph, item or row, blank lines around all but the items of a list and the rows of a
 * table. Line breaks inside a paragraph stay.
 */
export function laidOut(elements: Iterable<Element>): { readonly text: string; readonly structure: Structure } {
  const headings: Heading[] = [];
  const tables: Table[] = [];
  const parts: string[] = [];
  let length = 0;
  let last: Element['kind'] | null = null;
  const add = (text: string, kind: Element['kind']): { start: number; end: number } => {
    const gap = last === null ? '' : last === 'item' && kind === 'item' ? '\n' : '\n\n';
    parts.push(gap, text);
    const start = length + gap.length;
    length = start + text.length;
    last = kind;
    return { start, end: length };
  };
  for (const element of elements) {
    if (element.kind === 'table') {
      const rows = element.rows.map(rowText).filter((row) => row !== '');
      if (rows.length === 0) continue;
      const { start, end } = add(rows.join('\n'), 'table');
      tables.push({ start, end, header: element.header && rows.length > 1 ? { start, end: start + rows[0]!.length } : null });
      continue;
    }
    const text = tidy(element.text);
    if (text === '') continue;
    if (element.kind === 'heading') headings.push({ ...add(text.replaceAll(/\s+/gu, ' '), 'heading'), level: element.level });
    else if (element.kind === 'item') add(`${'  '.repeat(Math.max(0, element.depth - 1))}${element.marker} ${text}`, 'item');
    else add(text, 'paragraph');
  }
  if (length > 0) parts.push('\n');
  return { text: parts.join(''), structure: { headings: headings.length > 0 ? headings : null, tables, asides: [], unwrapped: true } };
}

/** A row on one line; empty cells keep their place, so that columns can be counted. */
function rowText(cells: readonly string[]): string {
  const shown = cells.map((cell) => cell.replaceAll(/\s+/gu, (space) => (/^[\u00A0\u202F]+$/u.test(space) ? space : ' ')).trim());
  return shown.some((cell) => cell !== '') ? shown.join(CELL_BREAK).trim() : '';
}

/** White space as a browser shows it: no spaces around a line break, no blank lines. No-break spaces stay. */
function tidy(text: string): string {
  return text
    .replaceAll(/[ \t]*\r?\n[ \t\n\r]*/gu, '\n')
    .replace(/^[ \t\n]+|[ \t\n]+$/gu, '');
}
