import type { Span } from '../../../span.js';
import type { ReadResult } from '../../file/reader.js';
import type { Table } from '../../text/structure.js';
import type { PageLine, PageLines } from './page-lines.js';
import { runningHeads } from './running-heads.js';

/**
 * Pages → one text: a line a line of the page, a blank line between paragraphs. Hyphens at line ends stay (search joins them).
 * Running heads stand where they cut no sentence: at the end of their page, or at its start when its last sentence goes on overleaf.
 */
export function paginatedText(
  pages: readonly PageLines[],
): Pick<ReadResult, 'text' | 'pages' | 'uncertain'> & { readonly structure: NonNullable<ReadResult['structure']> } {
  const heads = runningHeads(pages);
  const parts: string[] = [];
  const starts: number[] = [];
  const asides: Span[] = [];
  const uncertain: Span[] = [];
  const rows: Row[] = [];
  let length = 0;
  let above: PageLine | null = null;
  const write = (text: string): void => {
    parts.push(text);
    length += text.length;
  };
  const writeLine = (line: PageLine): void => {
    uncertain.push(...line.uncertain.map(({ start, end }) => ({ start: length + start, end: length + end })));
    write(line.text);
  };
  const writeAsides = (lines: readonly PageLine[]): void => {
    for (const line of lines) {
      const start = length;
      writeLine(line);
      asides.push({ start, end: length });
      write('\n\n');
    }
  };
  for (const [page, { lines }] of pages.entries()) {
    const body = lines.filter((line) => !heads.has(line));
    const apart = lines.filter((line) => heads.has(line));
    const next = pages
      .slice(page + 1)
      .flatMap((other) => other.lines)
      .find((line) => !heads.has(line));
    const comesOver = above !== null && body[0] !== undefined && goesOn(above, body[0]);
    const goesOver = body.length > 0 && next !== undefined && goesOn(body.at(-1)!, next);
    // The break before the page's first character belongs to the page before.
    if (above !== null && !parts.at(-1)!.endsWith('\n\n')) write(comesOver ? '\n' : '\n\n');
    starts.push(length);
    // Between two paragraphs of the page when both its ends are in the middle of a sentence.
    const middle = comesOver && goesOver ? body.findIndex((line, at) => at > 0 && line.opens) : -1;
    const at = !goesOver ? body.length : !comesOver ? 0 : middle > 0 ? middle : body.length;
    for (const [index, line] of body.entries()) {
      if (index === at) {
        if (index > 0) write('\n\n');
        writeAsides(apart);
      } else if (index > 0) write(line.opens && !goesOn(body[index - 1]!, line) ? '\n\n' : '\n');
      const start = length;
      writeLine(line);
      if (line.text.includes('\t')) rows.push({ start, end: length, after: body[index - 1] ?? null, line });
    }
    if (at === body.length && apart.length > 0) {
      if (body.length > 0) write('\n\n');
      writeAsides(apart);
    }
    above = body.at(-1) ?? above;
  }
  if (length > 0 && !parts.at(-1)!.endsWith('\n')) write('\n');
  return { text: parts.join(''), pages: starts, uncertain, structure: { headings: null, tables: tablesOf(rows), asides, unwrapped: false } };
}

/** A line of cells, and the line right before it on its page. */
interface Row extends Span {
  readonly after: PageLine | null;
  readonly line: PageLine;
}

/** Lines of cells one after the other, this many and more, are a table under its first line; one alone may be a list with its numbers set apart. */
const FEWEST_ROWS = 3;

function tablesOf(rows: readonly Row[]): Table[] {
  const runs: Row[][] = [];
  for (const row of rows) {
    const run = runs.at(-1);
    if (run && run.at(-1)!.line === row.after) run.push(row);
    else runs.push([row]);
  }
  return runs
    .filter((run) => run.length >= FEWEST_ROWS)
    .map((run) => ({ start: run[0]!.start, end: run.at(-1)!.end, header: { start: run[0]!.start, end: run[0]!.end } }));
}

/** Whether a sentence goes on from a line to the next one, over a page, a column or a figure. */
function goesOn(above: PageLine, line: PageLine): boolean {
  return (
    /[\p{L}\p{N},;’'\-–)]$/u.test(above.text) && /^\p{Ll}/u.test(line.text) && above.text.length >= 20 && Math.abs(above.size - line.size) <= 0.12 * above.size
  );
}
