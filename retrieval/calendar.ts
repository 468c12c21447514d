/** A month's names, accents taken off: French and English in full, then as each cuts them short. */
type Month = readonly [french: string, english: string, cutInFrench: string, cutInEnglish: string];

const NAMES: readonly Month[] = [
  ['janvier', 'january', 'janv', 'jan'],
  ['fevrier', 'february', 'fevr fev', 'feb'],
  ['mars', 'march', '', 'mar'],
  ['avril', 'april', 'avr', 'apr'],
  ['mai', 'may', '', ''],
  ['juin', 'june', '', 'jun'],
  ['juillet', 'july', 'juil', 'jul'],
  ['aout', 'august', '', 'aug'],
  ['septembre', 'september', 'sept', 'sep'],
  ['octobre', 'october', 'oct', ''],
  ['novembre', 'november', 'nov', ''],
  ['decembre', 'december', 'dec', ''],
];

/** Months by their names, French and English, in full and cut short; accents taken off. */
export const MONTHS: ReadonlyMap<string, number> = new Map(
  NAMES.flatMap((names, index) => names.flatMap((each) => each.split(' ').filter((name) => name !== '')).map((name) => [name, index + 1] as const)),
);

/** The names in full alone. */
export const WHOLE_MONTHS: ReadonlySet<string> = new Set(NAMES.flatMap(([french, english]) => [french, english]));

/** English names and the French ones for them; not of March and May, which are English words of another meaning. */
export const MONTHS_IN_FRENCH: ReadonlyMap<string, string> = new Map(
  NAMES.flatMap(([french, english]) => (english === 'march' || english === 'may' ? [] : [[english, french] as const])),
);

/** The name of a month (from 1) in French, without accents. */
export function monthName(month: number): string {
  return NAMES[month - 1]![0];
}
