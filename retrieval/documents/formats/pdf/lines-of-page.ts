import { baselineOf, median, regionsOf, rowsOf, type Region } from './columns.js';
import type { PageLine, PageLines } from './page-lines.js';
import { SMALLEST_SPACE, WIDEST_SPACE, type Segment } from './segments.js';

/** A gap between lines over this many times the usual one begins a paragraph. */
const PARAGRAPH_GAP = 1.3;

/** Letters differing in size by more than this share belong to different paragraphs (a heading and its text). */
const SIZE_CHANGE = 0.12;

/** An indent, in sizes of the letters; and how much of the width a line leaves white to be the last of its paragraph. */
const INDENT = 0.8;
const SHORT_LINE = 0.15;

/** Lines per page over which a page is no text but noise (a drawing of letters). */
const MOST_SEGMENTS = 20_000;

/** The lines of a page in reading order, with the paragraphs that its white space makes. */
export function linesOfPage(segments: readonly Segment[], height: number): PageLines {
  const kept = segments.length > MOST_SEGMENTS ? segments.slice(0, MOST_SEGMENTS) : segments;
  return { height, lines: regionsOf(kept).flatMap(linesOfRegion) };
}

function linesOfRegion({ segments }: Region): PageLine[] {
  const rows = rowsOf(segments);
  const lines = rows.map((row) => ({
    text: rowText(row),
    left: row[0]!.left,
    right: Math.max(...row.map(({ right }) => right)),
    baseline: baselineOf(row),
    size: median(row.map(({ size }) => size)),
  }));
  const left = Math.min(...lines.map((line) => line.left));
  const right = Math.max(...lines.map((line) => line.right));
  const leading = usualLeading(lines);
  return lines.map((line, at) => {
    const above = lines[at - 1];
    return { ...line, opens: !above || opensParagraph(above, line, left, right, leading), uncertain: [] };
  });
}

type Placed = Omit<PageLine, 'opens' | 'uncertain'>;

function opensParagraph(above: Placed, line: Placed, left: number, right: number, leading: number): boolean {
  const size = Math.max(line.size, above.size);
  if (line.baseline - above.baseline > PARAGRAPH_GAP * leading + 0.5) return true;
  if (Math.abs(line.size - above.size) > SIZE_CHANGE * size) return true;
  const closed = /[.!?…:;»”"]$/u.test(above.text);
  const indented = line.left > left + INDENT * line.size && above.left <= left + INDENT * line.size;
  if (indented && closed) return true;
  return closed && above.right < right - SHORT_LINE * (right - left) && /^[^\p{Ll}]/u.test(line.text);
}

/** The distance between lines that most of them have: the middle one of those that are no wider than twice the letters. */
function usualLeading(lines: readonly Placed[]): number {
  const gaps: number[] = [];
  for (const [at, line] of lines.entries()) {
    const gap = at === 0 ? 0 : line.baseline - lines[at - 1]!.baseline;
    if (gap > 0 && gap < 2.2 * line.size) gaps.push(gap);
  }
  return gaps.length > 0 ? median(gaps) : 1.5 * median(lines.map(({ size }) => size));
}

/** Pieces of one line: a tab stands between cells. */
function rowText(row: readonly Segment[]): string {
  let text = row[0]!.text;
  for (const [at, segment] of row.slice(1).entries()) {
    const gap = segment.left - row[at]!.right;
    const size = Math.max(segment.size, row[at]!.size);
    text += (gap > WIDEST_SPACE * size ? '\t' : gap > SMALLEST_SPACE * size ? ' ' : '') + segment.text;
  }
  return text;
}
