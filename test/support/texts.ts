import { seedTexts } from './dossiers.js';
import { seeded } from './seeded.js';

/** The seeds' texts. */
export const seeds: readonly string[] = seedTexts.map(([, text]) => text);

/** French as it comes out of word processors, scanners and phones, and what is not text at all. */
export const hostileTexts: readonly string[] = [
  '',
  ' ',
  '\n\t',
  '\u00A0',
  '…',
  '?',
  '🙂',
  '🙂🙂🏽 👨‍👩‍👧',
  '\uD83D',
  'a\uDE42b',
  '\uFEFFbonjour',
  '<s> </s> <pad> <mask> <unk>',
  'ab<s>cd',
  'L’œuvre de l’ancien sœur : «\u00A0cœur\u202F» – où\u00A0?',
  'e\u0301te\u0301 a\u0300 c\u0327a',
  '\u0301accent d’abord',
  'e\u0001\u0301 contrôle entre deux',
  'la ﬁn de l’eﬃcacité, ﬂuide, œﬀ',
  'H₂O, 10 m², ½ h, № 5, Ⅻ, ①, ™',
  'ＡＢＣ１２３ ～ full\uFF5Ewidth',
  'un\u00ADtrait\u00ADmou',
  'zéro\u200Bespace \u200Cou\u200D pas',
  'art.\u00A0222-37 du code pénal ; n°\u00A012-345 ; 1\u202F234\u202F567,89\u00A0€',
  'http://exemple.fr/une/adresse?avec=des&options=2#et-une-ancre',
  'JE CRIE DEPUIS 1999!!!',
  '´aigu seul ¨tréma ¸cédille',
  '각\u1100\u1161\u11A8 ｶﾞ が',
  'здравствуйте 你好 مرحبا',
  '▁▁mot▁',
  '\u0085ligne\u2028suivante\u2029fin',
  'ŉ ǆ ſ ĳ Ŀ',
  'tab\u000Bvertical',
  'x'.repeat(300),
  'é'.repeat(50) + '\u0301'.repeat(200),
];

/** Random strings over characters that have given trouble, the same on every run. */
export function randomTexts(count: number, seed: number): string[] {
  const random = seeded(seed);
  const alphabet = [
    'a',
    'e',
    'é',
    'E',
    ' ',
    ' ',
    '\u00A0',
    '\n',
    "'",
    '’',
    'œ',
    'ﬁ',
    '\u0301',
    '\u0327',
    '-',
    '.',
    '1',
    '½',
    '\u200B',
    '\u0001',
    '\uD83D',
    '\uDE42',
    '🙂',
    '～',
    '´',
    'ｶ',
    'ﾞ',
    '\u1100',
    '\u1161',
    '<s>',
    '\u0000',
    'ß',
    'İ',
    '\uFFFD',
    'ation',
    'qu',
  ];
  return Array.from({ length: count }, () =>
    Array.from({ length: Math.floor(random() * 25) }, () => alphabet[Math.floor(random() * alphabet.length)]).join(''),
  );
}
