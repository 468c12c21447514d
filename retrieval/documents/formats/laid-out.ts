import type { Heading, Structure, Table } from '../text/structure.js';

/** A part of a document that has no text of its own but elements: HTML, DOCX, ODT. */
export type Element =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'item'; readonly marker: string; readonly depth: number; readonly text: string }
  /** An empty paragraph: what people type to set paragraphs apart. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[]; readonly header: boolean };

/**
 * Text pasted line by line makes each line a paragraph: that many of them, and that share, end in the middle of a sentence that the
 * next one goes on with. In text typed as paragraphs next to none does.
 */
const FEWEST_CUT = 3;
const CUT_SHARE = 0.15;
const SHORTEST_CUT = 40;

/** What stands between the cells of a row. */
const CELL_BREAK = ' | ';

/**
 * Lays elements out as a text: a line a paragraph, item or row, blank lines around all but the items of a list and the rows of a
 * table. Line breaks inside a paragraph stay. Paragraphs that are lines of a pasted text are lines again.
 */
export function laidOut(elements: readonly Element[]): { readonly text: string; readonly structure: Structure } {
  const headings: Heading[] = [];
  const tables: Table[] = [];
  const parts: string[] = [];
  let length = 0;
  const pasted = isPasted(elements);
  let last: Element['kind'] | null = null;
  const add = (text: string, kind: Element['kind']): { start: number; end: number } => {
    const gap = last === null ? '' : last === kind && (kind === 'item' || (kind === 'paragraph' && pasted)) ? '\n' : '\n\n';
    parts.push(gap, text);
    const start = length + gap.length;
    length = start + text.length;
    last = kind;
    return { start, end: length };
  };
  for (const element of elements) {
    if (element.kind === 'empty') {
      if (last !== null) last = 'empty';
      continue;
    }
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
  return { text: parts.join(''), structure: { headings: headings.length > 0 ? headings : null, tables, asides: [], unwrapped: !pasted } };
}

/** What elements hold, one after the other with a space between: the text of a cell. */
export function onOneLine(elements: readonly Element[]): string {
  return elements
    .map((element) => {
      if (element.kind === 'empty') return '';
      if (element.kind === 'table') return element.rows.flat().join(' ');
      return element.kind === 'item' ? `${element.marker} ${element.text}` : element.text;
    })
    .join(' ');
}

function isPasted(elements: readonly Element[]): boolean {
  let pairs = 0;
  let cut = 0;
  for (const [at, element] of elements.entries()) {
    const next = elements[at + 1];
    if (element.kind !== 'paragraph' || next?.kind !== 'paragraph') continue;
    pairs++;
    const text = element.text.trimEnd();
    if (text.length >= SHORTEST_CUT && /[\p{L}\p{N},’'-]$/u.test(text) && /^\s*\p{Ll}/u.test(next.text)) cut++;
  }
  return cut >= FEWEST_CUT && cut >= CUT_SHARE * pairs;
}

/** A row on one line; empty cells keep their place, so that columns can be counted. */
function rowText(cells: readonly string[]): string {
  const shown = cells.map((cell) => cell.replaceAll(/\s+/gu, (space) => (/^[\u00A0\u202F]+$/u.test(space) ? space : ' ')).trim());
  return shown.some((cell) => cell !== '') ? shown.join(CELL_BREAK).trim() : '';
}

/** White space as a browser shows it: no spaces around a line break, no blank lines. No-break spaces stay. */
function tidy(text: string): string {
  return text.replaceAll(/[ \t]*\r?\n[ \t\n\r]*/gu, '\n').replace(/^[ \t\n]+|[ \t\n]+$/gu, '');
}
