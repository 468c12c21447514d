import { z } from 'zod';
import { chronology, type ChronologyEntry } from '../../evidence/chronology/chronology.js';
import type { EvidenceDocument } from '../../evidence/evidence-document.js';
import { badLines, jsonLines } from '../json-lines.js';

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
  const missed = without(gold, found);
  const wrong = without(found, gold);
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

/** The dates left when each of the others has taken one like it away. */
function without(dates: readonly GoldDate[], others: readonly GoldDate[]): GoldDate[] {
  const keyOf = ({ file, written, start, end, origin }: GoldDate): string => JSON.stringify([file, written, start, end, origin]);
  const left = others.map(keyOf);
  return dates.filter((date) => {
    const at = left.indexOf(keyOf(date));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function goldOf({ citation, written, start, end, origin }: ChronologyEntry): GoldDate {
  return { file: citation.file, written: written.text.replace(/\s+/gu, ' '), start, end, origin };
}

/** @throws {UserError} naming the first line that is wrong. */
export function readGoldDates(name: string, text: string): GoldDate[] {
  const lines = jsonLines(text, goldSchema);
  const problems = lines.flatMap(({ line, read }) => (typeof read === 'string' ? [`line ${line}: ${read}`] : []));
  if (problems.length > 0) throw badLines('dates', name, problems);
  return lines.map(({ read }) => read as GoldDate);
}
