import { describe, expect, it } from 'vitest';
import { contentTerms } from '../../../../retrieval/passages/index.js';
import { askedKind } from '../../../../retrieval/search/question/asked-kind.js';
import { findFocus } from '../../../../retrieval/search/mark/focus.js';

/** What is highlighted, as written. */
function focused(question: string, sentence: string): string | null {
  const focus = findFocus(
    sentence,
    askedKind(question)!,
    contentTerms(question).map(({ term }) => term),
  );
  return focus && sentence.slice(focus.start, focus.end);
}

describe('figures', () => {
  it.each([
    ['Combien de cellules ont été fouillées ?', "L'opération a impliqué la fouille d'environ 500 cellules par les enquêteurs.", '500'],
    ['Combien de fournisseurs ont été arrêtés ?', 'Le nom a été saisi, et trois fournisseurs ont été arrêtés.', 'trois'],
    ['Combien de téléphones circulaient ?', 'Le 20 mai 2025, près de 5 000 de ces téléphones circulaient dans 66 prisons.', '5 000'],
    ['How many prisons were searched?', 'Le 20 mai 2025, des perquisitions ont été menées dans 66 prisons.', '66'],
    ['Quel est le montant ?', 'Le montant atteint 14,2 milliards d’euros en 2003.', '14,2 milliards d’euros'],
  ])('%s', (question, sentence, figure) => {
    expect(focused(question, sentence)).toBe(figure);
  });

  it('never takes a year for a count', () => {
    expect(focused('Combien de prisons ?', 'Cela s’est passé en 2025 dans des prisons.')).toBeNull();
  });

  it('says nothing when there is no figure, and does not give back one from the question', () => {
    expect(focused('Combien coûte un téléphone ?', 'Un téléphone est interdit.')).toBeNull();
    expect(focused('Combien de jours après le 3 ?', 'Le 3, rien.')).toBeNull();
  });
});

describe('dates', () => {
  it.each([
    ['Quand les prisons ont-elles été perquisitionnées ?', 'Le 20 mai 2025, une opération a été menée dans 66 prisons.', '20 mai 2025'],
    ['Quand a lieu la réunion ?', 'Lisbonne, 2-5 juillet 2019', '2-5 juillet 2019'],
    ['Quand la demande a-t-elle été annoncée ?', 'Annoncé ce jeudi 21 mars, cette demande vise à agir.', 'jeudi 21 mars'],
    ['When was it founded?', 'It was founded on July 3, 2019 in Lisbon.', 'July 3, 2019'],
    ['En quelle année ?', 'Il est mort en 1613 à Gesualdo.', '1613'],
  ])('%s', (question, sentence, date) => {
    expect(focused(question, sentence)).toBe(date);
  });
});

describe('names', () => {
  it.each([
    ['Qui est le rapporteur ?', 'Rapporteur : Stewe Alm (Suède)', 'Stewe Alm'],
    ['Où Felix Bingui a-t-il été arrêté ?', 'Felix Bingui, chef du clan Yoda, a été arrêté au Maroc.', 'Maroc'],
    ['Qui dirige le clan ?', 'Le clan est dirigé par Felix Bingui.', 'Felix Bingui'],
  ])('%s', (question, sentence, name) => {
    expect(focused(question, sentence)).toBe(name);
  });

  it('does not take the first word of a sentence for a name', () => {
    expect(focused('Qui décide ?', 'Cependant, rien ne change.')).toBeNull();
  });
});

it('stands an empty sentence and one of signs only', () => {
  expect(findFocus('', 'figure', [])).toBeNull();
  expect(findFocus('« … »', 'person', [])).toBeNull();
});

it('gives offsets of the text as written, accents and all', () => {
  const sentence = 'À l’été, « œuvre » : le 1er août 2024 précisément.';
  const focus = findFocus(sentence, 'date', [])!;
  expect(sentence.slice(focus.start, focus.end)).toBe('1er août 2024');
});
