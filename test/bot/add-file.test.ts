import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addFile } from '../../bot/add-file.js';
import { filled, temporaryFolder } from '../support/folder.js';

test('takes the name, or the next free one, and leaves nothing else behind', async () => {
  const from = join(filled(temporaryFolder(), { x: 'neuf' }), 'x');
  const folder = filled(temporaryFolder(), { 'note.txt': 'vieux', 'note (2).txt': 'vieux' });
  expect(await addFile(from, folder, 'note.txt')).toBe('note (3).txt');
  expect(await addFile(from, folder, 'sans')).toBe('sans');
  expect(Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]))).toEqual({
    'note.txt': 'vieux',
    'note (2).txt': 'vieux',
    'note (3).txt': 'neuf',
    sans: 'neuf',
  });
});

test('two at once under one name take two names', async () => {
  const from = join(filled(temporaryFolder(), { x: 'neuf' }), 'x');
  const folder = temporaryFolder();
  expect((await Promise.all([1, 2, 3].map(() => addFile(from, folder, 'a.txt')))).toSorted()).toEqual(['a (2).txt', 'a (3).txt', 'a.txt']);
});

test('a hundred of the name are enough, and a missing file or folder is an error; nothing is left of the attempt', async () => {
  const names = Object.fromEntries(Array.from({ length: 100 }, (_, at) => [at === 0 ? 'a.txt' : `a (${at + 1}).txt`, '']));
  const folder = filled(temporaryFolder(), { ...names, other: 'neuf' });
  await expect(addFile(join(folder, 'other'), folder, 'a.txt')).rejects.toThrow('a free name like "a.txt" expected, found 100 taken');
  await expect(addFile(join(folder, 'none'), folder, 'b.txt')).rejects.toThrow('ENOENT');
  await expect(addFile(join(folder, 'other'), join(folder, 'none'), 'b.txt')).rejects.toThrow('ENOENT');
  expect(readdirSync(folder)).toHaveLength(101);
});

test('what a kill left half copied goes once it is an hour old', async () => {
  const folder = filled(temporaryFolder(), { '.arriving-0123456789ab': 'mo', '.arriving-ba9876543210': 'mo', '.arriving-mine': 'mine', x: 'neuf' });
  utimesSync(join(folder, '.arriving-0123456789ab'), new Date(0), new Date(0));
  writeFileSync(join(folder, '.hidden'), '');
  await addFile(join(folder, 'x'), folder, 'a.txt');
  expect(readdirSync(folder).toSorted()).toEqual(['.arriving-ba9876543210', '.arriving-mine', '.hidden', 'a.txt', 'x']);
});
