import { fold, foldMapped, isFunctionWord, type FoldedText } from '../../passages/index.js';
import type { Span } from '../../span.js';
import { WHOLE_MONTHS } from '../../calendar.js';
import type { AskedKind } from '../question/asked-kind.js';

/** A figure, date, person or place as it is written in a text. Offsets into that text. */
export interface Expression extends Span {
  /** 1 when it is surely of the kind asked for, less when it only may be. */
  readonly certainty: number;
}

/** In full, or as French cuts them short. */
const MONTH = `(?:${[...WHOLE_MONTHS].join('|')}|(?:janv|fevr|juil|sept|oct|nov|dec)\\.?)`;
const DAY = '(?:\\d{1,2}(?:er|st|nd|rd|th)?)';
const YEAR = '(?:1\\d{3}|20\\d{2})';
const WEEKDAY = '(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday),? )';

/** Longer forms first: the first that fits at a place is the expression. Looked for in folded text. */
const DATES: readonly (readonly [RegExp, number])[] = [
  [new RegExp(String.raw`${WEEKDAY}?(?:${DAY} ?(?:-|au|et|to|and) ?)?${DAY}\s${MONTH}(?:\s${YEAR})?(?!\w)`, 'gu'), 1],
  [new RegExp(String.raw`${WEEKDAY}?${MONTH}\s${DAY}(?:,? ${YEAR})?(?!\w)`, 'gu'), 1],
  [new RegExp(String.raw`\b${MONTH}\s${YEAR}\b`, 'gu'), 1],
  [/\b\d{1,2}[/.]\d{1,2}[/.]\d{4}\b|\b\d{4}-\d{2}-\d{2}\b/gu, 1],
  [new RegExp(String.raw`\b${YEAR}(?: ?(?:-|a|et|au|to|and) ?${YEAR})?\b`, 'gu'), 1],
  [/\b(?:[ivx]{1,5}|\d{1,2})(?:e|eme|er|th|st|nd|rd) ?(?:siecle|millenaire|century|millennium)s?\b/gu, 0.9],
  [new RegExp(String.raw`\b${WEEKDAY}(?=\W|$)|\b${MONTH}(?!\w)`, 'gu'), 0.6],
  [/\b\d{1,2} ?(?:h|heures?)(?: ?\d{2})?\b/gu, 0.5],
];

const COUNT =
  '(?:zero|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|cinquante|soixante|cents?|mille|' +
  'two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand)';
const ROUGH =
  '(?:(?:une|deux|quelques|plusieurs|des|a|several) (?:dizaine|vingtaine|trentaine|quarantaine|cinquantaine|centaine|millier|dozen|hundred|thousand)s?|la moitie|un tiers|deux tiers|un quart|half)';
const UNIT =
  "(?: ?%| ?€| ?\\$| pour cent| percent|(?: (?:millions?|milliards?|milliers|billions?|thousand|hundred))(?: (?:d'|de )?(?:euros|dollars|francs))?| (?:euros|dollars|francs|km2?|metres?|kilometres?|kg|tonnes?))";

const FIGURES: readonly (readonly [RegExp, number])[] = [
  [new RegExp(String.raw`(?<![\w.-])(?!\d\.0(?!\d))(?:\d{1,3}(?:[ .,]\d{3})+|\d+)(?:[.,]\d+)?${UNIT}?(?![\w-])`, 'gu'), 1],
  [new RegExp(String.raw`\b(?:${COUNT}(?:[- ](?:et[- ])?)?){1,5}\b${UNIT}?`, 'gu'), 0.9],
  [new RegExp(String.raw`\b${ROUGH}\b`, 'gu'), 0.8],
  [/\b(?:un|une|one)(?= \w)/gu, 0.1],
];

const NAME_LINK = String.raw`(?:(?:d[eu]|des|d['’]|del|della|di|van|von|der|la|le|ben|bin|al|el|of|the)[ ]?)`;
const NAME = new RegExp(
  String.raw`(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{M}]*(?:[-’'.]\p{L}[\p{L}\p{M}]*)*\.?(?:[ \u00A0\u202F]${NAME_LINK}{0,2}\p{Lu}[\p{L}\p{M}]*(?:[-’'.]\p{L}[\p{L}\p{M}]*)*)*`,
  'gu',
);
const PLACE_BEFORE = /(?:^|[\s('’"«])(?:a|au|aux|en|dans|vers|de|du|d'|des|depuis|sur|pres de|in|at|from|to|near|into|on) ?(?:l'|la |le |les |the )?$/u;
const TITLE_BEFORE =
  /(?:^|\W)(?:m\.|mm\.|mme|mlle|me|dr|mr\.?|mrs\.?|ms\.?|roi|reine|president|presidente|ministre|general|pape|prince|duc|comte|saint|sainte|king|queen|president|minister|par|by) $/u;

/** Dates that are surely dates, which all have digits, and the others. */
const CERTAIN_DATES = DATES.filter(([, certainty]) => certainty === 1);
const POSSIBLE_DATES = DATES.filter(([, certainty]) => certainty < 1);

/** Everything in a text that could answer a question of this kind, in order. */
export function expressions(text: string, kind: AskedKind): Expression[] {
  if (kind === 'person' || kind === 'place') return names(text, kind);
  const folded = foldMapped(text);
  const hasDigits = /\d/u.test(folded.text);
  if (kind === 'date') return patterns(folded, hasDigits ? DATES : POSSIBLE_DATES);
  const figures = patterns(folded, FIGURES);
  if (figures.length === 0 || !hasDigits) return figures;
  // No figure is looked for in a date.
  const dates = patterns(folded, CERTAIN_DATES);
  return figures.filter((figure) => !dates.some((date) => date.start < figure.end && figure.start < date.end));
}

/** All matches; one that lies in a match of an earlier pattern is left out. */
function patterns({ text, offsets }: FoldedText, list: readonly (readonly [RegExp, number])[]): Expression[] {
  const found: Expression[] = [];
  for (const [pattern, certainty] of list) {
    for (const match of text.matchAll(pattern)) {
      const written = match[0].trimEnd();
      if (written === '') continue;
      const start = offsets[match.index]!;
      const end = offsets[match.index + written.length]!;
      if (found.every((other) => other.end <= start || end <= other.start)) found.push({ start, end, certainty });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Words with a capital, joined; not one that only begins the sentence. */
function names(text: string, kind: 'person' | 'place'): Expression[] {
  const found: Expression[] = [];
  for (const { 0: matched, index } of text.matchAll(NAME)) {
    let written = matched.replace(/\.$/u, '');
    let start = index;
    const opening =
      /^[\s«"“(–—-]*$/u.test(text.slice(Math.max(0, index - 3), index)) && (index < 3 || /[.!?]/u.test(text.slice(Math.max(0, index - 3), index)));
    const [first = ''] = written.split(/[ \u00A0\u202F'’]/u);
    // The first word of a sentence has its capital in any case.
    if (opening && isFunctionWord(first)) {
      start += first.length + 1;
      written = written.slice(first.length + 1);
      if (!/^\p{Lu}/u.test(written)) continue;
    }
    if (written.length < 2) continue;
    const before = fold(text.slice(Math.max(0, start - 14), start));
    const alone = !/[ \u00A0\u202F]/u.test(written);
    let certainty = alone ? (opening && start === index ? 0.3 : 0.6) : 0.8;
    if (kind === 'place') certainty = PLACE_BEFORE.test(before) ? 1 : alone ? 0.36 : 0.2;
    else if (TITLE_BEFORE.test(before)) certainty = 1;
    else if (PLACE_BEFORE.test(before)) certainty *= 0.6;
    found.push({ start, end: start + written.length, certainty });
  }
  return found;
}
