/** A piece of a line that the page sets in one go. Places in points, from the page's upper left corner. */
export interface Segment {
  text: string;
  left: number;
  right: number;
  readonly baseline: number;
  readonly size: number;
}

/** What pdfjs says of a run of text; `transform` is already turned to the page as it is shown. */
export interface TextRun {
  readonly text: string;
  readonly transform: readonly number[];
  /** Points, along the writing. */
  readonly width: number;
  readonly height: number;
}

/** Gaps, as shares of the font's size: under the first nothing stands between two runs, over the second they are apart (columns, cells). Word spaces have 0.2 to 0.35; justified ones up to 1. */
export const SMALLEST_SPACE = 0.13;
export const WIDEST_SPACE = 1.3;

/** Runs whose baselines differ by less than this share of the size are on one line: footnote marks and indices stand 0.3 higher. */
const SAME_LINE = 0.45;

/** Joins the runs of a page to segments, in the order in which the page holds them. Upright text only: see `turned`. */
export function segmentsOf(runs: readonly TextRun[]): Segment[] {
  const segments: Segment[] = [];
  let open: Segment | null = null;
  let spaced = false;
  for (const { text, transform, width, height } of runs) {
    if (turned(transform)) continue;
    if (text.trim() === '') {
      spaced ||= text !== '';
      continue;
    }
    const size = height > 0 ? height : Math.hypot(transform[2]!, transform[3]!) || 1;
    const left = transform[4]!;
    const baseline = transform[5]!;
    const clean = text.trimStart();
    const gap = open ? left - open.right : 0;
    const close =
      open !== null &&
      Math.abs(baseline - open.baseline) < SAME_LINE * Math.max(size, open.size) &&
      gap < WIDEST_SPACE * Math.max(size, open.size) &&
      gap > -0.5 * open.size;
    if (close) {
      const space: boolean = spaced || clean !== text || /\s$/u.test(open!.text) || gap > SMALLEST_SPACE * Math.min(size, open!.size);
      const raised = isRaised(clean, size, baseline, open!);
      open!.text = open!.text.trimEnd() + (space && !raised ? ' ' : '') + (raised ? superscript(clean) : clean);
      open!.right = Math.max(open!.right, left + width);
    } else {
      open = { text: clean, left, right: left + width, baseline, size };
      segments.push(open);
    }
    spaced = false;
  }
  for (const segment of segments) segment.text = segment.text.trimEnd();
  return segments;
}

/** Marks of footnotes are smaller figures above the line: written as such, or 2017 with a mark would be 20171. */
function isRaised(text: string, size: number, baseline: number, before: Segment): boolean {
  return /^\d{1,3}$/u.test(text.trim()) && size < 0.8 * before.size && before.baseline - baseline > 0.15 * before.size;
}

function superscript(figures: string): string {
  return figures.trim().replaceAll(/\d/gu, (figure) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.charAt(Number(figure)));
}

/** Text that does not run from left to right on the page as it is shown: along a margin, a stamp. */
export function turned(transform: readonly number[]): boolean {
  return Math.abs(transform[1]!) > Math.abs(transform[0]!) * 0.1 || transform[0]! < 0;
}
