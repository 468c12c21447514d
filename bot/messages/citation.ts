import { FormattedString } from '@grammyjs/parse-mode';
import type { Citation } from '../../retrieval/search/index.js';
import { DATES_AS } from '../languages.js';
import type { Speech } from '../speech.js';
import { joined, linked, shortened } from './message.js';
import { place } from './place.js';

/** Longest title shown, in UTF-16 units: our choice, two lines on a phone. */
const TITLE_LIMIT = 120;

/** What a citation needs; `Citation` and the passages have it. */
export type Cited = Pick<Citation, 'title' | 'date' | 'lines' | 'page'>;

/** Stands for the link that proves a quote: tapped, it says whether the document still says it. */
const PROOF_SIGN = '🔗';

/** "Title · 20 May 2025 · page 3" or "… · lines 14–19": where a quote stands, the title linked to its source when known, and the link that proves the quote. */
export function citationLine(cited: Cited, speech: Speech, link: string | null = null, proof: string | null = null): FormattedString {
  const title = shortTitle(cited.title);
  const rest = [...(cited.date === null ? [] : [longDate(cited.date, speech.language)]), place(cited, speech)].join(' · ');
  const marked = link === null ? FormattedString.italic(title) : linked(FormattedString.italic(title), link);
  return joined([marked, ` · ${rest}`, ...(proof === null ? [] : [' · ', linked(PROOF_SIGN, proof)])]);
}

/** Says what the italics of a quote mean; nothing when it has none. */
export function uncertainLine({ uncertain = [] }: Pick<Citation, 'uncertain'>, { say }: Speech): string {
  return uncertain.length === 0 ? '' : `\n${say('quote-uncertain', { words: uncertain.length })}`;
}

/** The same in plain text, as one pastes it: `“quote” — Title, 20 May 2025, lines 14–19`. */
export function citationText(cited: Cited, quote: string, speech: Speech): string {
  return speech.say('citation-text', { quote, source: citationSource(cited, speech) });
}

/** `Title, 20 May 2025, lines 14–19`. */
function citationSource(cited: Cited, speech: Speech): string {
  return [cited.title, ...(cited.date === null ? [] : [longDate(cited.date, speech.language)]), place(cited, speech)].join(', ');
}

export function shortTitle(title: string): string {
  return shortened(title.replace(/\s+/g, ' ').trim(), TITLE_LIMIT);
}

/** An ISO date in words, as exactly as it is known: 2025-05-20 or 2025-05. Anything else (2025 too) is shown as it is. */
export function longDate(iso: string, language: Speech['language']): string {
  const parts = /^\d{4}-(\d{2})(-\d{2})?$/.exec(iso);
  if (parts === null) return iso;
  const [, month, day] = parts;
  // Without a time it is read as UTC.
  const date = new Date(iso);
  // There is no such month, or 30 February rolls over into another date than the document's.
  if (date.getUTCMonth() + 1 !== Number(month)) return iso;
  const inWords = new Intl.DateTimeFormat(DATES_AS[language], {
    year: 'numeric',
    month: 'long',
    ...(day !== undefined && { day: 'numeric' }),
    timeZone: 'UTC',
  }).format(date);
  // The first of a month alone is an ordinal in French, which Intl does not know.
  return language === 'fr' ? inWords.replace(/^1 /, '1er ') : inWords;
}
