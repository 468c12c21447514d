import { describe, expect, it } from 'vitest';
import { isFrontDetail, isOwnLine } from '../../../../retrieval/documents/text/front-detail.js';

describe('isFrontDetail', () => {
  it.each([
    '3 juillet 2019',
    'Le mardi 3 juillet 2019',
    'Lisbonne, 2-5 juillet 2019',
    'Paris, le 14 mai 2024',
    'Français',
    'Original : anglais*',
    'Rapporteur : Stewe Alm (Suède)',
    'Par M. Jean DUPONT',
    'By Jane Smith',
    'Publié le 3 juillet 2019',
    'Distr.: General',
    'Nations Unies A/RES/70/1',
    'Assemblée nationale',
    'Ministère de la Justice',
    'Seventieth session',
    'https://example.org/a',
    'nom@example.org',
    'De : Jean',
  ])('knows %s', (line) => {
    expect(isFrontDetail(line)).toBe(true);
  });

  it.each([
    'Projet de rapport',
    'Le rôle des cyberpatrouilles',
    'Bilan 2024',
    'Cyberpatrouilles : Darmanin impose de nouvelles mesures',
    'Article 5',
    'Narcotrafiquants : qui sont-ils ?',
    'Par ailleurs',
    'De la prison',
    "La direction de l'enquête",
    'À Marseille, 3 morts en 2024',
  ])('leaves %s alone', (line) => {
    expect(isFrontDetail(line)).toBe(false);
  });
});

describe('isOwnLine', () => {
  it('knows dates, by-lines and addresses, not what a wrapped line may begin with', () => {
    for (const line of ['3 juillet 2019', 'By Jane Smith', 'https://example.org']) expect(isOwnLine(line)).toBe(true);
    for (const line of ['3 juillet 2019 devant la cour', 'par M. Dupont', 'Français', 'Source : AFP']) expect(isOwnLine(line)).toBe(false);
  });
});
