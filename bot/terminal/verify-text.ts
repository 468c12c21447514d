import type { Difference, QuoteCheck, QuotePart, QuoteVerdict } from '../../retrieval/evidence/index.js';
import { inline, placeLine, uncertainLine } from './place.js';
import type { Language } from '../languages.js';
import type { Style } from './style.js';

interface VerifyWords {
  readonly verdicts: Readonly<Record<QuoteVerdict, string>>;
  readonly parts: Readonly<Record<'exact' | 'typographic' | 'near' | 'absent', string>>;
  readonly joins: Readonly<Record<'elision' | 'skips' | 'earlier' | 'elsewhere', (words: number) => string>>;
  readonly kinds: Readonly<Record<Difference['kind'], string>>;
  readonly touches: Readonly<Record<'figure' | 'negation' | 'name', string>>;
  readonly what: Readonly<Record<Difference['what'], (quoted: string, written: string) => string>>;
  readonly also: (places: number) => string;
  readonly closest: string;
  readonly searched: (documents: number, words: number) => string;
}

const VERIFY_WORDS: Readonly<Record<Language, VerifyWords>> = {
  fr: {
    verdicts: {
      exact: 'Citation exacte',
      near: 'Citation proche : le texte dit autre chose par endroits',
      joined: 'Citation recomposée : ses morceaux viennent de plusieurs endroits',
      partial: 'Citation en partie introuvable',
      absent: 'Aucun document ne le dit',
    },
    parts: { exact: 'exact', typographic: 'exact, typographie à part', near: 'proche', absent: 'introuvable' },
    joins: {
      elision: (words) => `coupure signalée (${words} mot${words > 1 ? 's' : ''})`,
      skips: (words) => `coupure NON signalée (${words} mot${words > 1 ? 's' : ''})`,
      earlier: () => 'vient de PLUS HAUT dans le même document',
      elsewhere: () => 'vient d’un AUTRE document',
    },
    kinds: { words: 'mots', typography: 'typographie', ocr: 'bruit de numérisation ou accents' },
    touches: { figure: 'chiffre', negation: 'négation', name: 'nom' },
    what: {
      changed: (quoted, written) => `« ${quoted} » au lieu de « ${written} »`,
      added: (quoted) => `« ${quoted} » ajouté`,
      missing: (_, written) => `« ${written} » manque`,
    },
    also: (places) => `et à ${places} autre${places > 1 ? 's' : ''} endroit${places > 1 ? 's' : ''}`,
    closest: 'le plus proche',
    searched: (documents, words) =>
      `Cherché dans ${documents} document${documents > 1 ? 's' : ''}, ${words.toLocaleString('fr-FR')} mot${words > 1 ? 's' : ''}.`,
  },
  en: {
    verdicts: {
      exact: 'The quote is exact',
      near: 'The quote is near: the text says otherwise in places',
      joined: 'The quote is put together from several places',
      partial: 'Part of the quote cannot be found',
      absent: 'No document says this',
    },
    parts: { exact: 'exact', typographic: 'exact but for typography', near: 'near', absent: 'not found' },
    joins: {
      elision: (words) => `cut marked (${words} word${words === 1 ? '' : 's'})`,
      skips: (words) => `cut NOT marked (${words} word${words === 1 ? '' : 's'})`,
      earlier: () => 'comes from BEFORE in the same document',
      elsewhere: () => 'comes from ANOTHER document',
    },
    kinds: { words: 'words', typography: 'typography', ocr: 'noise of scanning, or accents' },
    touches: { figure: 'figure', negation: 'negation', name: 'name' },
    what: {
      changed: (quoted, written) => `"${quoted}" for "${written}"`,
      added: (quoted) => `"${quoted}" added`,
      missing: (_, written) => `"${written}" is missing`,
    },
    also: (places) => `and at ${places} other place${places === 1 ? '' : 's'}`,
    closest: 'closest',
    searched: (documents, words) =>
      `Searched ${documents} document${documents === 1 ? '' : 's'}, ${words.toLocaleString('en-GB')} word${words === 1 ? '' : 's'}.`,
  },
};

/** A checked quote as a person reads it on a terminal. */
export function verifyText(check: QuoteCheck, style: Style, language: Language): string {
  const words = VERIFY_WORDS[language];
  const title = words.verdicts[check.verdict];
  return [
    style.strong(check.verdict === 'exact' ? style.good(title) : style.warning(title)),
    ...check.parts.map((part) => partLines(part, words, style, language).join('\n')),
    style.soft(words.searched(check.searched.documents, check.searched.words)),
    '',
  ]
    .join('\n\n')
    .replace(/\n\n$/u, '\n');
}

function partLines(part: QuotePart, words: VerifyWords, style: Style, language: Language): string[] {
  const { verdict, form, join, wordsSkipped, place, differences, places, similarity } = part;
  const said = words.parts[form === 'typographic' ? 'typographic' : verdict];
  const joins = join === null || join === 'continues' || join === 'unknown' ? [] : [words.joins[join](wordsSkipped)];
  const lines = [
    `  ${inline(part.text)}`,
    `  ${[verdict === 'exact' ? style.good(said) : style.warning(said), ...joins.map((joined) => style.warning(joined))].join(' · ')}`,
  ];
  for (const { what, kind, touches, quoted, written } of differences) {
    const about = touches === null ? words.kinds[kind] : words.touches[touches];
    lines.push(`    ${words.what[what](style.strong(inline(quoted?.text ?? '')), style.strong(inline(written?.text ?? '')))} (${about})`);
  }
  if (place) {
    if (verdict === 'absent') lines.push(`  ${style.soft(`${words.closest} (${Math.round(similarity * 100)} %)`)} ${inline(place.quote)}`);
    lines.push(`  ${placeLine(place, style, language)}${places > 1 ? ` ${words.also(places - 1)}` : ''}${uncertainLine(place, style, language)}`);
  }
  return lines;
}
