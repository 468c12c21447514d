import type { Coverage } from '../../retrieval/evidence/index.js';
import { inline, placeLine, uncertainLine } from './place.js';
import type { Language } from '../languages.js';
import { printable, type Style } from './style.js';

const COVERAGE_WORDS = {
  fr: {
    counts: ({ speaks, touches, silent }: Coverage['counts'], all: number) =>
      `${speaks} document${speaks > 1 ? 's' : ''} sur ${all} en parle${speaks > 1 ? 'nt' : ''}, ${touches} l’effleure${touches > 1 ? 'nt' : ''}, ${silent} n’en di${silent > 1 ? 'sent' : 't'} rien.`,
    unknown: (words: string) => `Mots absents de tous les documents : ${words}.`,
    touches: 'effleuré',
    meaning: 'par le sens, sans ces mots',
    silent: 'Silencieux :',
  },
  en: {
    counts: ({ speaks, touches, silent }: Coverage['counts'], all: number) =>
      `${speaks} of ${all} document${all === 1 ? '' : 's'} speak${speaks === 1 ? 's' : ''} of it, ${touches} touch${touches === 1 ? 'es' : ''} on it, ${silent} say${silent === 1 ? 's' : ''} nothing of it.`,
    unknown: (words: string) => `Words that no document has: ${words}.`,
    touches: 'touched on',
    meaning: 'by meaning, without these words',
    silent: 'Silent:',
  },
} as const;

/** What the documents say of a subject, at a glance and then one by one. */
export function coverageText(coverage: Coverage, style: Style, language: Language): string {
  const words = COVERAGE_WORDS[language];
  const silent = coverage.documents.filter(({ level }) => level === 'silent');
  return `${[
    style.strong(words.counts(coverage.counts, coverage.documents.length)),
    ...(coverage.unknownWords.length === 0 ? [] : [style.warning(words.unknown(coverage.unknownWords.map(printable).join(', ')))]),
    ...coverage.documents.flatMap(({ quote, level, by }) => {
      if (!quote) return [];
      const how = by === 'meaning' ? words.meaning : level === 'touches' ? words.touches : null;
      return [
        `  ${inline(quote.quote)}\n  ${placeLine(quote, style, language)}${how === null ? '' : style.warning(` (${how})`)}${uncertainLine(quote, style, language)}`,
      ];
    }),
    ...(silent.length === 0 ? [] : [`${words.silent}\n${silent.map(({ title, file }) => `  ${style.soft(inline(`${title} — ${file}`))}`).join('\n')}`]),
  ].join('\n\n')}\n`;
}
