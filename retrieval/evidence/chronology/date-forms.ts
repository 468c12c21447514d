import { fold } from '../../passages/index.js';
import { MONTHS } from '../../calendar.js';

/** A day, month or year as far as a text says it. */
export interface PartialDate {
  /** `null` when the text does not say it. */
  readonly year: number | null;
  /** 1 to 12; `null` for a whole year. */
  readonly month: number | null;
  /** 1 to 31; `null` for a whole month or year. */
  readonly day: number | null;
}

const PLACES =
  '(?:' +
  [...MONTHS.keys()]
    .map(accented)
    .sort((a, b) => b.length - a.length)
    .join('|') +
  ')';

/** Each letter of a month's name with the accents that French gives it (and scans take off): fevrier → f[eé]vrier. */
function accented(name: string): string {
  return name.replaceAll('e', '[eéèê]').replaceAll('u', '[uûù]');
}

/** Spaces inside a date, line ends too: scanned lines break anywhere. */
const S = String.raw`[ \t\u00A0\u202F\u2009]*(?:\r?\n)?[ \t\u00A0\u202F\u2009]*`;
const SP = String.raw`(?:[ \t\u00A0\u202F\u2009]+(?:\r?\n)?[ \t\u00A0\u202F\u2009]*|\r?\n[ \t]*)`;
const DAY = String.raw`(?:0?[1-9]|[12]\d|3[01])`;
const ORDINAL = String.raw`(?:er|ᵉʳ|st|nd|rd|th)?`;
const YEAR = String.raw`(?:1\d{3}|20\d{2}|21\d{2})`;
const WEEKDAY_FR = 'lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche';
const WEEKDAY_EN = 'monday|tuesday|wednesday|thursday|friday|saturday|sunday';
/** "-", "–", "au", "to", "et le"…: what stands between the two ends of a range. */
const TO = String.raw`(?:${S}[-‑–—]${S}|${SP}(?:au|à|to|until|through)${SP}(?:le${SP}|the${SP})?)`;
const AND = String.raw`(?:${SP}(?:et|ou|and|or)${SP}(?:le${SP}|du${SP}|the${SP})?)`;

const WEEKDAY = (n: string): string =>
  String.raw`(?:(?<deictic${n}>ce|this)${SP})?(?:(?<weekday${n}>${WEEKDAY_FR}|${WEEKDAY_EN}),?${SP}(?:le${SP}|the${SP})?)?`;

/**
 * Every way of writing a date, the longest first. Named groups: d1 m1 y1 for the beginning, d2 m2 y2 for the end of a range; `days` for a list of days of one
 * month. No number is a date by itself: a month's name, slashes or points with a year, or a word before the year must say so.
 */
const FORMS: readonly string[] = [
  // 2025-05-20 (also before a time: 2025-05-20T10:00)
  String.raw`(?<![\p{L}\p{N}\/.-])(?<iy>${YEAR})-(?<im>0[1-9]|1[0-2])-(?<id>0[1-9]|[12]\d|3[01])(?![\p{N}-])`,
  // du 28 décembre 2019 au 3 janvier 2020; from 28 June to 3 July 2020; 28 février – 3 mars
  String.raw`(?<![\p{L}\p{N}])${WEEKDAY('A')}(?<ad1>${DAY})${ORDINAL}(?:${SP}of)?${SP}(?<am1>${PLACES})\.?(?:,?${SP}(?<ay1>${YEAR}))?(?:${TO}|(?<=(?:entre|between)${SP}[^.;]{3,40})${AND})(?:(?:${WEEKDAY_FR}|${WEEKDAY_EN})${SP})?(?<ad2>${DAY})${ORDINAL}(?:${SP}of)?${SP}(?<am2>${PLACES})(?![\p{L}])\.?(?:,?${SP}(?<ay2>${YEAR})(?!\d))?`,
  // 2-5 juillet 2019; du 3 au 5 mars; entre le 3 et le 5 mars 2020
  String.raw`(?<![\p{L}\p{N}.,-])${WEEKDAY('B')}(?<bd1>${DAY})${ORDINAL}(?:${TO}|(?<=(?:entre|between)${SP}[^.;]{1,20})${AND})(?:(?:${WEEKDAY_FR}|${WEEKDAY_EN})${SP})?(?<bd2>${DAY})${ORDINAL}(?:${SP}of)?${SP}(?<bm>${PLACES})(?![\p{L}])\.?(?:,?${SP}(?<by>${YEAR})(?!\d))?`,
  // les 3, 4 et 7 mars 2020
  String.raw`(?<![\p{L}\p{N}.,-])(?<ldays>${DAY}${ORDINAL}(?:,${S}${DAY}${ORDINAL})*${AND}${DAY}${ORDINAL})(?:${SP}of)?${SP}(?<lm>${PLACES})(?![\p{L}])\.?(?:,?${SP}(?<ly>${YEAR})(?!\d))?`,
  // 20 mai 2025; jeudi 21 mars; the 20th of May; 1er janvier
  String.raw`(?<![\p{L}\p{N}.,:€$-])${WEEKDAY('C')}(?<cd>${DAY})${ORDINAL}(?:${SP}(?:of|de|du${SP}mois${SP}de))?${SP}(?<cm>${PLACES})(?![\p{L}]|-\p{L})\.?(?:(?:,${S}|${SP}(?:of${SP})?)(?<cy>${YEAR})(?!\d|[ \u00A0\u202F]\d{3}))?`,
  // June 3 – July 2, 2020
  String.raw`(?<![\p{L}\p{N}])(?<gm1>${PLACES})\.?${SP}(?<gd1>${DAY})(?:st|nd|rd|th)?(?:,?${SP}(?<gy1>${YEAR}))?${TO}(?<gm2>${PLACES})\.?${SP}(?<gd2>${DAY})(?:st|nd|rd|th)?(?![\p{L}\p{N}])(?:,?${SP}(?<gy2>${YEAR})(?!\d))?`,
  // May 20–22, 2025; Tuesday, May 20th, 2025; May 20
  String.raw`(?<![\p{L}\p{N}])${WEEKDAY('E')}(?<em>${PLACES})\.?${SP}(?<ed1>${DAY})(?:st|nd|rd|th)?(?:${TO}(?<ed2>${DAY})(?:st|nd|rd|th)?)?(?![\p{L}\p{N}]|[.,:]\d)(?:,?${SP}(?<ey>${YEAR})(?!\d))?`,
  // 20/05/2025, 20.05.2025
  String.raw`(?<![\p{L}\p{N}\/.,-])(?<fa>${DAY})(?<sign>[\/.-])(?<fb>${DAY})\k<sign>(?<fy>${YEAR})(?![\p{L}\p{N}\/-]|[.,]\d)`,
  // de mars à mai 2020; mars-avril 2020; mai 2025; May 2025
  String.raw`(?<![\p{L}\p{N}])(?<mm1>${PLACES})\.?(?:${SP}(?<my1>${YEAR}))?(?:${TO}|(?<=(?:entre|between)${SP}[^.;]{3,25})${AND})(?<mm2>${PLACES})\.?(?:,)?(?:${SP}of)?${SP}(?<my2>${YEAR})(?!\d|[ \u00A0\u202F]\d{3})`,
  String.raw`(?<![\p{L}\p{N}])(?<nm>${PLACES})\.?,?(?:${SP}(?:of${SP})?|${S}[-/]${S})(?<ny>${YEAR})(?![\p{L}\p{N}-]|[ \u00A0\u202F]\d{3}|[.,]\d)`,
  // de 2015 à 2019; entre 2015 et 2019; from 2015 to 2019; la période 2015-2019
  String.raw`(?<![\p{L}\p{N}])(?:p[eé]riode|saisons?|exercices?|mandat|mandature|period|seasons?)${SP}(?:de${SP}|of${SP})?(?<py1>${YEAR})[-–/](?<py2>${YEAR})(?![\p{L}\p{N}-])`,
  String.raw`(?<![\p{L}\p{N}])(?:de|entre|from|between)${SP}(?<zy1>${YEAR})${SP}(?:à|et|to|and)${SP}(?<zy2>${YEAR})(?![\p{L}\p{N}-]|[ \u00A0\u202F]\d{3}|[.,]\d)`,
  // en 2019; depuis 2012; l'année 2020; fin 2021; in 2019
  String.raw`(?<![\p{L}\p{N}])(?:(?:en|depuis|d[eèé]s|jusqu['’]en|courant|avant|apr[eèé]s|(?:d[eé]but|fin|mi)(?:[ -](?:de${SP}l['’]ann[eé]e)?)?|l['’]an(?:n[eé]e)?|[ée]t[eé]|l['’]hiver|printemps|automne|in|since|by|during|before|after|until|(?:early|late|mid)(?:[ -])?|(?:the${SP})?year|summer|winter|spring|autumn)${SP}?(?:l['’]ann[eé]e${SP}|the${SP}year${SP})?)(?<=[ \t\u00A0\u202F\n\r-])(?<yy>${YEAR})(?![\p{L}\p{N}\/'’-]|[ \u00A0\u202F]\d{3}(?!\d)|[.,]\d|${SP}(?:${String.raw`m|km|mètres|kilomètres|metres|miles|kg|tonnes?|euros?|dollars?|francs|%|exemplaires|personnes|habitants|hectares|hommes|soldats|people|copies|mots|pages|voix|votes|places|élèves|victimes|cas|cases|h`})(?![\p{L}]))`,
];

/** What every date has: a text without it is not searched further. */
export const MAY_HOLD_DATE = new RegExp(String.raw`\d{4}|\d${ORDINAL}(?:${SP}of)?${SP}${PLACES}|${PLACES}\.?${SP}\d`, 'iu');

/** One way of writing dates after the other, the first that fits wins at each place. */
export const DATE = new RegExp(FORMS.join('|'), 'giu');

/** The number of a month's name, accents or not. */
export function monthNumber(name: string): number {
  return MONTHS.get(fold(name))!;
}

const WEEKDAYS: readonly string[] = `${WEEKDAY_FR}|${WEEKDAY_EN}`.split('|');

/** Of a weekday's name: 0 for Monday to 6 for Sunday. */
export function weekdayNumber(name: string): number {
  return WEEKDAYS.indexOf(fold(name)) % 7;
}

/** The weekday of a date of the Gregorian calendar, 0 for Monday to 6 for Sunday. */
export function weekdayOf(year: number, month: number, day: number): number {
  // 1 January 1970 was a Thursday.
  return (((epochDay(year, month, day) + 3) % 7) + 7) % 7;
}

/** Days since 1 January 1970. */
export function epochDay(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return Math.round(date.getTime() / 86_400_000);
}

/** True when the calendar has the day, month and day from 1 on (29 February: in some year, when none is said). */
export function isDay(year: number | null, month: number, day: number): boolean {
  return month <= 12 && day <= new Date(Date.UTC(year ?? 2000, month, 0)).getUTCDate();
}
