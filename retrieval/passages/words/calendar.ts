/** A month's names, the French one in full first. */
const NAMES = [
  'janvier janv jan january',
  'fevrier fevr fev february feb',
  'mars mar march',
  'avril avr april apr',
  'mai may',
  'juin june jun',
  'juillet juil july jul',
  'aout august aug',
  'septembre sept september sep',
  'octobre oct october',
  'novembre nov november',
  'decembre dec december',
].map((names) => names.split(' '));

/** Months by their names, French and English, in full and cut short; accents taken off. */
export const MONTHS: ReadonlyMap<string, number> = new Map(NAMES.flatMap((names, index) => names.map((name) => [name, index + 1] as const)));

/** The name of a month (from 1) in French, without accents. */
export function monthName(month: number): string {
  return NAMES[month - 1]![0]!;
}
