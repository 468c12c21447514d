import { expect, test } from 'vitest';
import { align } from '../../../../retrieval/evidence/quotes/align.js';
import { differencesOf, type Difference } from '../../../../retrieval/evidence/quotes/differences.js';
import { wordSpans } from '../../../../retrieval/evidence/words/word-forms.js';
import { wordsOf } from './words.js';

type Side = Difference['quoted'];

/** What a quote says otherwise than a document, in short. Both sides of each difference are held to be slices of their texts. */
function said(quote: string, document: string): string[] {
  const [spansOfQuote, spansOfDocument] = [wordSpans(quote), wordSpans(document)];
  const { steps } = align(wordsOf(quote), wordsOf(document), 0, 20);
  return differencesOf({ text: quote, spans: spansOfQuote }, { text: document, spans: spansOfDocument }, steps).map(
    ({ what, kind, touches, quoted, written }) => {
      const side = (text: string, one: Side): string => {
        if (one) expect(text.slice(one.start, one.end)).toBe(one.text);
        return one?.text ?? '∅';
      };
      return `${what} ${kind} ${touches ?? '-'} ${side(quote, quoted)} ← ${side(document, written)}`;
    },
  );
}

test.each([
  ['nothing', 'le chat dort', 'le chat dort', []],
  ['another word', 'le chat dort', 'le chien dort', ['changed words - chat ← chien']],
  ['a word left out', 'le chat dort bien', 'le chat noir dort bien', ['missing words - ∅ ← noir']],
  ['a word put in', 'le chat noir dort bien', 'le chat dort bien', ['added words - noir ← ∅']],
  [
    'words left out one after the other are one',
    'le gros chat dort bien la nuit',
    'le gros chat noir du voisin dort bien la nuit',
    ['missing words - ∅ ← noir du voisin'],
  ],
  ['words put in likewise', 'le chat noir du voisin dort bien', 'le chat dort bien', ['added words - noir du voisin ← ∅']],
  [
    'of one run the first figure or denial tells',
    'le gros chat dort bien la nuit',
    'le gros chat noir ne jamais dort bien la nuit',
    ['missing words negation ∅ ← noir ne jamais'],
  ],
  ['two runs apart are two', 'le chat dort bien la nuit', 'le chat noir dort bien toute la nuit', ['missing words - ∅ ← noir', 'missing words - ∅ ← toute']],
  ['typography of a word is none', 'le cœur bat fort', 'le coeur bat fort', []],
  ['capitals inside are typography', 'le Chat dort', 'le chat dort', ['changed typography - Chat ← chat']],
  ['the capital that a quote begins with is none', 'Le chat dort', 'le chat dort', []],
  ['a whole word in capitals at its beginning is one', 'LE chat dort', 'le chat dort', ['changed typography - LE ← le']],
  ['noise of scans', 'un été chaud', 'un ete chaud', ['changed ocr - été ← ete']],
  ['a word cut by a hyphen at a line end is none', 'la république dort', 'la répu-\nblique dort', []],
  ['nor one that the quote cuts so', 'la répu-\nblique dort', 'la république dort', []],
  ['a space read into a word is noise', 'la république dort', 'la répu blique dort', ['changed ocr - république ← répu blique']],
  ['a hyphen within a line is noise too', 'la république dort', 'la répu-blique dort', ['changed ocr - république ← répu-blique']],
  ['what the document says decides what is touched', 'il a chats noirs', 'il a trois noirs', ['changed words figure chats ← trois']],
  ['else what the quote says', 'il a trois noirs', 'il a chats noirs', ['changed words figure trois ← chats']],
  ['a name', 'le juge Dupont parle', 'le juge Durand parle', ['changed words name Dupont ← Durand']],
  ['a word that opens the quote is no name', 'Dupont parle ici bien', 'Durand parle ici bien', ['changed words - Dupont ← Durand']],
  ['an opening word put in is no name', 'Voici le chat noir', 'le chat noir', ['added words - Voici ← ∅']],
  ['punctuation put in', 'le chat, noir', 'le chat noir', ['added typography - , ← ∅']],
  ['punctuation left out', 'le chat noir', 'le chat, noir', ['missing typography - ∅ ← ,']],
  ['punctuation changed', 'le chat ; noir', 'le chat, noir', ['changed typography - ; ← ,']],
  ['spaces, quotation marks and dashes of another form are none', 'le “chat” – noir', 'le « chat »  -\nnoir', []],
])('%s', (_, quote, document, expected) => {
  expect(said(quote, document)).toEqual(expected);
});

test('what stands at the ends of a quote is not compared with what goes on around it', () => {
  expect(said('chat dort', 'Le, chat dort ! Oui.')).toEqual([]);
});
