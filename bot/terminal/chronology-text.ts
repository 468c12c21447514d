import type { Chronology, ChronologyEntry } from '../../retrieval/evidence/index.js';
import { inline, placeLine, uncertainLine } from './place.js';
import type { Language } from '../languages.js';
import type { Style } from './style.js';

const CHRONOLOGY_WORDS = {
  fr: {
    none: 'Aucune date trouvée.',
    undated: 'Année non dite :',
    resolved: (from: string) => `année d’après la date du document, ${from}`,
    weekday: 'le jour de semaine ne va pas avec la date',
    ambiguous: 'jour lu avant le mois',
  },
  en: {
    none: 'No date found.',
    undated: 'Year not said:',
    resolved: (from: string) => `year worked out from the document's date, ${from}`,
    weekday: 'the weekday does not fit the date',
    ambiguous: 'day read before the month',
  },
} as const;

/** A chronology as lines of time, each with its sentence and place. */
export function chronologyText({ dated, undated }: Chronology, style: Style, language: Language): string {
  const words = CHRONOLOGY_WORDS[language];
  const entry = (one: ChronologyEntry): string => {
    const { start, end, origin, resolvedFrom, weekdayDiffers, ambiguous, citation, written } = one;
    const notes = [
      ...(resolvedFrom === null ? [] : [words.resolved(resolvedFrom)]),
      ...(weekdayDiffers ? [words.weekday] : []),
      ...(ambiguous ? [words.ambiguous] : []),
    ];
    const date = origin === 'open' ? inline(written.text) : end === null ? start : `${start} → ${end}`;
    return `${style.strong(date)}${notes.length === 0 ? '' : style.warning(` (${notes.join('; ')})`)}\n  ${inline(citation.quote)}\n  ${placeLine(citation, style, language)}${uncertainLine(citation, style, language)}`;
  };
  if (dated.length + undated.length === 0) return `${words.none}\n`;
  return `${[...dated.map(entry), ...(undated.length === 0 ? [] : [words.undated, ...undated.map(entry)])].join('\n\n')}\n`;
}
