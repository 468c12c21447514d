import type { Span } from '../../passages/passage.js';
import { isBoilerplate } from './boilerplate.js';
import { isOwnLine } from './front-detail.js';
import { linesOf, type Line } from './lines.js';
import type { Structure, Table } from './structure.js';

/** How a block is set apart as a heading: `#`, bold marks, capitals, a named part (Article 5), a number. */
export type HeadingMark = 'markdown' | 'bold' | 'capitals' | 'named' | 'numbered';

/** Lines that belong together: a paragraph (its hard-wrapped lines joined), a list item, a heading. */
export interface Block extends Span {
  /** The block's text without heading marks (`**`, `#`), white space collapsed. */
  readonly text: string;
  /** Where `text` stands, marks left out. */
  readonly inner: Span;
  readonly lines: readonly Line[];
  /** `null` when by nothing but its shape. */
  readonly mark: HeadingMark | null;
  /** Number of `#` for a Markdown heading, parts of the number for a numbered one, otherwise 0. */
  readonly depth: number;
  /** The marker of a list item (`a)`, `12.`, `-`), as it stands; `null` for other blocks. */
  readonly item: string | null;
  /** Ends as a sentence does. */
  readonly closed: boolean;
  /** Site navigation, page numbers, rules: nothing that a reader would quote. */
  readonly boilerplate: boolean;
  /** The table that the block is a row of. */
  readonly table: Table | null;
  /** Parts that a page break put into the middle of a sentence (footnotes, page numbers). */
  readonly interruptions: readonly Span[];
}

/**
 * Lines at or over this length were not wrapped by hand or by a scanner: each is a paragraph. Printed lines hold 60 to
 * 120 characters (the widest seed: 118), e-mail 72; texts with a line a paragraph have hundreds (the seeds: 300 to 900).
 */
const LONGEST_WRAPPED_LINE = 200;

/** A line break is a decision when the next word would have fitted below this share of the width: scanned lines of one width differ by a tenth in characters. */
const FULL_LINE = 0.8;

/** Narrower blocks give no width to measure by, unless they are long enough to be a newspaper column. */
const NARROWEST_WIDTH = 60;
const COLUMN_LINES = 6;

/** Longest stretch (UTF-16 units) and number of blocks that may stand between the halves of a sentence cut by a page break. */
const LONGEST_INTERRUPTION = 1_000;
const MOST_INTERRUPTIONS = 3;

/** A shorter line without a full stop is a label or a cell of a table, not half a sentence. */
const SHORTEST_HALF = 40;
const UNFINISHED = /[\p{L}\p{N},’'\-–]$/u;
const FOOTNOTE = /^(?:\*{1,3}|†|‡|\(?\d{1,3}\)?|[¹²³⁰⁴-⁹]{1,3})\s*\p{L}/u;

const ITEM = /^(?!M\.)(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5}|[IVX]{1,5})\)|(?:\d{1,3}|[a-zA-Z]|[IVX]{1,5})(?:\.(?:\d{1,2}\.?)*|°\/?)\)?|[-–—•●▪◦‣*+·])(?=\s+\S)/u;
const CLOSED = /[.!?…;:。！？؟।](?:\s?[»”’"')\]*_]|\[\w{1,12}\])*$/u;
const NAMED_HEADING =
  /^(?:[Cc]hapitre|CHAPITRE|[Tt]itre|TITRE|[Pp]artie|PARTIE|[Ss]ection|SECTION|[Aa]nnexe|ANNEXE|[Aa]rticle|ARTICLE|Art\.|[Ll]ivre|LIVRE|Chapter|CHAPTER|Part|PART|Annex|ANNEX|Appendix|APPENDIX|Title)\s+(?:[LRDA]?\.?\s?\d[\d-]*|[IVXLC]+|[A-Z])(?:er|re)?(?=\s|[.:–—-]|$)|^(?:[Aa]rticle|[Cc]hapitre|[Tt]itre)\s+premi[eè]re?\b/u;
const NUMBERED_HEADING = /^(?:[IVX]{1,5}\s*[.\-–—)]|\d{1,2}(?:\.\d{1,2})*\.?|(?!M\.)[A-Z]\s*[.)])(?=\s+\p{Lu})/u;

/** A line never ends a block after one of these, or after a comma: something must follow. */
const ENDS_OPEN =
  /(?:,|(?<![\p{L}\p{N}])(?:de|du|des|d['’]|le|la|les|l['’]|un|une|et|ou|à|au|aux|en|par|pour|sur|dans|avec|que|qui|dont|ce|ces|cette|son|sa|ses|leurs?|n°|M\.|Mme|the|of|and|or|a|an|to|in|for|with|by|on|at|from|that))$/u;

/** The blocks of a text, in order; together they hold every character that is not white space. What the format says of its structure is kept to. */
export function blocksOf(text: string, structure?: Structure): Block[] {
  const partOf = structure ? partsOf(structure) : () => null;
  const matter = frontMatterEnd(text);
  const blocks = groupsOf(linesOf(text), partOf).flatMap(({ lines, part }) => {
    if (part) return [markedBlock(text, lines, part)];
    const paragraphs = structure?.unwrapped ? lines.map((line) => [line]) : splitGroup(lines);
    const found = paragraphs.map((each) => toBlock(text, each, each[0]!.start < matter));
    // Where the format marks its headings, a "#" is a sign like any other.
    return structure?.headings ? found.map((block) => (block.mark === 'markdown' ? { ...block, mark: null, depth: 0 } : block)) : found;
  });
  return joinCutSentences(text, blocks);
}

/** Where the YAML block at the top of a Markdown file ends; 0 without one. */
function frontMatterEnd(text: string): number {
  const matter = /^\uFEFF?---[ \t]*\r?\n[\s\S]{0,5000}?\r?\n---[ \t]*(?:\r?\n|$)/u.exec(text);
  return matter && /^[A-Za-z_]+:/mu.test(matter[0]) ? matter[0].length : 0;
}

/** A stretch that the format marks: a heading, an aside or a row. */
interface Part extends Span {
  readonly level: number | null;
  readonly table: Table | null;
}

interface Group {
  readonly lines: Line[];
  readonly part: Part | null;
}

/** Which marked stretch a line belongs to. Lines must be asked for in order. */
function partsOf({ headings, tables, asides }: Structure): (line: Line) => Part | null {
  const parts: Part[] = [
    ...(headings ?? []).map(({ start, end, level }) => ({ start, end, level, table: null })),
    ...asides.map(({ start, end }) => ({ start, end, level: null, table: null })),
    ...tables.map((table) => ({ start: table.start, end: table.end, level: null, table })),
  ].sort((a, b) => a.start - b.start);
  let at = 0;
  return (line) => {
    while (at < parts.length && parts[at]!.end <= line.start) at++;
    const part = parts[at];
    return part && part.start < line.end ? part : null;
  };
}

/** Lines without a blank line between them; a heading or aside is a group, and so is each row. */
function groupsOf(lines: readonly Line[], partOf: (line: Line) => Part | null): Group[] {
  const groups: Group[] = [];
  for (const line of lines) {
    const part = partOf(line);
    const open = groups.at(-1);
    if (open && open.part === part && (part ? part.table === null : !line.afterBlank)) open.lines.push(line);
    else groups.push({ lines: [line], part });
  }
  return groups;
}

function markedBlock(text: string, lines: readonly Line[], { level, table }: Part): Block {
  const block = toBlock(text, lines, false);
  if (table) return { ...block, mark: null, depth: 0, item: null, table, boilerplate: !/[\p{L}\p{N}]/u.test(block.text) };
  if (level === null) return { ...block, boilerplate: true };
  return { ...block, mark: 'markdown', depth: level, item: null, boilerplate: false };
}

function splitGroup(lines: readonly Line[]): Line[][] {
  const width = widthOf(lines);
  const blocks: Line[][] = [];
  let bold = false;
  for (const [index, line] of lines.entries()) {
    const previous = lines[index - 1];
    if (previous && (bold || continues(previous, line, width))) blocks.at(-1)!.push(line);
    else blocks.push([line]);
    // Bold marks that are still open hold the next line too: a heading over several lines.
    const opened: boolean = blocks.at(-1)!.length === 1 ? line.text.startsWith('**') : bold;
    bold = opened && !line.text.slice(line.text.startsWith('**') ? 2 : 0).includes('**') && blocks.at(-1)!.length < 5;
  }
  return blocks;
}

/** The number of characters at which lines were wrapped; infinite when they were not. */
function widthOf(lines: readonly Line[]): number {
  let widest = 0;
  let runsOn = false;
  for (const { text } of lines) {
    widest = Math.max(widest, text.length);
    runsOn ||= /^\p{Ll}/u.test(text);
  }
  if (widest >= LONGEST_WRAPPED_LINE) return Number.POSITIVE_INFINITY;
  return lines.length >= COLUMN_LINES && runsOn ? widest : Math.max(widest, NARROWEST_WIDTH);
}

/** Whether a line goes on with the paragraph of the line above. */
function continues(previous: Line, line: Line, width: number): boolean {
  if (previous.text.startsWith('#') || line.text.startsWith('#') || line.text.startsWith('**') || /^\*\*[^*]+\*\*$/u.test(previous.text)) return false;
  if (isBoilerplate(previous.text) || isBoilerplate(line.text)) return false;
  if (!ENDS_OPEN.test(previous.text) && (isOwnLine(line.text) || isOwnLine(previous.text))) return false;
  const firstWord = /^\S+/u.exec(line.text)![0].length;
  const decided = previous.text.length + 1 + firstWord < width * FULL_LINE;
  if (ITEM.test(line.text) && (decided || /[.:;!?,…»)]$/u.test(previous.text))) return false;
  if (ENDS_OPEN.test(previous.text)) return true;
  if (/^\p{Ll}/u.test(line.text) && !(CLOSED.test(previous.text) && decided)) return true;
  return !decided;
}

function toBlock(text: string, lines: readonly Line[], isMetadata: boolean): Block {
  const start = lines[0]!.start;
  const end = lines.at(-1)!.end;
  const whole = text.slice(start, end);
  const { mark, depth, from, to } = markOf(whole, lines.length);
  const item = mark === 'markdown' || mark === 'bold' ? null : (ITEM.exec(whole)?.[0] ?? null);
  const inner = { start: start + from, end: start + to };
  const plain = text.slice(inner.start, inner.end).replaceAll(/\s+/gu, ' ');
  return {
    start,
    end,
    text: plain,
    inner,
    lines,
    mark,
    depth,
    item,
    closed: CLOSED.test(whole),
    boilerplate: isMetadata || isBoilerplate(plain),
    table: null,
    interruptions: [],
  };
}

function markOf(whole: string, lines: number): { mark: HeadingMark | null; depth: number; from: number; to: number } {
  const plain = { from: 0, to: whole.length };
  const hashes = lines === 1 ? /^(#{1,6})\s+(?=\S)/u.exec(whole) : null;
  if (hashes) return { mark: 'markdown', depth: hashes[1]!.length, from: hashes[0].length, to: whole.replace(/\s*#+$/u, '').length };
  // Long blocks are paragraphs whatever they begin with, and looking through them costs time.
  if (whole.length > 400) return { mark: null, depth: 0, ...plain };
  const bold = /^(?:\*\*|__)(?=\S)([^*]*\S)(?:\*\*|__)$/u.exec(whole);
  if (bold) return { mark: 'bold', depth: 0, from: 2, to: whole.length - 2 };
  if (!/\p{Ll}/u.test(whole) && (whole.match(/\p{Lu}/gu)?.length ?? 0) >= 4) return { mark: 'capitals', depth: 0, ...plain };
  if (NAMED_HEADING.test(whole)) return { mark: 'named', depth: 0, ...plain };
  const number = NUMBERED_HEADING.exec(whole);
  if (number) return { mark: 'numbered', depth: number[0].split('.').filter(Boolean).length, ...plain };
  return { mark: null, depth: 0, ...plain };
}

/**
 * Joins the halves of a sentence that a page break has cut: the first ends in the middle, the second begins with a small
 * letter, and only a footnote, a page number or a page header stands between. The whole is one block, so that a quote of it
 * is one slice.
 */
function joinCutSentences(text: string, blocks: readonly Block[]): Block[] {
  const joined: Block[] = [];
  for (let index = 0; index < blocks.length; index++) {
    const parts = [blocks[index]!];
    const interruptions: Span[] = [];
    for (let next = secondHalf(text, blocks, index); next > index; next = secondHalf(text, blocks, index)) {
      parts.push(blocks[next]!);
      for (const { start, end } of blocks.slice(index + 1, next)) interruptions.push({ start, end });
      index = next;
    }
    joined.push(parts.length === 1 ? parts[0]! : oneBlock(parts, interruptions));
  }
  return joined;
}

function oneBlock(parts: readonly Block[], interruptions: readonly Span[]): Block {
  const [first, last] = [parts[0]!, parts.at(-1)!];
  return {
    ...first,
    end: last.end,
    inner: { start: first.inner.start, end: last.inner.end },
    text: parts.map(({ text }) => text).join(' '),
    lines: parts.flatMap(({ lines }) => lines),
    closed: last.closed,
    interruptions,
  };
}

/** The block that goes on with the sentence in which a block ends; −1 when it ends with its sentence. */
function secondHalf(text: string, blocks: readonly Block[], index: number): number {
  const block = blocks[index]!;
  const running = block.table === null && block.mark !== 'markdown' && block.mark !== 'bold' && !block.boilerplate;
  const unfinished = running && !block.closed && block.text.length >= SHORTEST_HALF && UNFINISHED.test(block.text);
  if (!unfinished) return -1;
  for (let next = index + 1; next < blocks.length && next <= index + 1 + MOST_INTERRUPTIONS; next++) {
    const candidate = blocks[next]!;
    if (candidate.start - block.end > LONGEST_INTERRUPTION) return -1;
    if (candidate.table !== null || candidate.mark === 'markdown') return -1;
    if (candidate.item === null && !candidate.boilerplate && /^\p{Ll}/u.test(candidate.text)) return next;
    if (!candidate.boilerplate && !FOOTNOTE.test(candidate.text)) return -1;
  }
  return -1;
}
