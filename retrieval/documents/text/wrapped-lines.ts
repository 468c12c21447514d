import { CLOSED, ITEM } from './block-marks.js';
import { isBoilerplate } from './boilerplate.js';
import { isOwnLine } from './front-detail.js';
import type { Line } from './lines.js';

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

/** A line never ends a block after one of these, or after a comma: something must follow. */
const ENDS_OPEN =
  /(?:,|(?<![\p{L}\p{N}])(?:de|du|des|d['’]|le|la|les|l['’]|un|une|et|ou|à|au|aux|en|par|pour|sur|dans|avec|que|qui|dont|ce|ces|cette|son|sa|ses|leurs?|n°|M\.|Mme|the|of|and|or|a|an|to|in|for|with|by|on|at|from|that))$/u;

/** Lines without a blank line between them → paragraphs: a line wrapped by hand or by a scanner goes on with the one above. */
export function paragraphsOf(lines: readonly Line[]): Line[][] {
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
