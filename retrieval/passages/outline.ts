import { blocksOf, type Block } from '../documents/blocks.js';
import type { Structure, Table } from '../documents/structure.js';
import type { Heading, Span } from './passage.js';

/** A part of a document under one heading: the blocks that can be quoted. */
export interface Section {
  /** Text of the heading above, white space collapsed; `null` when only the document's title is above. */
  readonly heading: string | null;
  readonly blocks: readonly Block[];
}

export interface Outline {
  readonly headings: readonly Heading[];
  readonly sections: readonly Section[];
}

/**
 * Longest line without any mark that is taken for a heading. Longer ones are text: a heading taken for text is still found
 * and quoted, a sentence taken for a heading cannot be quoted.
 */
const LONGEST_PLAIN_HEADING = 80;
const MOST_HEADING_WORDS = 12;

/** Longest heading that is set apart by a mark (#, bold, capitals, a number); and longest title on the first line. */
const LONGEST_MARKED_HEADING = 250;

/**
 * Finds the headings of a text and what stands under each. A heading is a short line that does not end as a sentence and
 * has running text below it; of several such lines in a row, those set apart by a mark, the last one, and one of another
 * kind right above it are headings, the others text. The lines of a front page (date, place, author) are a section of their own.
 * Where the format marks its headings, they are the headings. The row that names a table's columns counts as a heading of its rows.
 */
export function outlineOf(text: string, structure?: Structure): Outline {
  const blocks = blocksOf(text, structure).filter(({ boilerplate }) => !boilerplate);
  const isHeading = structure?.headings ? blocks.map(({ mark }) => mark === 'markdown') : headingFlags(blocks);
  const front = frontOf(blocks, isHeading);
  const headings: Heading[] = [];
  const sections: { heading: string | null; blocks: Block[] }[] = [];
  const levels = new Map<string, number>();
  let open: { heading: string | null; blocks: Block[] } | null = null;
  let above: string | null = null;
  let table: Table | null = null;
  for (const [index, block] of blocks.entries()) {
    const title = index < front.titles;
    if (isHeading[index]) {
      headings.push({ ...block.inner, level: levelOf(block, title, levels, front.titles > 0) });
      if (index >= front.length) open = null;
    }
    if (isHeading[index] && index >= front.length) {
      above = title ? null : block.text;
      sections.push({ heading: above, blocks: [] });
      open = sections.at(-1)!;
      continue;
    }
    if (isHeading[index] && !front.quoted) continue;
    if (!open || block.table !== table) {
      table = block.table;
      open = { heading: table?.header ? headingOfRows(text, above, table.header) : above, blocks: [] };
      sections.push(open);
    }
    open.blocks.push(block);
    if (index === front.length - 1) open = null;
  }
  return { headings, sections: sections.filter((section) => section.blocks.length > 0) };
}

/** What stands above the rows of a table: the heading of the section, then the names of the columns. */
function headingOfRows(text: string, above: string | null, header: Span): string {
  const columns = text.slice(header.start, header.end).replaceAll(/\s+/gu, ' ').slice(0, LONGEST_MARKED_HEADING).replace(/[\uD800-\uDBFF]$/u, '');
  return above === null ? columns : `${above} — ${columns}`;
}

function headingFlags(blocks: readonly Block[]): boolean[] {
  const flags = blocks.map(() => false);
  let first = 0;
  while (first < blocks.length) {
    if (!looksLikeHeading(blocks, first)) {
      first++;
      continue;
    }
    let end = first;
    while (end < blocks.length && looksLikeHeading(blocks, end)) end++;
    // Nothing below: related links, a signature, the end of a table. They are text.
    if (end < blocks.length || blocks.slice(first, end).some(({ mark }) => mark === 'markdown')) flagRun(blocks, first, end, flags);
    first = end;
  }
  return flags;
}

/** Which of the heading-like blocks first…end − 1, with running text below, are headings. */
function flagRun(blocks: readonly Block[], first: number, end: number, flags: boolean[]): void {
  const last = blocks[end - 1]!;
  for (let index = first; index < end; index++) {
    const block = blocks[index]!;
    const strong = block.mark === 'markdown' || block.mark === 'bold' || (block.mark === 'capitals' && block.text.length >= 8);
    const aboveOther = index === end - 2 && block.mark !== last.mark && block.mark === null && !isDetail(block.text);
    flags[index] = strong || index === end - 1 || aboveOther || (block.mark === 'numbered' && end - first <= 3);
  }
  // A numbered line after other numbered lines is the last of a list, not the heading of what follows.
  if (last.mark === 'numbered' && blocks[end - 2]?.mark === 'numbered' && sameNumbering(blocks[end - 2]!, last)) flags[end - 1] = flags[end - 2] = false;
}

function looksLikeHeading(blocks: readonly Block[], index: number): boolean {
  const block = blocks[index]!;
  const { text, mark } = block;
  if (mark === 'markdown') return true;
  if (block.table) return false;
  if (!/\p{L}/u.test(text) || block.interruptions.length > 0) return false;
  if (index === 0 && mark === null && block.item === null) return text.length <= LONGEST_MARKED_HEADING && !/[.;:,…]$/u.test(text) && !/[.!?…]\s+\p{Lu}/u.test(text.replace(/^.{0,3}\s/u, ''));
  const longest = mark === 'bold' || mark === 'capitals' ? LONGEST_MARKED_HEADING : LONGEST_PLAIN_HEADING;
  if (text.length > longest) return false;
  if (mark === 'bold') return !/[.;,…]$/u.test(text);
  if (block.item !== null && mark !== 'numbered') return false;
  if (/[.;:,…]$/u.test(text) || /[.!?…][»”"]?\s+\p{Lu}/u.test(text.replace(/^\S{1,6}\s/u, '')) || /[!?]\s?[»”"]?$/u.test(text)) return mark === 'capitals' && !/[;,]$/u.test(text);
  return text.split(' ').length <= MOST_HEADING_WORDS && /^[\p{Lu}\p{Lo}\p{N}«“"([]/u.test(text);
}

function sameNumbering(one: Block, other: Block): boolean {
  return one.depth === other.depth && /^\d/u.test(one.text) === /^\d/u.test(other.text);
}

/** Lines of a front page that are no heading: a date, a label with its value, a place. */
function isDetail(line: string): boolean {
  return /^\p{L}[\p{L}\s'’-]{0,30}\s?:\s\S/u.test(line) || /\d{4}$/u.test(line);
}

/**
 * The front of a document: what stands before the headings that lead to its first running text. `quoted` when it holds more
 * than a title: then its lines, the title's too, can be quoted.
 */
function frontOf(blocks: readonly Block[], isHeading: readonly boolean[]): { length: number; titles: number; quoted: boolean } {
  let body = 0;
  while (body < blocks.length && (isHeading[body] || (blocks[body]!.text.length <= LONGEST_PLAIN_HEADING && !blocks[body]!.closed))) body++;
  if (body === blocks.length) return { length: 0, titles: 0, quoted: false };
  let length = body;
  while (length > 0 && isHeading[length - 1]) length--;
  if (length > 0) return { length, titles: length, quoted: true };
  // Headings only: the first is the title when a second one follows it or when it opens the text alone above a blank line.
  const titles = body > 1 ? 1 : body === 1 && opensAlone(blocks) ? 1 : 0;
  return { length: 0, titles, quoted: false };
}

function opensAlone(blocks: readonly Block[]): boolean {
  return blocks.length > 1 && blocks[1]!.lines[0]!.afterBlank;
}

function levelOf(block: Block, title: boolean, levels: Map<string, number>, hasTitle: boolean): number {
  if (title) return 1;
  if (block.mark === 'markdown') return block.depth;
  const style = block.mark === 'numbered' ? `numbered ${block.depth}` : (block.mark ?? 'plain');
  const known = levels.get(style);
  if (known !== undefined) return known;
  const level = levels.size + (hasTitle ? 2 : 1);
  levels.set(style, level);
  return level;
}
