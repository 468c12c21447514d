import type { Span } from '../../span.js';

/** A line that is not blank: its text without the white space around it. */
export interface Line extends Span {
  readonly text: string;
  /** True when a blank line (or a page end, or the start of the text) is right above. */
  readonly afterBlank: boolean;
}

/** Every character that ends a line, page ends included; `\r\n` is one end. */
const LINE_END = /\r\n|[\n\r\u2028\u2029\u0085\v\f]/gu;

/** The lines of a text that are not blank, in order. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let afterBlank = true;
  let from = 0;
  const add = (to: number): void => {
    const whole = text.slice(from, to);
    const trimmed = whole.trim();
    if (trimmed === '') {
      afterBlank = true;
      return;
    }
    const start = from + whole.length - whole.trimStart().length;
    lines.push({ start, end: start + trimmed.length, text: trimmed, afterBlank });
    afterBlank = false;
  };
  for (const found of text.matchAll(LINE_END)) {
    add(found.index);
    if (found[0] === '\f') afterBlank = true;
    from = found.index + found[0].length;
  }
  add(text.length);
  return lines;
}
