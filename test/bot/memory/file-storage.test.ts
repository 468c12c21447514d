import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { openMemory } from '../../../bot/memory/index.js';
import { FileStorage } from '../../../bot/memory/file-storage.js';
import { temporaryFolder } from '../../support/folder.js';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

test('what is written is read, also by another opening', async () => {
  const storage = new FileStorage<{ a: string }>(join(folder, 'deep', 'er'));
  expect(await storage.read('k')).toBeUndefined();
  await storage.write('k', { a: 'é😀' });
  await storage.write('-100123', { a: 'group' });
  const again = new FileStorage<{ a: string }>(join(folder, 'deep', 'er'));
  expect(await again.read('k')).toEqual({ a: 'é😀' });
  expect([...again.readAllKeys()].sort()).toEqual(['-100123', 'k']);
  await again.delete('k');
  await again.delete('k');
  expect(await again.read('k')).toBeUndefined();
});

test.each(['', '../x', 'a/b', 'a.b', 'x'.repeat(65), '\0', 'é'])('the key %j cannot leave the folder', async (key) => {
  const storage = new FileStorage<number>(folder);
  await expect(storage.write(key, 1)).rejects.toThrow(RangeError);
  await expect(storage.read(key)).rejects.toThrow(RangeError);
  await expect(storage.delete(key)).rejects.toThrow(RangeError);
  expect(readdirSync(folder)).toEqual([]);
});

test('a damaged file counts as absent, and can be written again', async () => {
  const storage = new FileStorage<number>(folder);
  await storage.write('k', 1);
  writeFileSync(join(folder, 'k.json'), '{"half":');
  expect(await storage.read('k')).toBeUndefined();
  writeFileSync(join(folder, 'k.json'), 'null');
  expect(await storage.read('k')).toBeUndefined();
  await storage.write('k', 2);
  expect(await storage.read('k')).toBe(2);
});

test('what a crash left half written is cleared, old values are forgotten', async () => {
  const now = Date.now();
  const storage = new FileStorage<number>(folder);
  await storage.write('old', 1);
  await storage.write('new', 2);
  utimesSync(join(folder, 'old.json'), new Date(now - 2000), new Date(now - 2000));
  writeFileSync(join(folder, 'k.json.a1b2c3d4'), '{"ha');
  const again = new FileStorage<number>(folder);
  await again.forgetAfter(1000, now);
  expect([...again.readAllKeys()]).toEqual(['new']);
  expect(readdirSync(folder)).toEqual(['new.json']);
});

test('writes at the same time leave one whole value and nothing beside', async () => {
  const storage = new FileStorage<string>(folder);
  await Promise.all(Array.from({ length: 30 }, (_, index) => storage.write('k', 'x'.repeat(index * 1000))));
  expect((JSON.parse(readFileSync(join(folder, 'k.json'), 'utf8')) as string).length % 1000).toBe(0);
  expect(readdirSync(folder)).toEqual(['k.json']);
});

test('a memory that is open forgets uploads after a week and answers after three months, and people never', async () => {
  const memory = openMemory(folder);
  const age = (days: number, ...path: string[]): void => {
    const then = new Date(Date.now() - days * 24 * 3600 * 1000);
    utimesSync(join(folder, ...path), then, then);
  };
  await memory.people.write('1', { name: 'Alex' });
  age(1000, 'people', '1.json');
  for (const key of ['old', 'new']) {
    await memory.uploads.write(key, { user: 1, fileId: 'x', name: 'a.txt', bytes: 1 });
    await memory.reports.write(key, { kind: 'verify', text: 'x', chat: 1 });
  }
  age(8, 'uploads', 'old.json');
  age(6, 'uploads', 'new.json');
  age(91, 'reports', 'old.json');
  age(89, 'reports', 'new.json');
  await memory.forgetOld();
  expect([...(memory.uploads.readAllKeys?.() as Iterable<string>)]).toEqual(['new']);
  expect([...(memory.reports.readAllKeys?.() as Iterable<string>)]).toEqual(['new']);
  expect(await memory.people.read('1')).toEqual({ name: 'Alex' });
});
