import { escapeHtml as escapeSigns } from '../../html.js';

/** Text made safe for HTML and SVG, in an element or in a quoted attribute. Control signs, which no page may hold, become U+FFFD. */
export function escapeHtml(text: string): string {
  return escapeSigns(text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/gu, '\uFFFD'));
}

/** A stretch to show in a class of its own. Offsets count from the text's start, end exclusive. */
export interface Marked {
  readonly start: number;
  readonly end: number;
  readonly className: string;
}

/** The text escaped, each marked stretch in a `<mark>`; where stretches overlap, the mark bears the classes of all. Parts outside the text are left out. */
export function markText(text: string, marks: readonly Marked[]): string {
  const inside = marks
    .map(({ start, end, className }) => ({ className, start: Math.max(0, start), end: Math.min(text.length, end) }))
    .filter(({ start, end }) => start < end);
  const edges = [...new Set([0, text.length, ...inside.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  return edges
    .slice(1)
    .map((end, index) => {
      const start = edges[index]!;
      const classes = inside.filter((mark) => mark.start <= start && mark.end >= end).map((mark) => mark.className);
      const part = escapeHtml(text.slice(start, end));
      return classes.length === 0 ? part : `<mark class="${[...new Set(classes)].join(' ')}">${part}</mark>`;
    })
    .join('');
}
