import { type Block, blocksOf, isFrontDetail, type Structure, type Table, type Heading } from '../documents/index.js';
import type { Span } from '../span.js';

/** A part of a document under one heading: the blocks that can be quoted. */
export interface Section {
  /** Text of the heading above, white space collapsed; `null` when only the document's title is above. */
  readonly heading: string | null;
  readonly blocks: readonly Block[];
}

/** The headings of a text and the paragraphs between them. */
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

/** What press sites put above links to other articles. */
const RELATED =
  /^(?:à (?:voir|lire) (?:aussi|également)|(?:lire|voir) (?:aussi|également)|sur le même sujet|pour aller plus loin|see also|read also|related)\b.{0,40}$/iu;

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
    if (isHeading[index]) headings.push({ ...block.inner, level: levelOf(block, title, levels, front.titles > 0) });
    if (isHeading[index] && index >= front.length) {
      above = title ? null : block.text;
      sections.push({ heading: above, blocks: [] });
      open = sections.at(-1)!;
      continue;
    }
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
  const columns = text
    .slice(header.start, header.end)
    .replaceAll(/\s+/gu, ' ')
    .slice(0, LONGEST_MARKED_HEADING)
    .replace(/[\uD800-\uDBFF]$/u, '');
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
    if (end < blocks.length) flagRun(blocks, first, end, flags);
    else flagRelated(blocks, first, end, flags);
    first = end;
  }
  return flags;
}

/** Links to other articles stand below their announcement and are text: their words may be asked for. */
function flagRelated(blocks: readonly Block[], first: number, end: number, flags: boolean[]): void {
  for (let index = first; index < end - 1; index++) flags[index] = RELATED.test(blocks[index]!.text);
}

/** Which of the heading-like blocks first…end − 1, with running text below, are headings. */
function flagRun(blocks: readonly Block[], first: number, end: number, flags: boolean[]): void {
  for (let index = end - 1; index >= first; index--) {
    const { mark, text } = blocks[index]!;
    const last = index + 1 === end;
    const markBelow = flags[index + 1] ? blocks[index + 1]!.mark : null;
    const strong = mark === 'markdown' || mark === 'bold' || mark === 'named' || (mark === 'capitals' && text.length >= 8);
    const aboveMarked = markBelow !== null && markBelow !== mark;
    const opensText = index === 0;
    flags[index] = strong || (!isFrontDetail(text) && (last || aboveMarked || opensText));
  }
}

function looksLikeHeading(blocks: readonly Block[], index: number): boolean {
  const { text, mark, item, interruptions, table } = blocks[index]!;
  if (mark === 'markdown') return true;
  if (table) return false;
  if (!/\p{L}/u.test(text) || interruptions.length > 0) return false;
  if (mark === 'bold') return text.length <= LONGEST_MARKED_HEADING && !/[.;,…]$/u.test(text);
  if (mark === null && item !== null) return false;
  if (mark === 'numbered' && isListed(blocks, index)) return false;
  const holdsSentenceEnd = /[.!?…][»”"]?\s\p{Lu}/u.test(text.replace(/^\S{1,8}\s/u, ''));
  if (RELATED.test(text)) return true;
  if (holdsSentenceEnd || /[.;:,…]$/u.test(text)) return false;
  if (mark === 'capitals' || mark === 'named' || index === 0) return text.length <= LONGEST_MARKED_HEADING;
  if (/[!?]\s?[»”"]?$/u.test(text)) return false;
  return text.length <= LONGEST_PLAIN_HEADING && text.split(' ').length <= MOST_HEADING_WORDS && /^[\p{Lu}\p{Lo}\p{N}«“"([]/u.test(text);
}

/** A numbered line beside another one, or announced by a colon, is an item of a list. */
function isListed(blocks: readonly Block[], index: number): boolean {
  const [above, block, below] = [blocks[index - 1], blocks[index]!, blocks[index + 1]];
  if (above && /:$/u.test(above.text)) return true;
  return [above, below].some((beside) => beside?.mark === 'numbered' && beside.depth === block.depth && markerKind(beside) === markerKind(block));
}

/** Figures, Roman figures or letters. */
function markerKind({ text }: Block): string {
  return /^\d/u.test(text) ? '1' : /^[IVX]+\s*[.)–—-]/u.test(text) ? 'I' : 'A';
}

/**
 * The front of a document: what stands before the headings that lead to its first running text; its lines, the title's too, can
 * be quoted. Of length 0 when it holds headings only.
 */
function frontOf(blocks: readonly Block[], isHeading: readonly boolean[]): { length: number; titles: number } {
  let body = 0;
  while (body < blocks.length && (isHeading[body] || (blocks[body]!.text.length <= LONGEST_PLAIN_HEADING && !blocks[body]!.closed))) body++;
  if (body === blocks.length) return { length: 0, titles: 0 };
  let length = body;
  while (isHeading[length - 1]) length--;
  if (length > 0) return { length, titles: length };
  // Headings only: the first is the title when a second one follows it or when it opens the text alone above a blank line.
  const hasTitle = body > 1 || (body === 1 && blocks[1]!.lines[0]!.afterBlank);
  return { length: 0, titles: hasTitle ? 1 : 0 };
}

function levelOf(block: Block, title: boolean, levels: Map<string, number>, hasTitle: boolean): number {
  if (title) return 1;
  if (block.mark === 'markdown') return block.depth;
  const style =
    block.mark === 'numbered'
      ? `${markerKind(block)}${block.depth}`
      : block.mark === 'named'
        ? block.text.split(' ')[0]!.toLowerCase()
        : (block.mark ?? 'plain');
  const known = levels.get(style);
  if (known !== undefined) return known;
  const level = levels.size + (hasTitle ? 2 : 1);
  levels.set(style, level);
  return level;
}
