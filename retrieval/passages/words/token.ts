const SPACE = String.raw`[ \u00A0\u202F\u2009]`;
const WORD_UNIT = String.raw`[\p{L}\p{N}][\p{M}\u00AD\u200B-\u200D\u2060]*`;

/**
 * One alternative a way of writing, the first that fits wins: a law's article, a date, a number, an acronym with points, a
 * word (with the apostrophes and hyphens inside it).
 */
export const TOKEN = new RegExp(
  [
    // l'eau, qu'il, I'attention (a scanner's l'): the elided word is a function word of its own
    String.raw`(?=[cdjlmnstCDJLMNSTqQpPI1|])(?<![\p{L}\p{N}\p{M}-])(?<elision>[cdjlmnstCDJLMNST]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu|[Qq]uoiqu|[I1|])['’ʼ‘\u0060´′](?=\p{L})`,
    // art. 222-37, article L. 121-3, articles 222-34 (the next numbers follow as numbers of their own)
    String.raw`(?=[Aa][Rr][Tt])(?<![\p{L}\p{N}])(?<reference>(?:[Aa]rt(?:icles?|\.)?|ART(?:ICLES?|\.)?)${SPACE}?\n?(?<article>(?:[LRDA][. \u00A0*]{0,3})?\d{1,5}(?:[-‑–]\d{1,4})*)(?![\p{L}\d]))`,
    // L. 121-3, R.123-4-1
    String.raw`(?=[LR][. \u00A0*\d])(?<![\p{L}\p{N}.])(?<code>[LRD][. \u00A0*]{0,3}\d{1,5}(?:[-‑–]\d{1,4})+)(?![\p{L}\d])`,
    // 20 mai 2025, 1er octobre 2008
    String.raw`(?=\d)(?<![\p{L}\p{N}])(?<dayFirst>(?<day1>\d{1,2})(?:er|st|nd|rd|th)?\s(?<month1>\p{L}[\p{L}\p{M}]{2,11})\.?,?\s(?<year1>\d{4}))(?![\p{L}\d])`,
    // May 20, 2025
    String.raw`(?=[JFMASONDjfmasond][a-z]{2,8}\.?\s\d)(?<![\p{L}\p{N}])(?<monthFirst>(?<month2>[a-zA-Z]{3,9})\.?\s(?<day2>\d{1,2})(?:st|nd|rd|th)?,?\s(?<year2>\d{4}))(?![\p{L}\d])`,
    // 20/05/2025, 20.05.2025
    String.raw`(?=\d)(?<![\p{L}\p{N}/])(?<figures>(?<day3>\d{1,2})(?<sign>[/.])(?<month3>\d{1,2})\k<sign>(?<year3>\d{4}))(?![\p{L}\d/])`,
    // 2025-05-20
    String.raw`(?=\d)(?<![\p{L}\p{N}-])(?<iso>(?<year4>[12]\d{3})-(?<month4>[01]\d)-(?<day4>[0-3]\d))(?![\p{L}\d-])`,
    // 5 000, 100.000, 1,234,567 with decimals; 67,8; 2.0; 222-37; 1er, 19e, 20th
    String.raw`(?=\d)(?<![\p{L}\p{N}])(?<number>\d{1,3}(?:(?:${SPACE}|['’.,])\d{3})+(?![\d])(?:[.,]\d+)?|\d+[-‑–]\d+(?:[-‑–]\d+)*|\d+[.,]\d+(?:[.,]\d+)*|\d+)(?:(?:ers?|res?|ères?|[eè]mes?|es?|nde?s?|st|nd|rd|th)(?![\p{L}\p{N}]))?`,
    // A.N.S.S.I., U.S.
    String.raw`(?=\p{Lu}\.)(?<![\p{L}\p{N}.])(?<acronym>(?:\p{Lu}\.){2,12}(?:\p{Lu}(?![\p{L}\p{N}]))?)`,
    String.raw`(?<word>(?:${WORD_UNIT})+(?:(?:['’ʼ‘\u0060´′]|[-‐‑](?:\r?\n[ \t]*)?)(?:${WORD_UNIT})+)*)`,
  ].join('|'),
  'gu',
);
