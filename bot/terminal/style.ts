/** How a piece of text is set off: with the terminal's own means, or plainly. */
export interface Style {
  strong(text: string): string;
  soft(text: string): string;
  good(text: string): string;
  warning(text: string): string;
  /** The sentence that answers. */
  answer(text: string): string;
  /** The figure, date or name asked for, inside that sentence. */
  focus(text: string): string;
  /** Text that leads to an address. */
  link(text: string, address: string): string;
}

/** What of a stream and its surroundings decides on the style. */
export interface StyleHints {
  readonly isTerminal: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Colours only on a terminal that shows them and not with NO_COLOR set (no-color.org); links only on a terminal. */
export function styleFor({ isTerminal, env }: StyleHints): Style {
  const isCapable = isTerminal && env['TERM'] !== 'dumb';
  const link = isCapable ? osc8 : (text: string) => text;
  return isCapable && (env['NO_COLOR'] ?? '') === '' ? { ...coloured, link } : { ...plain, link };
}

// Without colours the answering sentence is still told apart, as people do in plain text.
const same = (text: string) => text;
const plain = { strong: same, soft: same, good: same, warning: same, answer: (text: string) => `**${text}**`, focus: same };

// One sequence for each attribute (ECMA-48, SGR), since wrapping closes and opens them again one by one at each line's end.
const sgr = (open: number, close: number) => (text: string) => `\u001B[${open}m${text}\u001B[${close}m`;
const bold = sgr(1, 22);
const green = sgr(32, 39);
const coloured = { strong: bold, soft: sgr(2, 22), good: green, warning: sgr(33, 39), answer: (text: string) => green(bold(text)), focus: sgr(4, 24) };

/**
 * A hyperlink as terminals take it (OSC 8, ended by BEL: the form that wrap-ansi keeps whole). The address is the file alone: several desktops refuse `file:` addresses with a
 * line after `#`, and terminals inside editors find the line in the text `file:12` themselves.
 */
function osc8(text: string, address: string): string {
  return `\u001B]8;;${address}\u0007${text}\u001B]8;;\u0007`;
}

/**
 * A document's text made safe for a terminal: control signs (which could move the cursor, change colours or set the title) and
 * the signs that turn the direction of writing become U+FFFD; line ends stay, tabs become spaces. The length stays the same.
 */
export function printable(text: string): string {
  return text.replace(/\t/gu, ' ').replace(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/gu, (sign) => (sign === '\r' ? ' ' : '\uFFFD'));
}
