import type { Chronology, ChronologyEntry } from './chronology.js';

const COLUMNS = [
  'start',
  'end',
  'precision',
  'year',
  'resolved_from',
  'written',
  'sentence',
  'title',
  'file',
  'first_line',
  'last_line',
  'page',
  'note',
] as const;

/**
 * A chronology as CSV (RFC 4180: commas, CRLF, quotes doubled), dates without a year last. A cell that a spreadsheet would take for a formula
 * (= + - @, tab or line end first) gets an apostrophe before it, as OWASP's "CSV Injection" advises: only quotes, titles and
 * file names can begin so.
 * @param byteOrderMark spreadsheets read UTF-8 only behind one; other programs may not want it.
 */
export function chronologyCsv({ dated, undated }: Chronology, byteOrderMark = true): string {
  const rows = [...dated, ...undated].map(row);
  return (byteOrderMark ? '\uFEFF' : '') + [COLUMNS, ...rows].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}

function row({ start, end, precision, origin, resolvedFrom, written, citation, weekdayDiffers, ambiguous }: ChronologyEntry): string[] {
  const { quote, title, file, lines, page } = citation;
  const notes = [...(weekdayDiffers ? ['weekday does not fit the date'] : []), ...(ambiguous ? ['day first assumed'] : [])];
  return [
    // --03-21 would be safe, but a spreadsheet cannot sort it: the day and month stand in `written`.
    origin === 'open' ? '' : start,
    origin === 'open' ? '' : (end ?? ''),
    precision,
    origin,
    resolvedFrom ?? '',
    written.text.replace(/\s+/gu, ' '),
    quote.replace(/\s+/gu, ' '),
    title,
    file,
    String(lines[0]),
    String(lines[1]),
    page === null ? '' : String(page),
    notes.join('; '),
  ];
}

function cell(text: string): string {
  const safe = /^[=+\-@\t\r\n]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
