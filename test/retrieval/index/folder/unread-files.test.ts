import * as files from 'node:fs';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import { UserError } from '../../../../retrieval/errors.js';
import { openDossier } from '../../../../retrieval/index.js';
import { DamagedIndexError } from '../../../../retrieval/index/errors.js';
import { RecordFile } from '../../../../retrieval/index/folder/segments/record-file.js';
import { filled, temporaryFolder } from '../../../support/folder.js';
import { hashEmbedder } from '../../../support/hash-embedder.js';

// What a system says of a whole index that it does not let be read, and of a disk that cannot read.
vi.mock('node:fs', async (original) => {
  const real = await original<typeof files>();
  return { ...real, openSync: vi.fn(real.openSync), readSync: vi.fn(real.readSync) };
});

const failing = (code: string) => (): never => {
  throw Object.assign(new Error(`${code}: said by the system`), { code });
};

const FILES = Object.fromEntries(Array.from({ length: 4 }, (_, at) => [`note ${at}.txt`, `La note ${at}\n\nLe préfet n° ${at} a écrit ${at + 3} lettres.\n`]));

let folder: string;
let index: string;
let generation: string;
beforeEach(async () => {
  folder = filled(join(temporaryFolder(), 'dossier'), FILES);
  index = join(temporaryFolder(), 'index');
  await (await openDossier({ folder, index, embedder: hashEmbedder() })).close();
  generation = join(index, readFileSync(join(index, 'current'), 'utf8'));
});

/** Passages embedded when the dossier is opened. */
async function embeddedNow(): Promise<number> {
  const dossier = await openDossier({ folder, index, embedder: hashEmbedder() });
  await dossier.close();
  return dossier.lastRefresh.embedded;
}

it.each(['EMFILE', 'EACCES', 'ENOMEM'])('an index that cannot be opened (%s) is told and kept', async (code) => {
  vi.mocked(files.openSync).mockImplementationOnce(failing(code));
  const failure = await embeddedNow().catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(UserError);
  expect((failure as Error).message).toMatch(new RegExp(`^opening the index: a file that can be read expected at .*\\.texts, found ${code}; \\w+`));
  expect(await embeddedNow()).toBe(0);
});

it.each(['manifest.json', '.index', 'centres'])('nor is one of which %s cannot be read', async (ending) => {
  const file = join(
    generation,
    readdirSync(generation).find((name) => name.endsWith(ending))!,
  );
  renameSync(file, `${file}.away`);
  mkdirSync(file);
  const failure = await embeddedNow().catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(UserError);
  expect((failure as Error).message).toContain(`expected at ${file}, found EISDIR; look at it, or remove ${generation}`);
  rmSync(file, { recursive: true });
  renameSync(`${file}.away`, file);
  expect(await embeddedNow()).toBe(0);
});

it.each(['manifest.json', '.index', '.texts', '.tokens'])('but one that lacks %s is built again', async (ending) => {
  rmSync(
    join(
      generation,
      readdirSync(generation).find((name) => name.endsWith(ending))!,
    ),
  );
  expect(await embeddedNow()).toBe(4);
});

it('a record that the disk cannot read is built again, and the question answered', async () => {
  const dossier = await openDossier({ folder, index, embedder: hashEmbedder() });
  vi.mocked(files.readSync).mockImplementationOnce(failing('EIO'));
  const { passages } = await dossier.ask('Combien de lettres le préfet n° 2 a-t-il écrites ?');
  expect(passages.length).toBeGreaterThan(0);
  expect(dossier.lastRefresh).toMatchObject({
    reason: { code: 'unusable', detail: expect.stringMatching(/^its file .* is damaged \(what it holds of note \d\.txt cannot be read\)/) as string },
    embedded: 1,
  });
  await dossier.close();
});

it('records that the disk cannot read are damaged, whosever they are; what else fails is no damage', () => {
  const path = join(temporaryFolder(), 'records');
  writeFileSync(path, 'twelve bytes');
  const file = new RecordFile(path, 'records', 12);
  vi.mocked(files.readSync).mockImplementationOnce(failing('EIO'));
  expect(() => file.readRaw(0, 12)).toThrow(DamagedIndexError);
  vi.mocked(files.readSync).mockImplementationOnce(failing('EBADF'));
  expect(() => file.readRaw(0, 12)).toThrow('EBADF');
  file.close();
});
