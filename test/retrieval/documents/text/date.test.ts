import { describe, expect, it } from 'vitest';
import { dateInName, findDate, isIsoDate, readDate } from '../../../../retrieval/documents/text/date.js';

const body = '\n\nUne phrase du texte, le 5 mai 2001.';

describe('findDate', () => {
  it.each([
    ['3 juillet 2019', '2019-07-03'],
    ['Paris, le 14 mai 2024', '2024-05-14'],
    ['Le mardi 1er août 2023', '2023-08-01'],
    ['Publié le 21 mars 2024 à 10h32', '2024-03-21'],
    ['Date : 12 mars 2024', '2024-03-12'],
    ['**July 3, 2019**', '2019-07-03'],
    ['Published on 3 July 2019', '2019-07-03'],
    ['21/03/2024', '2024-03-21'],
    ['2024-03-21', '2024-03-21'],
  ])('reads %s', (line, date) => {
    expect(findDate(`Un titre\n${line}${body}`)).toBe(date);
  });

  it.each([
    ['a span', 'Lisbonne, 2-5 juillet 2019'],
    ['a date in a sentence', 'La réunion du 3 juillet 2019 a eu lieu'],
    ['day and month that may be exchanged', '05/06/2024'],
    ['two dates', '3 juillet 2019\n4 juillet 2019'],
    ['no day of the calendar', '31 juin 2019'],
    ['a month', 'juillet 2019'],
  ])('is not sure of %s', (_name, line) => {
    expect(findDate(`Un titre\n${line}${body}`)).toBeNull();
  });

  it('looks at the head of the text only', () => {
    expect(findDate(`${'Une ligne\n'.repeat(20)}3 juillet 2019`)).toBeNull();
    expect(findDate(`${'Du texte suivi. '.repeat(20)}\n3 juillet 2019`)).toBeNull();
  });
});

describe('readDate', () => {
  it('knows months cut short and dates of figures that leave no doubt', () => {
    expect(readDate('3 févr. 2019')).toBe('2019-02-03');
    expect(readDate('4/4/2019')).toBe('2019-04-04');
    expect(readDate('12.25.2019')).toBe('2019-12-25');
    expect(readDate('3 brumaire 2019')).toBeNull();
  });
});

describe('dateInName', () => {
  it.each([
    ['2024-03-21_circulaire.txt', '2024-03-21'],
    ['20240321.txt', '2024-03-21'],
    ['2024-13-21.txt', null],
    ['000_62410f1ff40af7e6.txt', null],
    ['12345678.txt', null],
  ])('%s → %s', (name, date) => {
    expect(dateInName(name)).toBe(date);
  });
});

describe('isIsoDate', () => {
  it.each(['2025', '2025-05', '2025-05-20', '2024-02-29', '0099-12-31'])('takes %s', (date) => {
    expect(isIsoDate(date)).toBe(true);
  });
  it.each(['25', '2025-13', '2025-00', '2025-02-29', '2025-5-2', '2025-05-20T00:00', '', 'mai'])('refuses %j', (date) => {
    expect(isIsoDate(date)).toBe(false);
  });
});
