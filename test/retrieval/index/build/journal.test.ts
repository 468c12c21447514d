import { readFileSync } from 'node:fs';
import * as files from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { Journal } from '../../../../retrieval/index/build/journal.js';
import { temporaryFolder } from '../../../support/folder.js';

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof files>();
  return { ...real, open: vi.fn(real.open) };
});

const HEADER = { format: 1, of: 'tests' };

async function recordsIn(file: string): Promise<string[]> {
  const journal = new Journal(file, HEADER);
  const found: string[] = [];
  await journal.load((record) => found.push(record.toString()));
  await journal.close();
  return found;
}

it('that two processes begin at once holds what both appended', async () => {
  const file = join(temporaryFolder(), 'journal');
  const [one, two] = [new Journal(file, HEADER), new Journal(file, HEADER)];
  for (const journal of [one, two]) await journal.load(() => undefined);
  await one.append(Buffer.from('a'));
  await two.append(Buffer.from('b'));
  await one.append(Buffer.from('c'));
  expect(await recordsIn(file)).toEqual(['a', 'b', 'c']);
  await Promise.all([one.close(), two.close()]);
});

it('is read on behind a second header, written by one that saw the file before it had any', async () => {
  const file = join(temporaryFolder(), 'journal');
  const head = Buffer.from(`${JSON.stringify(HEADER)}\n`);
  const one = new Journal(file, HEADER);
  await one.append(Buffer.from('a'));
  await one.close();
  const bytes = readFileSync(file);
  await files.writeFile(file, Buffer.concat([head, bytes, bytes]));
  expect(await recordsIn(file)).toEqual(['a', 'a']);
  // Another header is none of its own: what follows is of something else.
  await files.writeFile(file, Buffer.concat([bytes, Buffer.from('{"format":2}\n'), bytes.subarray(head.length)]));
  expect(await recordsIn(file)).toEqual(['a']);
});

it('that cannot be opened now is left as it is', async () => {
  const file = join(temporaryFolder(), 'journal');
  const first = new Journal(file, HEADER);
  await first.append(Buffer.from('a'));
  await first.close();
  const whole = readFileSync(file);
  vi.mocked(files.open).mockRejectedValueOnce(Object.assign(new Error('too many open files'), { code: 'EMFILE' }));
  const journal = new Journal(file, HEADER);
  await journal.load(() => undefined);
  expect(await journal.append(Buffer.from('b'))).toBe(false);
  await journal.close();
  expect(readFileSync(file)).toEqual(whole);
});
