import { createHash } from 'node:crypto';
import { epochDay } from './date-forms.js';
import type { Chronology, ChronologyEntry } from './chronology.js';

/** Longest line in octets, its end not counted (RFC 5545, 3.1). */
const LONGEST_LINE = 75;

/**
 * A chronology as an iCalendar file (RFC 5545): an all-day event a date, whole months and years as events of that length, free time. Dates whose
 * year is open are left out: a calendar has no place for them. The same chronology gives the same bytes.
 * @param name shown by calendar programs.
 */
export function chronologyIcs({ dated }: Chronology, name: string): string {
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//dossier-bot//chronology//FR', 'CALSCALE:GREGORIAN', `X-WR-CALNAME:${escaped(name)}`];
  const seen = new Map<string, number>();
  for (const entry of dated) {
    const key = uid(entry);
    const times = seen.get(key) ?? 0;
    seen.set(key, times + 1);
    // A date written twice in one sentence is two events.
    lines.push(...event(entry, times === 0 ? key : `${key}-${times}`));
  }
  lines.push('END:VCALENDAR');
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** What an event is known by: the date, the file and the sentence, so that an export made later brings a calendar up to date. */
function uid({ start, end, citation }: ChronologyEntry): string {
  return createHash('sha256')
    .update(JSON.stringify([start, end, citation.file, citation.quote]))
    .digest('hex')
    .slice(0, 32);
}

function event(entry: ChronologyEntry, key: string): string[] {
  const { citation, written, resolvedFrom, weekdayDiffers, ambiguous } = entry;
  const first = days(entry.start)[0];
  const after = days(entry.end ?? entry.start)[1];
  const lines = citation.lines[0] === citation.lines[1] ? `l. ${citation.lines[0]}` : `l. ${citation.lines[0]}-${citation.lines[1]}`;
  const notes = [
    citation.quote.replace(/\s+/gu, ' '),
    `${citation.title} (${citation.file}, ${citation.page === null ? lines : `p. ${citation.page}`})`,
    ...(resolvedFrom === null ? [] : [`« ${written.text.replace(/\s+/gu, ' ')} » + ${resolvedFrom}`]),
    ...(weekdayDiffers || ambiguous ? [`? « ${written.text} »`] : []),
  ];
  return [
    'BEGIN:VEVENT',
    `UID:${key}@dossier-bot`,
    // RFC 5545 wants a moment of making; a fixed one keeps exports the same, byte for byte.
    `DTSTAMP:${first}T000000Z`,
    `DTSTART;VALUE=DATE:${first}`,
    `DTEND;VALUE=DATE:${after}`,
    `SUMMARY:${escaped(shortened(citation.quote.replace(/\s+/gu, ' '), 120))}`,
    `DESCRIPTION:${escaped(notes.join('\n\n'))}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

/** The first day of an ISO date and the day after its last one, as 20250520: DTEND is not part of the event. */
function days(iso: string): readonly [string, string] {
  const [year, month, day] = iso.split('-').map(Number) as [number, number | undefined, number | undefined];
  const basic = (epoch: number): string => new Date(epoch * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
  const after = day !== undefined ? epochDay(year, month!, day + 1) : month !== undefined ? epochDay(year, month + 1, 1) : epochDay(year + 1, 1, 1);
  return [basic(epochDay(year, month ?? 1, day ?? 1)), basic(after)];
}

function escaped(text: string): string {
  // Control characters are not allowed in TEXT at all (3.3.11).
  return text
    .replace(/[\u0000-\u0008\u000B-\u001F\u007F]/gu, ' ')
    .replace(/[\\;,]/gu, '\\$&')
    .replaceAll('\n', '\\n');
}

function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), most - 30)).replace(/[\uD800-\uDBFF]$/u, '')}…`;
}

/** Cuts a line into pieces of 75 octets, each further one behind a space; never inside a character. */
function folded(line: string): string {
  const pieces: string[] = [];
  let from = 0;
  let octets = 0;
  for (let at = 0; at < line.length;) {
    const code = line.codePointAt(at)!;
    const size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (octets + size > LONGEST_LINE) {
      pieces.push(line.slice(from, at));
      [from, octets] = [at, 1];
    }
    octets += size;
    at += size === 4 ? 2 : 1;
  }
  return [...pieces, line.slice(from)].join('\r\n ');
}
