/** A month's names: in full in French, in full in English, then cut short. */
const NAMES = [
  'janvier january janv jan',
  'fevrier february fevr fev feb',
  'mars march mar',
  'avril april avr apr',
  'mai may',
  'juin june jun',
  'juillet july juil jul',
  'aout august aug',
  'septembre september sept sep',
  'octobre oct october',
  'novembre nov november',
  'decembre december dec',
].map((names) => names.split(' '));

/** Months by their names, French and English, in full and cut short; accents taken off. */
export const MONTHS: ReadonlyMap<string, number> = new Map(NAMES.flatMap((names, index) => names.map((name) => [name, index + 1] as const)));

/** The names in full, French and English, without accents. */
export const WHOLE_MONTHS: ReadonlySet<string> = new Set(NAMES.flatMap(([french, english]) => [french!, english!]));

/** The name of a month (from 1) in French, without accents. */
export function monthName(month: number): string {
  return NAMES[month - 1]![0]!;
}
