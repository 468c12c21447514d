import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fold, foldMapped } from '../../retrieval/passages/words/fold.js';
import { numberTerm } from '../../retrieval/passages/words/numbers.js';
import { cutNear } from '../../retrieval/passages/sentences.js';
import { splitDocument, splitPassage } from '../../retrieval/passages/split.js';
import { stem } from '../../retrieval/passages/words/stem.js';
import { contentTerms, terms } from '../../retrieval/passages/words/terms.js';
import { expectApart, expectSentencesSound, expectSplitSound, splitsPair } from '../support/soundness.js';
import { property, type Property } from './property.js';
import { anyText, endlessLine, prose } from './texts.js';

const KINDS: ReadonlySet<string> = new Set(['word', 'number', 'date', 'reference', 'acronym']);

/** Plain tests, not `expect`: a long line has a hundred thousand terms. */
function expectTermsSound(text: string): void {
  const wrong = terms(text).find(
    ({ term, start, end, kind }) =>
      start < 0 ||
      end <= start ||
      end > text.length ||
      splitsPair(text, start) ||
      splitsPair(text, end) ||
      term === '' ||
      term.length > 100 ||
      !KINDS.has(kind) ||
      // What joins the terms in the word index must stand in none of them.
      /\p{Cc}/u.test(term) ||
      term.trim() === '',
  );
  assert.equal(wrong && JSON.stringify({ ...wrong, written: text.slice(wrong.start, wrong.end) }), undefined);
}

export const passageProperties: readonly Property[] = [
  property(
    'splitDocument gives whole, ordered, disjoint slices of any text',
    anyText(120),
    (text) => {
      expectSplitSound(text);
    },
    { share: 3 },
  ),
  property(
    'splitDocument takes a line of a million characters',
    endlessLine,
    (text) => {
      expectSplitSound(text);
    },
    { share: 0.01 },
  ),
  property('sentences hold every character that is not white space', anyText(80), expectSentencesSound, { share: 2 }),
  property('splitPassage halves any passage without losing a character', anyText(80), (text) => {
    for (const passage of splitDocument({ file: 'a.txt', text }).passages) {
      if (text.slice(passage.start, passage.end).replaceAll(/\s/gu, '').length < 3) continue;
      const halves = splitPassage({ file: 'a.txt', text }, passage);
      expectApart(text, halves);
      assert.equal(halves[0].start, passage.start);
      assert.equal(halves[1].end, passage.end);
      // Several sentences are dealt out; one alone is cut, and nothing of it but white space is between the halves.
      if (passage.sentences.length > 1)
        assert.deepEqual(
          halves.flatMap((half) => half.sentences),
          passage.sentences,
        );
      else assert.equal(text.slice(halves[0].end, halves[1].start).trim(), '');
      assert.notEqual(halves[0].id, halves[1].id);
    }
  }),
  property('cutNear cuts inside, never within a character', fc.tuple(anyText(40), fc.nat(), fc.nat(), fc.nat()), ([text, a, b, c]) => {
    const start = a % (text.length + 1);
    const end = start + (b % (text.length + 1 - start));
    if (end - start < 3 || splitsPair(text, start) || splitsPair(text, end)) return;
    const cut = cutNear(text, start, end, start + 1 + (c % (end - start - 1)));
    assert(cut > start);
    assert(cut < end);
    assert.equal(splitsPair(text, cut), false);
  }),
  property('fold is the same twice over, and leaves no capital of Latin and no mark', anyText(40), (text) => {
    const folded = fold(text);
    assert.equal(fold(folded), folded);
    assert.doesNotMatch(folded, /[A-ZÀ-ÖØ-Þ\u00AD\u200B\uFEFF]/u);
  }),
  property('foldMapped leads each unit back to where it comes from', anyText(40), (text) => {
    const { text: folded, offsets } = foldMapped(text);
    assert.equal(offsets.length, folded.length + 1);
    assert.equal(offsets.at(-1), text.length);
    for (let at = 1; at < offsets.length; at++) assert(offsets[at]! >= offsets[at - 1]!);
    for (let at = 0; at < folded.length; at++) assert.equal(splitsPair(text, offsets[at]!), false);
    // Word by word it folds as `fold` does, but for Greek, whose last sigma depends on its neighbours, and marks put in order across clusters.
    if (!/[\p{M}\p{Script=Greek}\p{Script=Hangul}]/u.test(text)) assert.equal(folded, fold(text));
  }),
  property('terms stand where they say, and hold nothing that joins them in the index', anyText(80), expectTermsSound, { share: 3 }),
  property('terms of a line of a million characters', endlessLine, expectTermsSound, { share: 0.01 }),
  property('terms are one for all ways to write a text: composed or not, capitals kept', prose, (text) => {
    const plain = (one: string) => contentTerms(one).map(({ term }) => term);
    assert.deepEqual(plain(text.normalize('NFD')), plain(text.normalize('NFC')));
    assert.deepEqual(plain(text.replaceAll("'", '’')), plain(text.replaceAll('’', "'")));
    assert.deepEqual(plain(text.replaceAll(' ', '\u00A0')), plain(text));
  }),
  property('numbers are one for all ways to group them', fc.integer({ min: 0, max: 999_999_999 }), (number) => {
    for (const sign of [' ', '\u00A0', '\u202F', '.', ',', "'"]) {
      const written = String(number).replaceAll(/\B(?=(?:\d{3})+$)/gu, sign);
      assert.equal(numberTerm(written), String(number));
      assert.deepEqual(terms(`avec ${written} mots`)[1], { term: String(number), start: 5, end: 5 + written.length, kind: 'number' });
    }
  }),
  property('stems of any word', anyText(4), (word) => {
    assert.equal(typeof stem(fold(word)), 'string');
  }),
];
