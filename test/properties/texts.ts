import fc, { type Arbitrary } from 'fast-check';
import { PIECES } from '../support/seeded.js';

/** Any UTF-16 unit at all: halves of surrogate pairs, noncharacters, NUL. */
const unit: Arbitrary<string> = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));

/** A piece of writing: words, marks, spaces, scripts and halves of characters that have given trouble, or any character there is. */
const piece: Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...PIECES) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'Le ministre ',
      'a dit ',
      'que non. ',
      'Il a tort ; ',
      '500 cellules ',
      'du 3 au 7 mars 2024 ',
      'Art. 12.',
      '[…]',
      '(...)',
      '. ',
      '\n',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 4 }) },
  { weight: 1, arbitrary: unit },
);

/** Any text, halves of surrogate pairs included. */
export const anyText = (maxPieces = 60): Arbitrary<string> => fc.array(piece, { maxLength: maxPieces }).map((pieces) => pieces.join(''));

/** Any text as Unicode allows it: what comes out of a decoder, or from Telegram. */
export const wellFormedText = (maxPieces = 60): Arbitrary<string> => anyText(maxPieces).map((text) => text.toWellFormed());

/** A text of up to a million characters in one line, made of one piece said over and over. */
export const endlessLine: Arbitrary<string> = fc
  .record({ pieces: fc.array(piece, { minLength: 1, maxLength: 8 }), length: fc.integer({ min: 100_000, max: 1_000_000 }) })
  .map(({ pieces, length }) => {
    const one = pieces.join('').replaceAll(/[\r\n\f\u2028\u2029\u0085\v]/gu, ' ') || 'x';
    return one.repeat(Math.ceil(length / one.length));
  });

/** Sentences as people write them, with names, figures, dates and quotation marks. */
export const prose: Arbitrary<string> = fc
  .array(
    fc
      .array(
        fc.constantFrom(
          'le',
          'La',
          'ministre',
          'prison',
          'Paris',
          'cellules',
          '500',
          '5 000',
          'n’a',
          'pas',
          "l'été",
          'œuvre',
          'dit',
          'que',
          'sœurs',
          '3,5',
          '%',
          'M.',
          '«',
          '»',
          'Dupont',
          'et',
          'de',
        ),
        { minLength: 3, maxLength: 14 },
      )
      .map((words) => `${words.join(' ')}.`),
    { minLength: 1, maxLength: 8 },
  )
  .map((sentences) => sentences.join(' '));

/** Words of people who try what a program does with them. */
export const INJECTIONS: readonly string[] = [
  '<b>gras</b><script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '<a href="javascript:alert(1)">lien</a>',
  '&lt;b&gt; &amp; &#x41;',
  '</blockquote><h1>titre</h1>',
  '<!-- --> <![CDATA[ ]]>',
  '*gras* _italique_ `code` [lien](https://example.org)',
  '**gras** __souligné__ ~~barré~~ ||caché||',
  '```js\nalert(1)\n```',
  '> citation\n# titre\n- liste',
  '![image](https://example.org/a.png)',
  '/start',
  '/start p_abcdefghijkl',
  '/admin@bot',
  '/reindex maintenant',
  '/private',
  '@inconnu #mot $EUR',
  'tg://resolve?domain=bot',
  'https://t.me/bot?start=c_0123456789abcdef',
  'page.abcdefgh.0',
  'rate.abcdefgh.yes',
  'upload.abcdefgh.add',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '{"come":{"update_id":1}}',
  '../../etc/passwd',
  '..\\..\\windows\\win.ini',
  '/dev/zero',
  'file:///etc/passwd',
  '\0',
  'a\0b',
  '\u001B[2J\u001B]0;titre\u0007',
  '\u001B[31mrouge\u001B[0m',
  '\u009B31m',
  '\r\nSet-Cookie: a=b',
  '\u202Etxet',
  '\u2066\u2069\u200F\u200E',
  '{ $nom }',
  '{"a"}',
  '${1+1}',
  '{{7*7}}',
  '%s %d %n',
  "'; DROP TABLE passages; --",
  '$(rm -rf /)',
  '`id`',
  '=1+1',
  '@SUM(A1)',
  '\u{1D54F}\u{1F468}\u200D\u{1F469}\u200D\u{1F467}',
  'é'.repeat(4000),
];

/** A question as a person or an attacker writes it: at least one letter, no half of a surrogate pair (Telegram sends none). */
export const question: Arbitrary<string> = fc.oneof(
  fc.constantFrom(...INJECTIONS).map((text) => `${text} mot`),
  fc.tuple(fc.constantFrom(...INJECTIONS), wellFormedText(10)).map((texts) => `mot ${texts.join(' ')}`),
  wellFormedText(30).map((text) => `mot ${text}`),
);
