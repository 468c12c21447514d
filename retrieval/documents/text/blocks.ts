import type { Span } from '../../span.js';
import type { Block } from './block.js';
import { CLOSED, ITEM, markOf } from './block-marks.js';
import { isBoilerplate } from './boilerplate.js';
import { joinCutSentences } from './cut-sentences.js';
import { linesOf, type Line } from './lines.js';
import type { Structure, Table } from './structure.js';
import { paragraphsOf } from './wrapped-lines.js';

/** The blocks of a text, in order; together they hold every character that is not white space. What the format says of its structure is kept to. */
export function blocksOf(text: string, structure?: Structure): Block[] {
  const partOf = structure ? partsOf(structure) : () => null;
  const matter = frontMatterEnd(text);
  const blocks = groupsOf(linesOf(text), partOf).flatMap(({ lines, part }) => {
    if (part) return [markedBlock(text, lines, part)];
    const paragraphs = structure?.unwrapped ? lines.map((line) => [line]) : paragraphsOf(lines);
    const found = paragraphs.map((each) => toBlock(text, each, each[0]!.start < matter));
    // Where the format marks its headings, a "#" is a sign like any other.
    return structure?.headings ? found.map((block) => (block.mark === 'markdown' ? { ...block, mark: null, depth: 0 } : block)) : found;
  });
  return joinCutSentences(blocks);
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
