import { describe, expect, test } from 'vitest';
import { speechIn } from '../../../bot/speech.js';
import type { ReportSurroundings } from '../../../bot/messages/report.js';
import { verifyBlocks, verifyDifferences } from '../../../bot/messages/verify.js';
import type { Difference, QuoteCheck, QuotePart } from '../../../retrieval/evidence/index.js';
import { asRead } from '../../support/as-read.js';
import { citationIn } from '../../support/citation-in.js';

const french = speechIn('fr');
const english = speechIn('en');
const around: Pick<ReportSurroundings, 'proof' | 'link'> = {
  proof: ({ file, start }) => `https://t.me/bot?start=${file}-${start}`,
  link: (file) => (file === 'loi.txt' ? 'https://example.org/loi' : null),
};

const report = 'Mardi.\nEnviron 500 cellules ont été fouillées.';
const place = citationIn(report, 'Environ 500 cellules ont été fouillées.');
const law = citationIn('Le vol est interdit.', 'Le vol est interdit.', { file: 'loi.txt', title: 'Loi', date: '2025-05-20' });

function part(more: Partial<QuotePart> = {}): QuotePart {
  return {
    start: 0,
    end: 1,
    text: 'Environ 500\n cellules ',
    verdict: 'exact',
    form: 'identical',
    place,
    similarity: 1,
    differences: [],
    also: [],
    places: 1,
    join: null,
    wordsSkipped: 0,
    ...more,
  };
}

function check(more: Partial<QuoteCheck> = {}): QuoteCheck {
  return { quote: '', verdict: 'exact', parts: [part()], searched: { documents: 2, words: 1234 }, milliseconds: 1, ...more };
}

const side = (text: string) => ({ start: 0, end: text.length, text });
function difference(more: Partial<Difference> = {}): Difference {
  return { what: 'changed', kind: 'words', touches: null, quoted: side('vu'), written: side('su'), ...more };
}

const blocks = (given: QuoteCheck, speech = french): string[] => verifyBlocks(given, { ...around, speech }).map(({ text }) => asRead(text));
/** The only part's block, or the one with that number. */
const read = (more: Partial<QuotePart>, speech = french): string[] => blocks(check({ parts: [part(more)] }), speech)[1]!.split('\n');

describe('a checked quote', () => {
  test('verdict, place, what was searched; the place counts as cited', () => {
    expect(blocks(check())).toEqual([
      '✅ <b>Citation exacte</b>',
      '✅ exact\n<quote>Environ 500 cellules ont été fouillées.</quote>\n<i>Rapport</i> · ligne 2 · <a https://t.me/bot?start=a.txt-7>🔗</a>',
      'Cherché dans 2 documents, 1\u202F234 mots.',
    ]);
    expect(blocks(check({ searched: { documents: 1, words: 7 } }), english)).toEqual([
      '✅ <b>The quote is exact</b>',
      '✅ exact\n<quote>Environ 500 cellules ont été fouillées.</quote>\n<i>Rapport</i> · line 2 · <a https://t.me/bot?start=a.txt-7>🔗</a>',
      'Searched one document, 7 words.',
    ]);
    expect(verifyBlocks(check(), { ...around, speech: french }).map(({ cited }) => cited)).toEqual([[], [place], []]);
  });

  test.each([
    ['exact', '✅ <b>Citation exacte</b>', '✅ <b>The quote is exact</b>'],
    ['near', '🟡 <b>Citation proche : le texte dit autre chose par endroits</b>', '🟡 <b>The quote is near: the text says otherwise in places</b>'],
    ['joined', '🧩 <b>Citation recomposée : ses morceaux viennent de plusieurs endroits</b>', '🧩 <b>The quote is put together from several places</b>'],
    ['partial', '🟠 <b>Une partie de la citation est introuvable</b>', '🟠 <b>Part of the quote cannot be found</b>'],
    ['absent', '❌ <b>Aucun document ne le dit</b>', '❌ <b>No document says this</b>'],
  ] as const)('the verdict %s in words', (verdict, inFrench, inEnglish) => {
    expect(blocks(check({ verdict }))[0]).toBe(inFrench);
    expect(blocks(check({ verdict }), english)[0]).toBe(inEnglish);
  });

  test('of several parts each is named first, its white space levelled, and cut at 80 characters', () => {
    const parts = [part(), part({ text: 'x'.repeat(80), join: 'elsewhere', place: law }), part({ text: 'x'.repeat(81), place: null })];
    expect(blocks(check({ verdict: 'joined', parts }))).toEqual([
      '🧩 <b>Citation recomposée : ses morceaux viennent de plusieurs endroits</b>',
      '<i>Environ 500 cellules</i>\n✅ exact\n<quote>Environ 500 cellules ont été fouillées.</quote>\n<i>Rapport</i> · ligne 2 · <a https://t.me/bot?start=a.txt-7>🔗</a>',
      `<i>${'x'.repeat(80)}</i>\n✅ exact · vient d’un autre document\n<quote>Le vol est interdit.</quote>\n<a https://example.org/loi><i>Loi</i></a> · 20 mai 2025 · ligne 1 · <a https://t.me/bot?start=loi.txt-0>🔗</a>`,
      `<i>${'x'.repeat(79)}…</i>\n✅ exact`,
      'Cherché dans 2 documents, 1\u202F234 mots.',
    ]);
    expect(verifyBlocks(check({ parts }), { ...around, speech: french }).map(({ cited }) => cited)).toEqual([[], [place], [law], [], []]);
  });
});

describe('a part', () => {
  test.each([
    [{}, '✅ exact', '✅ exact'],
    [{ form: 'typographic' }, '✅ exact, typographie à part', '✅ exact but for typography'],
    [{ verdict: 'near', form: null }, '🟡 proche', '🟡 near'],
    [{ verdict: 'absent', form: null }, '❌ introuvable', '❌ not found'],
    [{ join: 'continues' }, '✅ exact', '✅ exact'],
    [{ join: 'unknown' }, '✅ exact', '✅ exact'],
    [{ join: 'elision', wordsSkipped: 1 }, '✅ exact · coupure signalée (un mot)', '✅ exact · cut marked (one word)'],
    [{ join: 'elision', wordsSkipped: 3 }, '✅ exact · coupure signalée (3 mots)', '✅ exact · cut marked (3 words)'],
    [{ join: 'skips', wordsSkipped: 1 }, '✅ exact · coupure non signalée (un mot)', '✅ exact · cut not marked (one word)'],
    [{ join: 'skips', wordsSkipped: 3 }, '✅ exact · coupure non signalée (3 mots)', '✅ exact · cut not marked (3 words)'],
    [{ join: 'earlier' }, '✅ exact · vient de plus haut dans le même document', '✅ exact · comes from before in the same document'],
    [{ join: 'elsewhere' }, '✅ exact · vient d’un autre document', '✅ exact · comes from another document'],
  ] as const)('%j', (more, inFrench, inEnglish) => {
    expect(read(more)[0]).toBe(inFrench);
    expect(read(more, english)[0]).toBe(inEnglish);
  });

  test('one that is not found: what comes closest, or nothing at all', () => {
    const quote = ['<quote>Environ 500 cellules ont été fouillées.</quote>', '<i>Rapport</i> · ligne 2 · <a https://t.me/bot?start=a.txt-7>🔗</a>'];
    const absent = { verdict: 'absent', form: null, similarity: 0.745 } as const;
    expect(read(absent)).toEqual(['❌ introuvable', 'Ce qui s’en approche le plus (75 % des mots) :', ...quote]);
    expect(read(absent, english).slice(0, 2)).toEqual(['❌ not found', 'What comes closest (75% of the words):']);
    expect(read({ ...absent, place: null })).toEqual(['❌ introuvable']);
  });

  test('a near one: its differences, then the place', () => {
    expect(read({ verdict: 'near', form: null, differences: [difference()], similarity: 0.9 })).toEqual([
      '🟡 proche',
      '• <b>vu</b> au lieu de <b>su</b> (mots)',
      '<quote>Environ 500 cellules ont été fouillées.</quote>',
      '<i>Rapport</i> · ligne 2 · <a https://t.me/bot?start=a.txt-7>🔗</a>',
    ]);
  });

  test('one that stands in several places says in how many others', () => {
    expect(read({ places: 1 })).toHaveLength(3);
    expect([read({ places: 2 }).at(-1), read({ places: 2 }, english).at(-1)]).toEqual(['et à un autre endroit', 'and at one other place']);
    expect([read({ places: 3 }).at(-1), read({ places: 3 }, english).at(-1)]).toEqual(['et à 2 autres endroits', 'and at 2 other places']);
  });
});

describe('what a quote says otherwise', () => {
  const lines = (differences: readonly Difference[], speech = french): string[] => verifyDifferences(differences, speech).map(asRead);

  test.each([
    [{}, '• <b>vu</b> au lieu de <b>su</b> (mots)', '• <b>vu</b> for <b>su</b> (words)'],
    [{ kind: 'typography' }, '• <b>vu</b> au lieu de <b>su</b> (typographie)', '• <b>vu</b> for <b>su</b> (typography)'],
    [{ kind: 'ocr' }, '• <b>vu</b> au lieu de <b>su</b> (bruit de numérisation ou accents)', '• <b>vu</b> for <b>su</b> (noise of scanning, or accents)'],
    [{ touches: 'figure' }, '• <b>vu</b> au lieu de <b>su</b> (chiffre)', '• <b>vu</b> for <b>su</b> (figure)'],
    [{ touches: 'negation' }, '• <b>vu</b> au lieu de <b>su</b> (négation)', '• <b>vu</b> for <b>su</b> (negation)'],
    [{ touches: 'name' }, '• <b>vu</b> au lieu de <b>su</b> (nom)', '• <b>vu</b> for <b>su</b> (name)'],
    [{ what: 'added', written: null }, '• <b>vu</b> ajouté (mots)', '• <b>vu</b> added (words)'],
    [{ what: 'missing', quoted: null, touches: 'negation' }, '• <b>su</b> manque (négation)', '• <b>su</b> is missing (negation)'],
    [{ quoted: side(' 5\n\n000\t') }, '• <b>5 000</b> au lieu de <b>su</b> (mots)', '• <b>5 000</b> for <b>su</b> (words)'],
  ] as const)('%j', (more, inFrench, inEnglish) => {
    expect(lines([difference(more)])).toEqual([inFrench]);
    expect(lines([difference(more)], english)).toEqual([inEnglish]);
  });

  test('pieces are cut at 80 characters', () => {
    expect(lines([difference({ quoted: side('x'.repeat(80)), written: side('y'.repeat(81)) })])).toEqual([
      `• <b>${'x'.repeat(80)}</b> au lieu de <b>${'y'.repeat(79)}…</b> (mots)`,
    ]);
  });

  test('twelve are listed, further ones counted', () => {
    const many = (count: number) => Array.from({ length: count }, (_, at) => difference({ quoted: side(`a${at}`) }));
    const twelve = lines(many(12));
    expect(twelve.map((line) => /a\d+/.exec(line)![0])).toEqual(['a0', 'a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7', 'a8', 'a9', 'a10', 'a11']);
    expect(lines(many(13))).toEqual([...twelve, 'et une autre différence']);
    expect(lines(many(14))).toEqual([...twelve, 'et 2 autres différences']);
    expect(lines(many(13), english).at(-1)).toBe('and one more difference');
    expect(lines(many(112), english).at(-1)).toBe('and 100 more differences');
    expect(lines([])).toEqual([]);
  });
});

test('words of a scan read with uncertainty are in italics, and a line says so', () => {
  const lines = read({ place: { ...place, uncertain: [[place.start, place.start + 7]] } });
  expect(lines.some((line) => line.includes('<i>Environ</i> 500'))).toBe(true);
  expect(lines.at(-1)).toBe('⚠️ Un mot en italique : lecture incertaine du scan.');
});
