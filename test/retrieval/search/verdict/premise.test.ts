import { describe, expect, it } from 'vitest';
import { contentTerms } from '../../../../retrieval/passages/index.js';
import { contradicts, numbersOf, premiseOf } from '../../../../retrieval/search/verdict/premise.js';
import { AnalysedText } from '../../../../retrieval/search/verdict/analysed-text.js';

describe('premise', () => {
  it('takes figures in letters and digits, and names by their capital', () => {
    const question = 'Pourquoi les quatre prisons de Réau ont-elles fermé en 2025 ?';
    const { numbers, names } = premiseOf(question, contentTerms(question));
    expect(numbers).toEqual(['4', '2025']);
    expect(names).toEqual(contentTerms('Réau').map(({ term }) => term));
  });

  it('does not take the first word for a name, nor anything from a question typed without capitals', () => {
    for (const question of ['Darmanin a-t-il parlé ?', 'que dit darmanin']) expect(premiseOf(question, contentTerms(question)).names).toEqual([]);
  });
});

it('reads "trois", "3" and "03" as one figure', () => {
  expect([...numbersOf(new AnalysedText('trois'))]).toEqual(['3']);
  expect([...numbersOf(new AnalysedText('3'))]).toEqual(['3']);
  expect([...numbersOf(new AnalysedText('03'))]).toEqual(['3']);
  expect([...numbersOf(new AnalysedText('trente et une amendes, soixante-dix-neuf animaux'))]).toEqual(['31', '79']);
});

describe('contradiction', () => {
  it.each([
    ['Qui sont les quatre fournisseurs arrêtés ?', 'et trois fournisseurs opérant sur le territoire français ont été arrêtés.'],
    ['Who are the five guards?', 'Three guards were charged.'],
    ["Que s'est-il passé le 20 mai 2023 ?", 'Le 20 mai 2025, une opération a été menée.'],
    ['Que cherchait la police dans les 80 prisons ?', 'une opération a été menée dans 66 prisons à travers la France.'],
  ])('%s — %s', (question, passage) => {
    expect(contradicts(new AnalysedText(question), new AnalysedText(passage))).toBe(true);
  });

  it.each([
    ['Qui sont les trois fournisseurs arrêtés ?', 'et 3 fournisseurs ont été arrêtés.'],
    ['Que cherchait la police dans les 66 prisons ?', 'dans 66 prisons ; trois prisons ont été épargnées.'],
    ['Combien de fournisseurs ont été arrêtés ?', 'trois fournisseurs ont été arrêtés.'],
    ["Que s'est-il passé le 20 mai 2025 ?", 'Le 20 mai 2025, une opération a été menée.'],
    ['Que donnent les vingt-quatre passages ?', 'Elle donne droit à 24 passages.'],
    ['', ''],
  ])('%s — %s: none', (question, passage) => {
    expect(contradicts(new AnalysedText(question), new AnalysedText(passage))).toBe(false);
  });
});
