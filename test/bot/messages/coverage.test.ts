import { expect, test } from 'vitest';
import { speechIn } from '../../../bot/speech.js';
import { coverageBlocks } from '../../../bot/messages/coverage.js';
import type { ReportSurroundings } from '../../../bot/messages/report.js';
import type { Coverage, DocumentCoverage } from '../../../retrieval/evidence/index.js';
import { asRead } from '../../support/as-read.js';
import { citationIn } from '../../support/citation-in.js';

const french = speechIn('fr');
const english = speechIn('en');
const around: Pick<ReportSurroundings, 'proof' | 'link'> = {
  proof: ({ file, start }) => `https://t.me/bot?start=${file}-${start}`,
  link: (file) => (file === 'loi.txt' ? 'https://example.org/loi' : null),
};

const report = citationIn('Mardi.\nUn drone a survolé la prison.', 'Un drone a survolé la prison.', { date: '2025-05-20' });
const law = citationIn('Le vol est interdit.', 'Le vol est interdit.', { file: 'loi.txt', title: 'Loi' });

function speaks(more: Partial<DocumentCoverage> = {}): DocumentCoverage {
  return { file: 'a.txt', title: 'Rapport', date: null, level: 'speaks', by: 'words', words: ['drone'], times: 1, quote: report, ...more };
}
const touches = speaks({ level: 'touches', file: 'loi.txt', title: 'Loi', quote: law });
const silent = (title: string): DocumentCoverage => speaks({ level: 'silent', file: `${title}.txt`, title, by: null, words: [], times: 0, quote: null });

function coverageOf(documents: readonly DocumentCoverage[], more: Partial<Coverage> = {}): Coverage {
  const count = (wanted: string): number => documents.filter(({ level }) => level === wanted).length;
  return {
    subject: 'les drones',
    documents,
    counts: { speaks: count('speaks'), touches: count('touches'), silent: count('silent') },
    unknownWords: [],
    ...more,
  };
}
const read = (coverage: Coverage, speech = french): string[] => coverageBlocks(coverage, { ...around, speech }).map(({ text }) => asRead(text));

const QUOTED = '<quote>Un drone a survolé la prison.</quote>\n<i>Rapport</i> · 20 mai 2025 · ligne 2 · <a https://t.me/bot?start=a.txt-7>🔗</a>';

test('the counts, then the sentence of each document that speaks of it or touches on it, then the silent ones', () => {
  const coverage = coverageOf([speaks(), touches, silent('Bilan'), silent('Notes  de\nfrais')]);
  expect(read(coverage)).toEqual([
    '<b>Ce que disent les documents : les drones</b>\nSur 4 documents, 1 en parle, 1 l’effleure, 2 n’en disent rien.',
    QUOTED,
    '<quote>Le vol est interdit.</quote>\n<a https://example.org/loi><i>Loi</i></a> · ligne 1 · <a https://t.me/bot?start=loi.txt-0>🔗</a>\n(effleuré)',
    '<b>N’en disent rien :</b>\n• Bilan\n• Notes de frais',
  ]);
  expect(read(coverage, english)).toEqual([
    '<b>What the documents say: les drones</b>\nOf 4 documents, 1 speaks of it, 1 touches on it, 2 say nothing of it.',
    '<quote>Un drone a survolé la prison.</quote>\n<i>Rapport</i> · 20 May 2025 · line 2 · <a https://t.me/bot?start=a.txt-7>🔗</a>',
    '<quote>Le vol est interdit.</quote>\n<a https://example.org/loi><i>Loi</i></a> · line 1 · <a https://t.me/bot?start=loi.txt-0>🔗</a>\n(touched on)',
    '<b>Say nothing of it:</b>\n• Bilan\n• Notes de frais',
  ]);
  expect(coverageBlocks(coverage, { ...around, speech: french }).map(({ cited }) => cited)).toEqual([[], [report], [law], []]);
});

test('nobody silent, or nobody but the silent', () => {
  expect(read(coverageOf([speaks()]))).toHaveLength(2);
  expect(read(coverageOf([silent('Bilan')])).slice(1)).toEqual(['<b>N’en disent rien :</b>\n• Bilan']);
  expect(read(coverageOf([]))).toEqual(['<b>Ce que disent les documents : les drones</b>\nSur 0 document, 0 en parle, 0 l’effleure, 0 n’en dit rien.']);
});

test('the counts agree with what they count', () => {
  const counts = (documents: readonly DocumentCoverage[], speech = french): string => read(coverageOf(documents), speech)[0]!.split('\n')[1]!;
  expect(counts([silent('Bilan')])).toBe('Sur un document, 0 en parle, 0 l’effleure, 1 n’en dit rien.');
  expect(counts([silent('Bilan')], english)).toBe('Of one document, 0 speak of it, 0 touch on it, 1 says nothing of it.');
  const five = [speaks(), speaks(), touches, touches, touches];
  expect(counts(five)).toBe('Sur 5 documents, 2 en parlent, 3 l’effleurent, 0 n’en dit rien.');
  expect(counts(five, english)).toBe('Of 5 documents, 2 speak of it, 3 touch on it, 0 say nothing of it.');
});

test('what only the search by meaning found says so, whatever its level', () => {
  for (const level of ['speaks', 'touches'] as const) {
    const coverage = coverageOf([speaks({ by: 'meaning', level })]);
    expect(read(coverage)[1]).toBe(`${QUOTED}\n(par le sens, sans ces mots)`);
    expect(read(coverage, english)[1]).toMatch(/🔗<\/a>\n\(by meaning, without these words\)$/);
  }
});

test('words read with uncertainty are said under the quote, on one line of their own', () => {
  const quote = { ...report, uncertain: [[report.start + 3, report.start + 8] as const] };
  const quoted = QUOTED.replace('drone', '<i>drone</i>');
  expect(read(coverageOf([speaks({ quote, level: 'touches' })]))[1]).toBe(`${quoted}\n⚠️ Un mot en italique : lecture incertaine du scan.\n(effleuré)`);
});

test('words that no document has are named, at most 300 characters of them', () => {
  const unknown = (...unknownWords: string[]): string => read(coverageOf([], { unknownWords }))[0]!.split('\n')[2]!;
  expect(unknown('quadricoptère', 'hélice')).toBe('Mots absents de tous les documents : quadricoptère, hélice');
  expect(read(coverageOf([], { unknownWords: ['hélice'] }), english)[0]).toMatch(/\nWords that no document has: hélice$/);
  expect(unknown('x'.repeat(300))).toBe(`Mots absents de tous les documents : ${'x'.repeat(300)}`);
  expect(unknown('x'.repeat(301))).toBe(`Mots absents de tous les documents : ${'x'.repeat(299)}…`);
});

test('the subject is shown with its white space levelled, cut at 200 characters', () => {
  const title = (subject: string): string => read(coverageOf([], { subject }))[0]!.split('\n')[0]!;
  expect(title(' les\n\n drones\t')).toBe('<b>Ce que disent les documents : les drones</b>');
  expect(title('x'.repeat(200))).toBe(`<b>Ce que disent les documents : ${'x'.repeat(200)}</b>`);
  expect(title('x'.repeat(201))).toBe(`<b>Ce que disent les documents : ${'x'.repeat(199)}…</b>`);
});

test('twenty silent documents in a block, the others in the next, each named once', () => {
  const names = (count: number): string[] => Array.from({ length: count }, (_, at) => `Document ${at}`);
  const blocksOf = (count: number): string[] => read(coverageOf(names(count).map(silent))).slice(1);
  const lines = (from: number, to: number): string => Array.from({ length: to - from }, (_, at) => `• Document ${from + at}`).join('\n');
  expect(blocksOf(20)).toEqual([`<b>N’en disent rien :</b>\n${lines(0, 20)}`]);
  expect(blocksOf(21)).toEqual([`<b>N’en disent rien :</b>\n${lines(0, 20)}`, '• Document 20']);
  expect(blocksOf(45)).toEqual([`<b>N’en disent rien :</b>\n${lines(0, 20)}`, lines(20, 40), lines(40, 45)]);
});
