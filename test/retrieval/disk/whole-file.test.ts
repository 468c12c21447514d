import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bringToDisk, writeWhole } from '../../../retrieval/disk/whole-file.js';
import { temporaryFolder } from '../../support/folder.js';

test('a file is written over whole, with the permissions asked for, and nothing is left beside', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'kept.json');
  writeFileSync(file, 'the old one, which is longer');
  await writeWhole(file, 'é', 0o600);
  expect([readFileSync(file, 'utf8'), statSync(file).mode & 0o777, readdirSync(folder)]).toEqual(['é', 0o600, ['kept.json']]);
  await bringToDisk(file);
  await bringToDisk(folder);
});

test('what cannot be written says so, and leaves the old file and nothing beside', async () => {
  const folder = temporaryFolder();
  await expect(writeWhole(join(folder, 'missing/kept.json'), 'x')).rejects.toMatchObject({ code: 'ENOENT' });
  await expect(writeWhole(folder, 'x')).rejects.toThrow();
  expect(readdirSync(folder)).toEqual([]);
  await expect(bringToDisk(join(folder, 'missing'))).rejects.toMatchObject({ code: 'ENOENT' });
});
