import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { runCommand } from '../support/command.js';
import { filled, temporaryFolder } from '../support/folder.js';
import { mountSmall, remountReadOnly, whyNoMount } from '../support/mounts.js';

/*
 * What a user may do wrong, met by the compiled programs with the real model: one clear line that says what was tried, what was
 * found and what to do; exit status 2; nothing lost.
 */
const FILES = {
  'prisons.txt': 'Les prisons\n\nLa police a fouillé environ 500 cellules mardi matin. Les surveillants ont saisi des téléphones.\n',
  'drogue.txt': 'La livraison de drogue\n\nLe ministre veut éradiquer la livraison de drogue à domicile. Les préfets doivent agir sans délai.\n',
};

let base: string;
let dossier: string;
/** An index of `dossier`, built once. */
let built: string;

beforeAll(async () => {
  base = temporaryFolder();
  dossier = filled(join(base, 'dossier'), FILES);
  built = join(base, 'index');
  const { status, stdout } = await runCommand('index', ['--dossier', dossier, '--index', built], { env: { LANG: 'en_GB.UTF-8' } });
  expect([status, stdout]).toEqual([
    0,
    expect.stringMatching(/^Index up to date: 2 documents, \d+ passages, \d+ embedded now \(there was no index yet\)\.\n$/u),
  ]);
});

/** A copy of the index, to be spoilt. */
function copyOfIndex(name: string): string {
  const copy = join(base, name);
  cpSync(built, copy, { recursive: true });
  return copy;
}

const generationOf = (index: string) => join(index, readFileSync(join(index, 'current'), 'utf8'));

describe('a folder', () => {
  test.each<[string, () => string, RegExp]>([
    ['that is not there', () => join(base, 'nowhere'), /^reading the dossier: a folder expected at .*nowhere, found nothing; check --dossier or DOSSIER_DIR$/u],
    [
      'that is empty',
      () => filled(join(base, 'empty'), { '.hidden': 'x' }),
      /^reading the dossier: at least one document expected in .*empty, found none; put the files to search there$/u,
    ],
    [
      'of files that are no text',
      () => filled(join(base, 'binary'), { 'a.bin': Uint8Array.of(0, 1, 2, 255, 254, 0), 'b.bin': Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0) }),
      /^reading the dossier: at least one document that can be read expected in .*binary, found only a\.bin: .*\(and 1 more\)$/u,
    ],
  ])('%s', async (_, folder, line) => {
    const { status, stdout, complaints } = await runCommand('ask', ['--dossier', folder(), '--index', join(base, 'unused'), 'Combien de cellules ?']);
    expect({ status, stdout, complaints }).toEqual({ status: 2, stdout: '', complaints: [expect.stringMatching(line)] });
  });

  test('with a file that is no text and one that is not UTF-8: the others are indexed, and these are named', async () => {
    const folder = filled(join(base, 'mixed'), {
      ...FILES,
      'photo.jpg': Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16),
      'latin.txt': Buffer.from('Été à la prison de Fresnes.\n', 'latin1'),
    });
    const { status, stdout } = await runCommand('index', ['--dossier', folder, '--index', copyOfIndex('mixed-index')], { env: { LANG: 'en_GB.UTF-8' } });
    expect(status).toBe(0);
    // Whether Latin-1 is read is the readers' choice; what cannot be read is named with its reason, and never in silence.
    expect(stdout).toMatch(/^Index up to date: [23] documents/u);
    expect(stdout).toMatch(/^ {2}photo\.jpg: .+$/mu);
    const { documents } = JSON.parse(readFileSync(join(generationOf(join(base, 'mixed-index')), 'manifest.json'), 'utf8').split('\n')[0]!) as {
      documents: { file: string }[];
    };
    expect(documents.some(({ file }) => file === 'latin.txt') || /^ {2}latin\.txt: .+$/mu.test(stdout)).toBe(true);
  });
});

test('a question that is none: empty, emoji, 10,000 characters, bytes that are no text; the good ones beside them are answered', async () => {
  const alone = await runCommand('ask', ['--dossier', dossier, '--index', built, '']);
  expect(alone).toMatchObject({
    status: 2,
    stdout: '',
    complaints: ['asking: a question with at least one letter or digit expected, found none; write what you want to know'],
  });

  const lines = ['🤷‍♀️ 🙂 !?', 'a'.repeat(10_000), 'Combien de cellules ont été fouillées \u0000\u001B[31m ?', '￾ cellules'];
  const several = await runCommand('ask', ['--json', '--dossier', dossier, '--index', built], { stdin: lines.join('\n') });
  expect(several.status).toBe(2);
  expect(several.complaints).toEqual([
    'line 1: asking: a question with at least one letter or digit expected, found none; write what you want to know',
    'line 2: asking: at most 4096 characters expected, found 10000; ask about one thing at a time',
  ]);
  const said = several.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { error?: string; passages?: { file: string }[] });
  expect(said.map(({ error }) => error === undefined)).toEqual([false, false, true, true]);
  expect(said[2]!.passages![0]!.file).toBe('prisons.txt');
});

describe('an index that does not fit is built again, and it is said why', () => {
  test.each<[string, (index: string) => void, RegExp]>([
    [
      'damaged',
      (index) => {
        const file = join(
          generationOf(index),
          readdirSync(generationOf(index)).find((name) => name.endsWith('.index'))!,
        );
        const bytes = readFileSync(file);
        bytes[bytes.length >> 1]! ^= 1;
        writeFileSync(file, bytes);
      },
      /the index could not be used: its file \S+\.index is damaged \(SHA-256 differs\)/u,
    ],
    [
      'foreign',
      (index) => {
        const file = join(generationOf(index), 'manifest.json');
        writeFileSync(file, JSON.stringify({ name: 'an index of another program', version: 3 }));
      },
      /the index could not be used: its manifest/u,
    ],
  ])('%s', async (name, spoil, reason) => {
    const index = copyOfIndex(name);
    spoil(index);
    writeFileSync(join(index, 'my notes.txt'), 'kept');
    const first = await runCommand('index', ['--dossier', dossier, '--index', index], { env: { LANG: 'en_GB.UTF-8' } });
    expect([first.status, first.complaints]).toEqual([0, []]);
    expect(first.stdout).toMatch(reason);
    expect(readFileSync(join(index, 'my notes.txt'), 'utf8')).toBe('kept');
    expect(readdirSync(index).filter((entry) => /^(?:g|tmp)-/u.test(entry))).toHaveLength(1);
  });
});

const noMount = whyNoMount();
if (noMount) console.warn(noMount);

describe.skipIf(noMount !== null)('a disk that does not take the index', () => {
  test('full: one line, the index as before, and all well once there is room', async () => {
    const disk = mountSmall(4 * 1024 * 1024);
    const index = join(disk.folder, 'index');
    cpSync(built, index, { recursive: true });
    const before = contents(index);
    const more = filled(join(base, 'more'), { ...FILES, 'tribunal.txt': 'Le tribunal\n\nLe tribunal de Paris a condamné neuf personnes jeudi soir.\n' });
    disk.fill(6 * 1024);

    const full = await runCommand('index', ['--dossier', more, '--index', index]);
    expect({ ...full, stderr: '' }).toEqual({
      status: 2,
      stdout: '',
      stderr: '',
      complaints: [
        expect.stringMatching(/^writing the index: .* expected, found .*; make room on (?:its|the) disk, or name another place with --index or INDEX$/u),
      ],
    });
    expect(contents(index)).toEqual(before);

    disk.empty();
    const again = await runCommand('index', ['--dossier', more, '--index', index], { env: { LANG: 'en_GB.UTF-8' } });
    expect([again.status, again.stdout]).toEqual([
      0,
      expect.stringMatching(/^Index up to date: 3 documents, \d+ passages, [01] embedded now \(documents: 1 added\)/u),
    ]);
  });

  test('read-only: said before anything is embedded; an index that fits is still answered from', async () => {
    const place = mkdtempSync(join(base, 'read-only-'));
    cpSync(built, join(place, 'index'), { recursive: true });
    remountReadOnly(place);
    const none = await runCommand('index', ['--dossier', dossier, '--index', join(place, 'new')]);
    expect(none).toMatchObject({
      status: 2,
      stdout: '',
      complaints: [expect.stringMatching(/^writing the index: room and permission to write in .*new expected, found .*; .*--index or INDEX$/u)],
    });
    expect(none.stderr).not.toContain('embedding');
    const fits = await runCommand('ask', ['--json', '--dossier', dossier, '--index', join(place, 'index'), 'Combien de cellules ont été fouillées ?']);
    expect([fits.status, fits.complaints]).toEqual([0, []]);
    expect(fits.stdout).toContain('environ 500 cellules');
  });
});

test('an index place, or a data folder, that is a file', async () => {
  const file = join(base, 'a file');
  writeFileSync(file, 'mine');
  const index = await runCommand('index', ['--dossier', dossier, '--index', file]);
  expect(index).toMatchObject({
    status: 2,
    complaints: [expect.stringMatching(/^opening the index: .*found ENOTDIR; a file stands where the folder of the index should: name a folder/u)],
  });
  const start = await runCommand('start', ['--dossier', dossier, '--index', built], { env: { DATA_DIR: join(file, 'data'), PREVIEW_PORT: '0' } });
  expect(start).toMatchObject({ status: 2, complaints: [expect.stringMatching(/^dossier-bot: opening what the bot keeps: .* name another with DATA_DIR$/u)] });
  expect(readFileSync(file, 'utf8')).toBe('mine');
});

/** Every file below a folder with its bytes in base64, but for the journal, which keeps what was embedded before the disk was full. */
function contents(folder: string): Record<string, string> {
  mkdirSync(folder, { recursive: true });
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && entry.name !== 'embedding.journal');
  return Object.fromEntries(files.map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name)).toString('base64')]));
}
