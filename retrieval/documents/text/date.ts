import { MONTHS } from '../../calendar.js';
import { linesOf } from './lines.js';

/** A date stands at the head of a document: within this many lines. */
const HEAD_LINES = 15;

/** What may stand around a date that is alone on its line: how it is said, a place before it, an hour after it. */
const AROUND =
  /^(?:(?:[Pp]ublié|[Mm]is en ligne|[Pp]aru|[Dd]ate|[Pp]ublished|[Pp]osted)(?:\s+(?:le|on))?\s*:?\s*)?(?:\p{Lu}[\p{L}\-’']+(?: (?:sur|les?|la|en|du|de|\p{Lu})[\p{L}\-’']*){0,4},\s*)?(?:[Ll]e\s+)?(?:(?:[Ll]undi|[Mm]ardi|[Mm]ercredi|[Jj]eudi|[Vv]endredi|[Ss]amedi|[Dd]imanche|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday),?\s+)?(?<date>\d[^,]*?|\p{L}+\.? \d[^,]*?(?:,\s*\d{4})?)(?:,?\s*(?:à|at)\s*\d{1,2}\s*[h:]\s*\d{0,2})?$/u;

/**
 * The document's date, when it is certain: one whole date, alone on a line at the head of the text.
 * Two different dates there leave it uncertain.
 * @returns an ISO date, or `null`.
 */
export function findDate(text: string): string | null {
  const dates = new Set<string>();
  // The head ends at the first line long enough to be a paragraph of the text.
  for (const { text: line } of linesOf(text.slice(0, 5_000)).slice(0, HEAD_LINES)) {
    if (line.length > 200) break;
    const date = line.length <= 80 ? readDate(AROUND.exec(line.replaceAll(/[*_#]|\s+/gu, ' ').trim())?.groups?.['date'] ?? '') : null;
    if (date !== null) dates.add(date);
  }
  return dates.size === 1 ? [...dates][0]! : null;
}

/** A date at the start of a file's name: `2024-03-21_circulaire.txt`. */
export function dateInName(name: string): string | null {
  const found = /^(\d{4})[-_.]?(\d{2})[-_.]?(\d{2})(?!\d)/u.exec(name);
  if (!found) return null;
  const date = `${found[1]!}-${found[2]!}-${found[3]!}`;
  return isIsoDate(date) && found[1]! >= '1900' && found[1]! <= '2099' ? date : null;
}

/** A whole date as people write it → ISO. Figures alone are taken only when day and month cannot be exchanged. */
export function readDate(written: string): string | null {
  const plain = written.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(plain);
  if (iso) return checked(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const dayFirst = /^(\d{1,2})(?:er|st|nd|rd|th)?\s+([a-z]+)\.?,?\s+(\d{4})$/u.exec(plain);
  if (dayFirst) return checked(Number(dayFirst[3]), MONTHS.get(dayFirst[2]!) ?? 0, Number(dayFirst[1]));
  const monthFirst = /^([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/u.exec(plain);
  if (monthFirst) return checked(Number(monthFirst[3]), MONTHS.get(monthFirst[1]!) ?? 0, Number(monthFirst[2]));
  const figures = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/u.exec(plain);
  if (figures) {
    const [first, second, year] = [Number(figures[1]), Number(figures[2]), Number(figures[3])];
    if (first > 12 || first === second) return checked(year, second, first);
    if (second > 12) return checked(year, first, second);
  }
  return null;
}

/** True for 2025, 2025-05 and 2025-05-20 when the calendar has them. */
export function isIsoDate(date: string): boolean {
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/u.exec(date);
  if (!parts) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2] ?? '1'), Number(parts[3] ?? '1')];
  const found = new Date(Date.UTC(2000, 0, 1));
  found.setUTCFullYear(year, month - 1, day);
  return found.getUTCFullYear() === year && found.getUTCMonth() === month - 1 && found.getUTCDate() === day;
}

function checked(year: number, month: number, day: number): string | null {
  const date = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isIsoDate(date) ? date : null;
}
