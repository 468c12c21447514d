import { describe, expect, test } from 'vitest';
import { findDates, type DateMention } from '../../../../retrieval/evidence/chronology/find-dates.js';
import { isoDate } from '../../../../retrieval/evidence/chronology/chronology.js';

const shown = ({ from, to }: DateMention): string => isoDate(from) + (to ? `/${isoDate(to)}` : '');

test.each([
  ['Le 20 mai 2025, une opération', '20 mai 2025', '2025-05-20'],
  ['en mai 2025,', 'mai 2025', '2025-05'],
  ['Lisbonne, 2-5 juillet 2019', '2-5 juillet 2019', '2019-07-02/2019-07-05'],
  ['du 3 au 5 mars', '3 au 5 mars', '--03-03/--03-05'],
  ['du mardi 3 au jeudi 5 mars 2020', 'mardi 3 au jeudi 5 mars 2020', '2020-03-03/2020-03-05'],
  ['le 1er janvier', '1er janvier', '--01-01'],
  ['le 29 février 2024', '29 février 2024', '2024-02-29'],
  ['signé le 20/05/2025.', '20/05/2025', '2025-05-20'],
  ['signé le 20.05.2025.', '20.05.2025', '2025-05-20'],
  ['2025-05-20T10:00:00Z', '2025-05-20', '2025-05-20'],
  ['on 12/31/2024', '12/31/2024', '2024-12-31'],
  ['en 2019, puis', '2019', '2019'],
  ['depuis 2012', '2012', '2012'],
  ["jusqu'en 2030", '2030', '2030'],
  ['à la fin de l’année 2021', '2021', '2021'],
  ['On May 20, 2025, he', 'May 20, 2025', '2025-05-20'],
  ['Tuesday, May 20th, 2025', 'Tuesday, May 20th, 2025', '2025-05-20'],
  ['the 20th of May', '20th of May', '--05-20'],
  ['the 20th of May 2025', '20th of May 2025', '2025-05-20'],
  ['in May 2020', 'May 2020', '2020-05'],
  ['from 3 to 5 March 2020', '3 to 5 March 2020', '2020-03-03/2020-03-05'],
  ['May 20–22, 2025', 'May 20–22, 2025', '2025-05-20/2025-05-22'],
  ['June 3 - July 2, 2020', 'June 3 - July 2, 2020', '2020-06-03/2020-07-02'],
  ['Annoncé ce jeudi 21 mars, cette', 'ce jeudi 21 mars', '--03-21'],
  ['du 28 décembre 2019 au 3 janvier 2020', '28 décembre 2019 au 3 janvier 2020', '2019-12-28/2020-01-03'],
  ['du 28 décembre au 3 janvier 2020', '28 décembre au 3 janvier 2020', '2019-12-28/2020-01-03'],
  ['entre le 3 et le 5 mars 2020', '3 et le 5 mars 2020', '2020-03-03/2020-03-05'],
  ['de mars à mai 2020', 'mars à mai 2020', '2020-03/2020-05'],
  ['entre novembre 2019 et mars 2020', 'novembre 2019 et mars 2020', '2019-11/2020-03'],
  ['de 2015 à 2019', 'de 2015 à 2019', '2015/2019'],
  ['between 2015 and 2019', 'between 2015 and 2019', '2015/2019'],
  ['sur la période 2015-2019', '2015-2019', '2015/2019'],
  ['20 MAI 2025', '20 MAI 2025', '2025-05-20'],
  ['le 3 fevrier 2020', '3 fevrier 2020', '2020-02-03'],
  ['le 3 sept. 2020', '3 sept. 2020', '2020-09-03'],
  ['la loi n° 2016-731 du 3 juin 2016 renforçant', '3 juin 2016', '2016-06-03'],
  // The year that one end says serves the other; over New Year the other is the year before or after.
  ['du 28 décembre 2019 au 3 janvier', '28 décembre 2019 au 3 janvier', '2019-12-28/2020-01-03'],
  ['du 28 février 2019 au 3 mars', '28 février 2019 au 3 mars', '2019-02-28/2019-03-03'],
  ['du 3 mars au 5 mars 2020', '3 mars au 5 mars 2020', '2020-03-03/2020-03-05'],
  ['du 3 mars 2020 au 5 mars', '3 mars 2020 au 5 mars', '2020-03-03/2020-03-05'],
  ['du 3 mars au 5 avril', '3 mars au 5 avril', '--03-03/--04-05'],
  ['de décembre à janvier 2020', 'décembre à janvier 2020', '2019-12/2020-01'],
  ['January 3, 2019 to March 2, 2020', 'January 3, 2019 to March 2, 2020', '2019-01-03/2020-03-02'],
  // A range that runs backwards is none: its last day alone is sure.
  ['les articles 5-2 mars', '5-2 mars', '--03-02'],
  ['le 3-3 mars', '3-3 mars', '--03-03'],
  // A month's name cut short counts with a year or a point.
  ['le 3 sept., il', '3 sept', '--09-03'],
  ['LE 3 SEPT.', '3 SEPT', '--09-03'],
  ['on Sep. 3 he', 'Sep. 3', '--09-03'],
  ['du 3 sept 2019 au 5 oct', '3 sept 2019 au 5 oct', '2019-09-03/2019-10-05'],
  ['du 3 sept au 5 oct 2019', '3 sept au 5 oct 2019', '2019-09-03/2019-10-05'],
  ['du 3 au 5 sept 2020', '3 au 5 sept 2020', '2020-09-03/2020-09-05'],
  ['JUNE 3, 2020', 'JUNE 3, 2020', '2020-06-03'],
  ['le\n20\u00A0mai\n2025', '20\u00A0mai\n2025', '2025-05-20'],
])('%j', (text, written, dates) => {
  const found = findDates(text);
  expect(found.map(shown)).toEqual([dates]);
  expect(text.slice(found[0]!.start, found[0]!.end)).toBe(written);
});

test('days of a list come one by one, and two dates are two', () => {
  expect(findDates('les 3, 4 et 7 mars 2020').map(shown)).toEqual(['2020-03-03', '2020-03-04', '2020-03-07']);
  expect(findDates('les 10 et 12 sept 2020').map(shown)).toEqual(['2020-09-10', '2020-09-12']);
  expect(findDates('Le 20 mai 2025 puis le 3 juin').map(shown)).toEqual(['2025-05-20', '--06-03']);
});

test.each([
  ['ce jeudi 21 mars', 3, true],
  ['le jeudi 21 mars', 3, false],
  ['ce 21 mars', null, true],
  ['lundi 3 mars au jeudi 5 avril', 0, false],
  ['dimanche 3 au jeudi 5 mars', 6, false],
  ['Tuesday, May 20', 1, false],
  ['this Saturday, May 20', 5, true],
  ['le 21 mars', null, false],
  ['LE DIMANCHE 21 MARS', 6, false],
  // An old s is a letter of the same name to a pattern that ignores capitals.
  ['le ſamedi 21 mars', 5, false],
  ['mars 2020', null, false],
])('%s: the weekday said is %j, near the day of writing: %j', (text, weekday, deictic) => {
  expect(findDates(text)).toMatchObject([{ weekday, deictic, ambiguous: false }]);
});

test('a day and month in figures that can be exchanged are told as ambiguous', () => {
  expect(findDates('le 05/06/2025')).toMatchObject([{ ambiguous: true, from: { month: 6, day: 5 } }]);
  expect(findDates('le 12/05/2025')).toMatchObject([{ ambiguous: true, from: { month: 5, day: 12 } }]);
  expect(findDates('le 05/12/2025')).toMatchObject([{ ambiguous: true, from: { month: 12, day: 5 } }]);
  expect(findDates('le 20/06/2025')).toMatchObject([{ ambiguous: false }]);
  expect(findDates('le 06/06/2025')).toMatchObject([{ ambiguous: false }]);
});

describe('no date is found in', () => {
  test.each([
    'article 222-37 du code pénal',
    'près de 5 000 appareils',
    'ces caïds 2.0 orchestrent',
    '01 23 45 67 89',
    '+33 1 23 45 67 89',
    'en 2 000 exemplaires',
    'tiré en 1500 exemplaires',
    'les années 1990',
    'au XIXe siècle',
    'may 20 people come',
    'they may 2020',
    'le 31 février 2020',
    'le 2025-02-31',
    'du 31 février au 3 mars 2020',
    'du 28 février au 31 avril 2020',
    'du 3 sept au 5 oct',
    'du 3 sept au 5 octobre',
    'February 31 - March 2, 2020',
    'February 3 - April 31, 2020',
    'Mars 3 - Juin 2, 2020',
    'June 3 - mars 2, 2020',
    'entre le 30 et le 31 février',
    'du 3 au 5 sept',
    'les 28 et 31 février 2020',
    'les 3 et 5 sept',
    'February 31, 2020',
    'February 3-31, 2020',
    'on Sep 3',
    'Mars 20, 2020',
    'MARS 20, 2020',
    'may 20, 2020',
    'le 31/13/2024',
    'le 13/13/2024',
    'le 31/02/2024',
    'de 2019 à 2015',
    'de 2015 à 2015',
    'la période 2019-2015',
    'le 29 février 2023',
    'version 12.5.3',
    'v20.11.2025.1',
    'le format 16/9',
    'n° 2025-123',
    'page 12',
    'CVE-2024-1234',
    'environ 500 cellules dans 66 prisons',
    'sept prisons',
    'les 20 marsouins',
    'mars et mai',
    '14:30',
    'les 3 maires',
    'en 5000',
    '192.168.10.2025',
    'IBAN FR76 3000 6000 0112 3456 7890 189',
    '75008 Paris',
    '',
  ])('%j', (text) => {
    expect(findDates(text).map(shown)).toEqual([]);
  });
});

test('a long text without dates, and one of figures alone, take no longer than their length', () => {
  const long = `${'12 '.repeat(20_000)}${'de 2015 '.repeat(5_000)}${'mars '.repeat(5_000)}`;
  expect(findDates(long)).toEqual([]);
});
