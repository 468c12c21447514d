import { z } from 'zod';
import { UserError } from '../../errors.js';
import { chronology, type ChronologyEntry } from '../../evidence/chronology/chronology.js';
import type { EvidenceDocument } from '../../evidence/evidence-document.js';

/** A date written down by hand. */
const goldSchema = z.strictObject({
  file: z.string(),
  /** As it stands in the text, white space collapsed. */
  written: z.string(),
  start: z.string(),
  end: z.string().nullable(),
  origin: z.enum(['stated', 'resolved', 'open']),
});
export type GoldDate = z.infer<typeof goldSchema>;

/** Dates found against those written down by hand. */
export interface DateScores {
  readonly gold: number;
  readonly found: number;
  readonly right: number;
  /** Right of gold, and right of found; 1 when there are none. */
  readonly recall: number;
  readonly precision: number;
  readonly missed: readonly GoldDate[];
  readonly wrong: readonly GoldDate[];
}

/** A date is right when file, wording, beginning, end and origin of the year all are. */
export function scoreDates(documents: readonly EvidenceDocument[], gold: readonly GoldDate[]): DateScores {
  const { dated, undated } = chronology(documents);
  const found = [...dated, ...undated].map(goldOf);
  const keyOf = (date: GoldDate): string => JSON.stringify([date.file, date.written, date.start, date.end, date.origin]);
  const left = new Map<string, number>();
  for (const date of found) left.set(keyOf(date), (left.get(keyOf(date)) ?? 0) + 1);
  const missed = gold.filter((date) => {
    const times = left.get(keyOf(date)) ?? 0;
    left.set(keyOf(date), times - 1);
    return times < 1;
  });
  const wrong = found.filter((date) => {
    const times = left.get(keyOf(date))!;
    left.set(keyOf(date), times - 1);
    return times > 0;
  });
  const right = gold.length - missed.length;
  return {
    gold: gold.length,
    found: found.length,
    right,
    recall: gold.length === 0 ? 1 : right / gold.length,
    precision: found.length === 0 ? 1 : right / found.length,
    missed,
    wrong,
  };
}

function goldOf({ citation, written, start, end, origin }: ChronologyEntry): GoldDate {
  return { file: citation.file, written: written.text.replace(/\s+/gu, ' '), start, end, origin };
}

/** @throws {UserError} naming the line that is wrong. */
export function readGoldDates(path: string, source: string): GoldDate[] {
  return source.split('\n').flatMap((line, at) => {
    if (line.trim() === '') return [];
    try {
      return [goldSchema.parse(JSON.parse(line))];
    } catch (error) {
      throw new UserError(
        `reading ${path}, line ${at + 1}: {"file","written","start","end","origin"} expected, found ${line.slice(0, 80)} (${error instanceof z.ZodError ? z.prettifyError(error).replaceAll('\n', ' ') : 'no JSON'})`,
      );
    }
  });
}
