import { appendFile, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { UserError } from '../../../../retrieval/errors.js';
import { citationAt } from '../../../../retrieval/evidence/evidence-document.js';
import { Ledger, ledgerEntry, type LedgerEntry } from '../../../../retrieval/evidence/citations/ledger.js';
import { documentOf } from '../documents.js';
import { temporaryFolder } from '../../../support/folder.js';

const document = documentOf('a/b.txt', 'Première phrase. Deuxième phrase, « à vérifier » 👮. Troisième.');
const when = new Date('2025-05-20T10:00:00Z');
const entryAt = (start: number, end: number): LedgerEntry => ledgerEntry(document, citationAt(document, start, end), when);

let folder: string;
let path: string;
beforeEach(() => {
  folder = temporaryFolder();
  path = join(folder, 'deep', 'quotes.jsonl');
});

test('an entry holds the quote, its place and the text around it', () => {
  expect(entryAt(17, 33)).toEqual({
    id: expect.stringMatching(/^[A-Za-z0-9_-]{16}$/u) as string,
    file: 'a/b.txt',
    hash: document.hash,
    start: 17,
    end: 33,
    quote: 'Deuxième phrase,',
    title: 'a/b.txt',
    lines: [1, 1],
    page: null,
    before: 'Première phrase. ',
    after: ' « à vérifier » 👮. Troisième.',
    when: '2025-05-20T10:00:00.000Z',
  });
  expect(() => ledgerEntry(document, { ...citationAt(document, 0, 8), quote: 'Autre' }, when)).toThrow(RangeError);
});

test('what is recorded is there after opening again, once, in order', async () => {
  const entries = [entryAt(0, 16), entryAt(17, 33), entryAt(53, 63)];
  const first = await Ledger.open(path);
  await first.record(entries.slice(0, 2));
  await Promise.all([first.record(entries), first.record(entries), first.record([])]);
  expect((await readFile(path, 'utf8')).trimEnd().split('\n')).toHaveLength(3);
  const second = await Ledger.open(path);
  expect(second.entries()).toEqual(entries);
  expect(second.get(entries[1]!.id)).toEqual(entries[1]);
  expect(second.get('unknown')).toBeNull();
});

describe('a damaged file', () => {
  test('torn anywhere in its last line loses that line alone, and the next entry is whole', async () => {
    const entries = [entryAt(0, 16), entryAt(17, 33)];
    const ledger = await Ledger.open(path);
    await ledger.record(entries);
    const whole = await readFile(path);
    const firstLine = whole.indexOf(0x0a) + 1;
    for (let length = firstLine; length < whole.length; length += 7) {
      await writeFile(path, whole.subarray(0, length));
      const torn = await Ledger.open(path);
      expect(torn.entries()).toEqual(entries.slice(0, 1));
      await torn.record([entries[1]!]);
      expect(await readFile(path)).toEqual(whole);
    }
  });

  test('with lines edited by hand keeps the others, and proves nothing by the edited', async () => {
    const [one, two] = [entryAt(0, 16), entryAt(17, 33)];
    const forged = { ...two, quote: 'Deuxième phrase ,' };
    await Ledger.open(path);
    await writeFile(path, `${JSON.stringify(one)}\nnot json\n${JSON.stringify(forged)}\n{"id":1}\n\n`);
    const ledger = await Ledger.open(path);
    expect(ledger.entries()).toEqual([one]);
    expect(ledger.damaged).toHaveLength(3);
    await ledger.compact();
    expect(await readFile(`${path}.damaged`, 'utf8')).toBe(`not json\n${JSON.stringify(forged)}\n{"id":1}\n`);
    expect(await readFile(path, 'utf8')).toBe(`${JSON.stringify(one)}\n`);
    await ledger.record([two]);
    expect((await Ledger.open(path)).size).toBe(2);
  });

  test('that is a folder ends in one clear line', async () => {
    await expect(Ledger.open(folder)).rejects.toThrow(UserError);
    await expect(Ledger.open(folder)).rejects.toThrow(/opening the ledger of quotes: .* expected at .*, found E/u);
  });
});

test('many repeated lines are rewritten on opening', async () => {
  const one = entryAt(0, 16);
  await Ledger.open(path);
  await appendFile(path, `${JSON.stringify(one)}\n`.repeat(1_500));
  const ledger = await Ledger.open(path);
  expect(ledger.size).toBe(1);
  expect(ledger.lines).toBe(1);
  expect((await stat(path)).size).toBe(Buffer.byteLength(`${JSON.stringify(one)}\n`));
});

test('two programs that do nothing but add to one file lose nothing', async () => {
  const [one, two] = [await Ledger.open(path), await Ledger.open(path)];
  await Promise.all([one.record([entryAt(0, 16)]), two.record([entryAt(17, 33)])]);
  expect((await Ledger.open(path)).size).toBe(2);
});

test('an entry that is not whole is refused', async () => {
  const ledger = await Ledger.open(path);
  await expect(ledger.record([{ ...entryAt(0, 16), quote: '' }])).rejects.toThrow();
  expect(ledger.size).toBe(0);
});

test('a file that another program rewrites takes what comes after too', async () => {
  const [one, other] = [await Ledger.open(path), await Ledger.open(path)];
  await one.record([entryAt(0, 16)]);
  await (await Ledger.open(path)).compact();
  await other.record([entryAt(17, 34)]);
  await one.record([entryAt(35, 40)]);
  expect((await Ledger.open(path)).entries().map(({ start }) => start)).toEqual([0, 17, 35]);
});
