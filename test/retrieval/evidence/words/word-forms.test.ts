import { describe, expect, test } from 'vitest';
import { gapForm, isFigure, likeness, looseForm, touches, typographicForm, wordSpans } from '../../../../retrieval/evidence/words/word-forms.js';

test.each([
  ['Le ministre, hier', ['Le', 'ministre', 'hier']],
  ["d'environ 5 000 cellules", ['d', 'environ', '5 000', 'cellules']],
  ['3,5 % de 1.250,00 €', ['3,5', '%', 'de', '1.250,00', '€']],
  ['il fait -5 et −7, de 3-4', ['il', 'fait', '-5', 'et', '−7', 'de', '3', '4']],
  ['[L]es faits', ['[L]es', 'faits']],
  ["[l]'opération", ['[l]', 'opération']],
  ['é\u0301tat co\u00ADopté', ['é\u0301tat', 'co\u00ADopté']],
  ['à 14:30, 66 prisons', ['à', '14:30', '66', 'prisons']],
  ['…?! —', []],
])('the words of %j', (text, words) => {
  expect(wordSpans(text).map(({ start, end }) => text.slice(start, end))).toEqual(words);
});

test.each([
  ['ﬁn', 'fin'],
  ['cœur', 'coeur'],
  ['ŒUVRE', 'OEUVRE'],
  ['æquo', 'aequo'],
  ['ÆQUO', 'AEQUO'],
  ['[L]es', 'Les'],
  ['co\u00ADop\u200Bté', 'coopté'],
  ['e\u0301tat', 'état'],
  ['−5', '-5'],
  ['5 000', '5000'],
  ['5\u202F000', '5000'],
  ['Élan', 'Élan'],
])('typography levelled: %j is %j', (word, form) => {
  expect(typographicForm(word)).toBe(form);
});

test('a figure is digits with their signs, and nothing else', () => {
  for (const figure of ['500', '5 000', '2.0', '14:30', '-5', '7']) expect(isFigure(figure), figure).toBe(true);
  for (const word of ['A4', '4e', 'mars', '-', 'x5']) expect(isFigure(word), word).toBe(false);
});

test.each([
  ['accents', 'numérique', 'numerique'],
  ['an accent read as a letter of its own', 'numeérique', 'numérique'],
  ['capitals', 'PARIS', 'paris'],
  ['rn and m', 'moderne', 'modeme'],
  ['vv and w', 'vvagon', 'wagon'],
  ['I, l, 1 and |', 'Il', 'l1'],
  ['0 and o', 'R0BE', 'robe'],
  ['œ read as ce', 'œuvre', 'ceuvre'],
  ['& and à', '&', 'à'],
  ['où read as ol', 'où', 'ol'],
  ['où read as oll', 'où', 'oll'],
])('noise of scans has one form: %s', (_, one, other) => {
  expect(looseForm(one)).toBe(looseForm(other));
});

test('a figure keeps every digit', () => {
  expect(looseForm('10')).toBe('10');
  expect(looseForm('10')).not.toBe(looseForm('lO'));
  expect(looseForm('5 000')).toBe('5000');
});

test.each([
  ['mot', 'mot', 'same'],
  ['cœur', 'coeur', 'typographic'],
  ['Mot', 'mot', 'capitals'],
  ['été', 'ete', 'ocr'],
  ['mot', 'mots', 'other'],
  ['10', '1O', 'other'],
] as const)('%s and %s are %s', (one, other, alike) => {
  expect(likeness(one, other)).toBe(alike);
  expect(likeness(other, one)).toBe(alike);
});

test.each([
  ['', ''],
  [' ', ''],
  [' \n ', ''],
  ['*_•·¬', ''],
  ['\u200B\u00AD', ''],
  [' « ', '"'],
  ['“', '"'],
  ["''", '"'],
  ['’’', '"'],
  ['’', "'"],
  ['` ', "'"],
  [' – ', '-'],
  ['—', '-'],
  ['…', '...'],
  [', ', ','],
])('between words %j is %j', (gap, form) => {
  expect(gapForm(gap)).toBe(form);
});

describe('what a changed word bears on', () => {
  test.each([
    ['500', 'figure'],
    ['A4', 'figure'],
    ['€', 'figure'],
    ['Trois', 'figure'],
    ['milliards', 'figure'],
    ['thousand', 'figure'],
    ['ne', 'negation'],
    ['Jamais', 'negation'],
    ['not', 'negation'],
    ['Darmanin', 'name'],
    ['prison', null],
    ['&', null],
    ['A', null],
    ['iPhone', null],
    ['R&D', 'name'],
  ] as const)('%s: %s', (word, bears) => {
    expect(touches(word, true)).toBe(bears);
  });

  test('a capital that opens a sentence means no name', () => {
    expect(touches('Prison', false)).toBeNull();
    expect(touches('Trois', false)).toBe('figure');
  });
});
