/** Months by their names, French and English, in full and cut short; accents taken off. */
export const MONTHS: ReadonlyMap<string, number> = new Map(
  [
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
  ].flatMap((names, index) => names.split(' ').map((name) => [name, index + 1] as const)),
);
