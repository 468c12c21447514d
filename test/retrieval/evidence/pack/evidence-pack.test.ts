import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { beforeEach, describe, expect, test } from 'vitest';
import { UserError } from '../../../../retrieval/errors.js';
import { absenceReport } from '../../../../retrieval/evidence/absence/absence-report.js';
import { citationAt } from '../../../../retrieval/evidence/evidence-document.js';
import type { DossierDocument } from '../../../../retrieval/evidence/dossier-documents.js';
import { evidencePack, packHash, type PackOptions } from '../../../../retrieval/evidence/pack/evidence-pack.js';
import type { Answer, AnswerPassage } from '../../../../retrieval/search/answer.js';
import { documentOf } from '../documents.js';
import { temporaryFolder } from '../../../support/folder.js';

const notes = {
  ...documentOf(
    'notes/été <2025> & "co".txt',
    "\uFEFFTitre\r\n\r\nLes enquêteurs ont fouillé « 500 » cellules.\r\nL'avocat a dit : <b>non</b> & rien d'autre 👮. *Fin* de _l'audition_.",
  ),
  link: null,
};
const scan: DossierDocument = {
  ...documentOf('scan.pdf', 'Page une.\fPage deux : le 20 mai 2025, 66 prisons ont été visitées.'),
  link: 'https://example.org/scan?a=1&b=2',
  hash: createHash('sha256').update('%PDF bytes').digest('hex'),
  pages: [0, 10],
  date: '2025-05-20',
};
const documents: readonly DossierDocument[] = [notes, scan];

function passage(document: DossierDocument, quote: string, marked: string, rank = 1): AnswerPassage {
  const start = document.text.indexOf(quote);
  const from = document.text.indexOf(marked, start);
  return {
    ...citationAt(document, start, start + quote.length),
    rank,
    id: `passage${rank}`.padEnd(12, '_'),
    heading: null,
    highlight: [from, from + marked.length],
    focus: null,
    score: 0.9,
    also: [citationAt(scan, 0, 9)],
  };
}
const answer = (question: string, passages: readonly AnswerPassage[], verdict: Answer['verdict'] = 'answered'): Answer => ({
  question,
  verdict,
  confidence: 0.9,
  passages,
  searched: { documents: 2, passages: 7, unread: [{ file: 'broken.pdf', reason: { code: 'damaged', kind: 'pdf', detail: '<nothing>' } }] },
  milliseconds: 12,
});
const answers = [
  answer('Combien de cellules <fouillées> ?', [
    passage(notes, 'Les enquêteurs ont fouillé « 500 » cellules.', 'fouillé « 500 » cellules'),
    passage(scan, 'le 20 mai 2025, 66 prisons ont été visitées', '66 prisons', 2),
  ]),
  answer("Qu'a dit l'avocat ?", [passage(notes, "L'avocat a dit : <b>non</b> & rien d'autre 👮. *Fin* de _l'audition_.", '<b>non</b>')], 'close'),
];
const options: PackOptions = { documents, language: 'fr', include: 'documents', originals: new Map([['scan.pdf', new TextEncoder().encode('%PDF bytes')]]) };

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

async function unpacked(pack: Uint8Array): Promise<Record<string, Uint8Array>> {
  const files = unzipSync(pack);
  for (const [path, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  return files;
}
const verify = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'verify.mjs'), ...args], { encoding: 'utf8' });
  return { status, said: stdout + stderr };
};
const change = async (path: string, by: (text: string) => string): Promise<void> => {
  const before = await readFile(join(folder, path), 'utf8');
  const after = by(before);
  expect(after).not.toBe(before);
  await writeFile(join(folder, path), after);
};

test('holds what it promises, in a fixed order, and passes its own check', async () => {
  const pack = evidencePack(answers, options);
  const files = await unpacked(pack);
  expect(Object.keys(files)).toEqual([
    'LISEZMOI.txt',
    'README.txt',
    'documents/notes/été _2025_ & _co_.txt',
    'documents/scan.pdf',
    'evidence.json',
    'index.html',
    'index.md',
    'texts/scan.pdf.txt',
    'verify.mjs',
  ]);
  const { status, said } = verify();
  expect(said).toContain('0 erreur(s)');
  expect(said).toContain(`SHA-256 evidence.json  ${packHash(pack)}`);
  expect(status, said).toBe(0);
  const evidence = JSON.parse(Buffer.from(files['evidence.json']!).toString('utf8')) as { questions: { question: string; excerpts: { quote: string }[] }[] };
  expect(evidence.questions.map(({ question }) => question)).toEqual(answers.map(({ question }) => question));
  expect(evidence.questions.flatMap(({ excerpts }) => excerpts.map(({ quote }) => quote))).toEqual(
    answers.flatMap(({ passages }) => passages.map(({ quote }) => quote)),
  );
});

test('is the same, bit for bit, whenever and wherever it is made', () => {
  const slower = answers.map((one) => ({ ...one, milliseconds: 9_999 }));
  expect(Buffer.compare(evidencePack(answers, options), evidencePack(slower, { ...options, documents: [...documents].reverse() }))).toBe(0);
  const zone = process.env['TZ'];
  const first = evidencePack(answers, options);
  process.env['TZ'] = 'Pacific/Auckland';
  expect(Buffer.compare(first, evidencePack(answers, options))).toBe(0);
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

describe('a tampered pack fails its check', () => {
  beforeEach(() => unpacked(evidencePack(answers, options)));

  test.each([
    ['a quote in evidence.json', 'evidence.json', (text: string) => text.replace('« 500 »', '« 600 »')],
    ['an offset', 'evidence.json', (text: string) => text.replace(/"start": (\d+)/u, (_, start: string) => `"start": ${Number(start) + 1}`)],
    ['a hash', 'evidence.json', (text: string) => text.replace(/"hash": "(.)/u, (_, digit: string) => `"hash": "${digit === '0' ? '1' : '0'}`)],
    ['a mark outside of its quote', 'evidence.json', (text: string) => text.replace(/"highlight": \[\s*\d+/u, '"highlight": [0')],
    ['the page', 'index.html', (text: string) => text.replace('500', '600')],
    ['the Markdown', 'index.md', (text: string) => text.replace('500', '600')],
    ['a document', 'documents/notes/été _2025_ & _co_.txt', (text: string) => text.replace('500', '600')],
    ['the original of a text', 'documents/scan.pdf', (text: string) => `${text} `],
    ['the text of a document', 'texts/scan.pdf.txt', (text: string) => text.replace('66', '67')],
    ['the version', 'evidence.json', (text: string) => text.replace('"version": 1', '"version": 2')],
    ['JSON cut short', 'evidence.json', (text: string) => text.slice(0, 300)],
  ])('%s', async (_, path, by) => {
    await change(path, by);
    const { status, said } = verify();
    expect(said).toMatch(/ERREUR \/ ERROR/u);
    expect(status).toBe(1);
  });

  test('the quote in the page and in the JSON, with the hash of the page made right', async () => {
    await change('index.html', (text) => text.replace('500', '600'));
    const page = createHash('sha256')
      .update(await readFile(join(folder, 'index.html')))
      .digest('hex');
    await change('evidence.json', (text) => text.replace('« 500 »', '« 600 »').replace(/("path": "index\.html",\s*"sha256": ")[0-9a-f]+/u, `$1${page}`));
    expect(verify()).toMatchObject({ status: 1 });
  });

  test('the page alone, with its hash made right', async () => {
    await change('index.html', (text) => text.replace('500', '600'));
    expect(await readFile(join(folder, 'index.html'), 'utf8')).toMatch(/id="quote-1">.*600/u);
    const page = createHash('sha256')
      .update(await readFile(join(folder, 'index.html')))
      .digest('hex');
    await change('evidence.json', (text) => text.replace(/("path": "index\.html",\s*"sha256": ")[0-9a-f]+/u, `$1${page}`));
    expect(verify().said).toContain('index.html does not show this quote');
    expect(verify().status).toBe(1);
  });

  test('a file put in or taken out', async () => {
    await writeFile(join(folder, 'documents', 'more.txt'), 'x');
    expect(verify()).toMatchObject({ status: 1, said: expect.stringContaining('documents/more.txt') as string });
    await rm(join(folder, 'documents', 'more.txt'));
    await rm(join(folder, 'documents', 'scan.pdf'));
    expect(verify()).toMatchObject({ status: 1, said: expect.stringContaining('documents/scan.pdf') as string });
  });

  test('a path that leads out of the pack', async () => {
    await change('evidence.json', (text) => text.replace('"path": "index.md"', '"path": "../../index.md"'));
    expect(verify()).toMatchObject({ status: 1, said: expect.stringContaining('outside of the pack') as string });
  });
});

describe('with hashes alone', () => {
  test('holds no document, says what it could not check, and checks against a folder', async () => {
    const files = await unpacked(evidencePack(answers, { ...options, include: 'hashes' }));
    expect(Object.keys(files)).toEqual(['LISEZMOI.txt', 'README.txt', 'evidence.json', 'index.html', 'index.md', 'verify.mjs']);
    expect(verify()).toMatchObject({ status: 2, said: expect.stringContaining('NON VÉRIFIÉ / NOT CHECKED') as string });
    const dossier = join(folder, '..', `${folder.split('/').at(-1)!}-dossier`);
    await mkdir(join(dossier, 'notes'), { recursive: true });
    await writeFile(join(dossier, notes.file), notes.text);
    expect(verify(dossier).said).toContain('quote is exact');
    await writeFile(join(dossier, notes.file), notes.text.replace('500', '600'));
    expect(verify(dossier)).toMatchObject({ status: 1 });
  });
});

test('refuses what it could not prove', () => {
  expect(() => evidencePack([], options)).toThrow(UserError);
  expect(() => evidencePack(answers, { ...options, originals: new Map([['scan.pdf', new TextEncoder().encode('other')]]) })).toThrow(/changed since/u);
  expect(() => evidencePack(answers, { ...options, documents: [notes] })).toThrow(/no such document/u);
  expect(() => evidencePack(answers, { ...options, documents: [{ ...notes, text: notes.text.replace('500', '600') }, scan] })).toThrow(/other words/u);
});

test('shows quotes as they are: nothing in them is markup, in either language', () => {
  for (const language of ['fr', 'en'] as const) {
    const files = unzipSync(evidencePack(answers, { ...options, language, absence: new Map([[answers[1]!, absenceReport(documents, answers[1]!, 0.5)]]) }));
    const page = Buffer.from(files['index.html']!).toString('utf8');
    expect(page).toContain(`<html lang="${language}">`);
    expect(page).toContain('&lt;b&gt;non&lt;/b&gt;');
    expect(page).not.toContain('<b>non</b>');
    expect(page).not.toMatch(/<script|src=|url\(|@import/u);
    expect(page).toContain('Combien de cellules &lt;fouillées&gt; ?');
    expect(page).toContain(language === 'fr' ? 'Ce qui a été cherché' : 'What was searched');
    const markdown = Buffer.from(files['index.md']!).toString('utf8');
    expect(markdown).toContain("\\*Fin\\* de \\_l'audition\\_");
    expect(markdown).toContain('[^3]');
  }
});
