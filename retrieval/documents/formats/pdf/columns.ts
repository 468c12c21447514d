import type { Segment } from './segments.js';

/** A stretch of the page that is read from top to bottom. */
export interface Region {
  readonly segments: readonly Segment[];
}

/** Lines that each column of a pair has at least, beside each other. */
const FEWEST_LINES = 4;

/** Columns of running text fill their width with lines; cells of a table do not. As shares of the column's width, and in characters. */
const FILLED = 0.55;
const FEWEST_CHARACTERS = 12;

/** Lines across both columns (titles, wide tables), as a share of all. */
const MOST_ACROSS = 0.35;

/** White between columns: at least this many times the size of the letters, where word spaces have a third. */
const NARROWEST_GUTTER = 0.9;

/** Columns inside columns; a page with more is no text. */
const DEEPEST = 4;

/**
 * The order of reading: a page (or a part of it) with a white gutter between two columns of text is read left column first, between
 * the lines that go across both. Columns of three and more are found by looking again inside each.
 */
export function regionsOf(segments: readonly Segment[], depth = 0): Region[] {
  const gutter = depth < DEEPEST ? gutterOf(segments) : null;
  if (gutter === null) return segments.length > 0 ? [{ segments }] : [];
  const regions: Region[] = [];
  for (const { columns, segments: inside } of stretchesOf(segments, gutter)) {
    if (!columns) regions.push({ segments: inside });
    else
      for (const side of [inside.filter(({ right }) => right <= gutter), inside.filter(({ right }) => right > gutter)])
        regions.push(...regionsOf(side, depth + 1));
  }
  return regions;
}

/** A stretch of the page from its left to its right edge: two columns of text, or lines that are read across. */
interface Stretch {
  readonly columns: boolean;
  readonly segments: Segment[];
}

/** White above a row, in heights of its letters, that sets it apart from the rows above it in both columns. */
const STRETCH_GAP = 1.9;

/** A page with a gutter, from top to bottom: a table or a title under the columns is no part of them though no letter of it lies in the gutter. */
function stretchesOf(segments: readonly Segment[], gutter: number): Stretch[] {
  const bands: { kind: 'across' | 'columns' | 'rows' | 'one side'; segments: Segment[] }[] = [];
  let band: Segment[] = [];
  let bottom = Number.NEGATIVE_INFINITY;
  const close = (): void => {
    if (band.length > 0) bands.push({ kind: kindOf(band, gutter), segments: band });
    band = [];
  };
  for (const row of rowsOf(segments)) {
    const crossing = row.some((segment) => segment.left < gutter && segment.right > gutter);
    const baseline = baselineOf(row);
    if (crossing || baseline - bottom > STRETCH_GAP * Math.max(...row.map(({ size }) => size))) close();
    band.push(...row);
    if (crossing) {
      bands.push({ kind: 'across', segments: band });
      band = [];
    }
    bottom = baseline;
  }
  close();
  // From the first band of columns to the last one before anything across, what stands on one side belongs to its column.
  const stretches: Stretch[] = [];
  let waiting: Segment[] = [];
  for (const { kind, segments: inside } of bands) {
    const open = stretches.at(-1);
    if (kind === 'one side' && open?.columns) waiting.push(...inside);
    else if (kind === 'columns' && open?.columns) {
      open.segments.push(...waiting, ...inside);
      waiting = [];
    } else {
      if (waiting.length > 0) addWaiting(stretches, waiting, gutter);
      waiting = [];
      const last = stretches.at(-1);
      if (kind !== 'columns' && last && !last.columns) last.segments.push(...inside);
      else stretches.push({ columns: kind === 'columns', segments: [...inside] });
    }
  }
  if (waiting.length > 0) addWaiting(stretches, waiting, gutter);
  return stretches;
}

/** What stands on one side under the last columns: on the right it ends the right column, on the left it may be a title of what comes. */
function addWaiting(stretches: Stretch[], waiting: readonly Segment[], gutter: number): void {
  const right = waiting.filter((segment) => segment.left >= gutter);
  const left = waiting.filter((segment) => segment.left < gutter);
  stretches.at(-1)!.segments.push(...right);
  if (left.length > 0) stretches.push({ columns: false, segments: left });
}

function kindOf(band: readonly Segment[], gutter: number): 'columns' | 'rows' | 'one side' {
  const before = band.filter(({ right }) => right <= gutter);
  const behind = band.filter(({ left }) => left >= gutter);
  if (before.length === 0 || behind.length === 0) return 'one side';
  return isText(before) && isText(behind) ? 'columns' : 'rows';
}

/** Running text has some letters on a line, cells have a word or a figure. */
function isText(segments: readonly Segment[]): boolean {
  const rows = rowsOf(segments);
  return median(rows.map((row) => row.reduce((sum, { text }) => sum + text.length, 0))) >= FEWEST_CHARACTERS * 2;
}

/** Where the gutter between two columns of text is (points from the left); `null` when the lines are one column, or a table. */
function gutterOf(segments: readonly Segment[]): number | null {
  if (segments.length < 2 * FEWEST_LINES) return null;
  const left = Math.min(...segments.map((segment) => segment.left));
  const right = Math.max(...segments.map((segment) => segment.right));
  const size = median(segments.map((segment) => segment.size));
  const width = right - left;
  let best: { at: number; across: number; gap: number } | null = null;
  // Gutters lie where segments begin: a point left of each beginning is tried.
  const tried = new Set(segments.map((segment) => Math.round(segment.left) - 1).filter((at) => at > left + width * 0.15 && at < right - width * 0.15));
  for (const at of tried) {
    const across = segments.filter((segment) => segment.left < at && segment.right > at).length;
    if (across > MOST_ACROSS * segments.length) continue;
    const before = segments.filter((segment) => segment.right <= at);
    const behind = segments.filter((segment) => segment.left >= at);
    if (before.length < FEWEST_LINES || behind.length < FEWEST_LINES) continue;
    const gap =
      Math.min(...behind.map((segment) => segment.left)) -
      quantile(
        before.map((segment) => segment.right),
        0.98,
      );
    if (gap < NARROWEST_GUTTER * size) continue;
    if (!isColumn(before) || !isColumn(behind) || !areBeside(before, behind)) continue;
    if (!best || across < best.across || (across === best.across && gap > best.gap)) best = { at, across, gap };
  }
  return best?.at ?? null;
}

function isColumn(segments: readonly Segment[]): boolean {
  const left = Math.min(...segments.map((segment) => segment.left));
  const right = Math.max(...segments.map((segment) => segment.right));
  // Several pieces may make a line: what counts is how much of the width a typical line fills.
  const filled = median(rowsOf(segments).map((row) => row.reduce((sum, segment) => sum + segment.right - segment.left, 0)));
  return filled >= FILLED * (right - left) && median(segments.map(({ text }) => text.length)) >= FEWEST_CHARACTERS;
}

/** The two stand side by side for much of the height of the shorter. */
function areBeside(one: readonly Segment[], other: readonly Segment[]): boolean {
  const [top, bottom] = extent(one);
  const [otherTop, otherBottom] = extent(other);
  const shared = Math.min(bottom, otherBottom) - Math.max(top, otherTop);
  return shared >= 0.4 * Math.min(bottom - top, otherBottom - otherTop);
}

/** Segments on one line each, from top to bottom, each line from left to right. */
export function rowsOf(segments: readonly Segment[]): Segment[][] {
  const rows: Segment[][] = [];
  for (const segment of segments.toSorted((a, b) => a.baseline - b.baseline || a.left - b.left)) {
    const row = rows.at(-1);
    if (row && Math.abs(segment.baseline - baselineOf(row)) < 0.45 * Math.max(segment.size, row[0]!.size)) row.push(segment);
    else rows.push([segment]);
  }
  return rows.map((row) => row.sort((a, b) => a.left - b.left));
}

/** A row stands where most of its text does: a footnote mark before it does not lift it. */
export function baselineOf(row: readonly Segment[]): number {
  return row.reduce((longest, segment) => (segment.text.length > longest.text.length ? segment : longest)).baseline;
}

function extent(segments: readonly Segment[]): [number, number] {
  const baselines = segments.map(({ baseline }) => baseline);
  return [Math.min(...baselines), Math.max(...baselines)];
}

/** 0 for no value. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) return 0;
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}
