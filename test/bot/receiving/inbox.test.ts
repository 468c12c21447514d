import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Update } from 'grammy/types';
import { expect, test } from 'vitest';
import { MOST_BEGINNINGS, openInbox, REMEMBERED } from '../../../bot/receiving/inbox.js';
import { temporaryFolder } from '../../support/folder.js';

const file = (): string => join(temporaryFolder(), 'in', 'inbox.jsonl');
const update = (id: number): Update => ({ update_id: id });
/** Closing writes nothing, so what a closed inbox leaves is what a killed one leaves. */
async function leftIn(path: string): Promise<readonly Update[]> {
  const inbox = openInbox(path);
  await inbox.close();
  return inbox.leftOver;
}
const ids = (updates: readonly Update[]): number[] => updates.map(({ update_id: id }) => id);

test('what is not done is left over, in order; what is done is not', async () => {
  const path = file();
  const inbox = openInbox(path);
  expect(inbox.leftOver).toEqual([]);
  await inbox.add([update(1), update(2), update(3)]);
  inbox.done(2);
  await inbox.close();
  const next = openInbox(path);
  expect(ids(next.leftOver)).toEqual([1, 3]);
  next.done(1);
  next.done(3);
  await next.close();
  expect(await leftIn(path)).toEqual([]);
});

test('an update delivered again is not new, while it waits and once it is done, also after a restart', async () => {
  const path = file();
  const inbox = openInbox(path);
  expect(ids(await inbox.add([update(1), update(2)]))).toEqual([1, 2]);
  expect(ids(await inbox.add([update(1), update(3)]))).toEqual([3]);
  inbox.done(1);
  expect(await inbox.add([update(1)])).toEqual([]);
  await inbox.close();
  const next = openInbox(path);
  expect(await next.add([update(1), update(2), update(3)])).toEqual([]);
  await next.close();
});

test('a line cut short by a kill was not confirmed: it is passed over, and comes again', async () => {
  const path = file();
  const inbox = openInbox(path);
  await inbox.add([update(1)]);
  await inbox.close();
  appendFileSync(path, '{"come":{"update_id":2,"mess');
  const next = openInbox(path);
  expect(ids(next.leftOver)).toEqual([1]);
  expect(ids(await next.add([update(2)]))).toEqual([2]);
  await next.close();
});

test('an update that ends the program each time it is begun is given up; those that waited beside it are not', async () => {
  const path = file();
  const first = openInbox(path);
  await first.add([update(1), update(2)]);
  await first.close();
  for (let run = 0; run < MOST_BEGINNINGS; run += 1) {
    const inbox = openInbox(path);
    expect([ids(inbox.leftOver), ids(inbox.givenUp)]).toEqual([[1, 2], []]);
    await inbox.begin(1);
    await inbox.close();
  }
  const inbox = openInbox(path);
  expect([ids(inbox.leftOver), ids(inbox.givenUp)]).toEqual([[2], [1]]);
  // Telegram may deliver it once more.
  expect(await inbox.add([update(1)])).toEqual([]);
  await inbox.close();
});

test('the file does not grow for ever, also when something always waits', async () => {
  const path = file();
  const inbox = openInbox(path);
  await inbox.add([update(0)]);
  for (let id = 1; id <= 4 * REMEMBERED; id += 100) {
    const batch = Array.from({ length: 100 }, (_, index) => update(id + index));
    await inbox.add(batch);
    for (const { update_id } of batch) inbox.done(update_id);
  }
  expect(readFileSync(path, 'utf8').split('\n').length).toBeLessThanOrEqual(2 * REMEMBERED + 300);
  expect(inbox.open).toBe(1);
  await inbox.close();
  expect(ids(await leftIn(path))).toEqual([0]);
});

test('updates that come at once are written at once, each told what was new of it', async () => {
  const inbox = openInbox(file());
  const fresh = await Promise.all([inbox.add([update(1), update(2)]), inbox.add([update(2), update(3)]), inbox.add([update(1)])]);
  expect(fresh.map(ids)).toEqual([[1, 2], [3], []]);
  await inbox.close();
});

test('what a failed write left behind does not spoil the next line', async () => {
  const path = file();
  const inbox = openInbox(path);
  await inbox.add([update(1)]);
  // Half a line, as a disk that was full for a moment leaves it, written by the same process.
  appendFileSync(path, '{"come":{"update_id":9,');
  const broken = {
    update_id: 7,
    get message(): never {
      throw new Error('cannot be written');
    },
  } as unknown as Update;
  await expect(inbox.add([broken])).rejects.toThrow('cannot be written');
  await inbox.add([update(2)]);
  await inbox.close();
  expect(ids(await leftIn(path))).toEqual([1, 2]);
});

test('lines that are none of ours are passed over', async () => {
  const path = file();
  const inbox = openInbox(path);
  await inbox.add([update(1)]);
  await inbox.close();
  appendFileSync(path, '{"come":{}}\n{"come":null}\n[]\n{"begun":"x"}\n7\n\n');
  expect(ids(await leftIn(path))).toEqual([1]);
});

test('a disk that does not take an update is told, so that it is not confirmed', async () => {
  const inbox = openInbox(file());
  await inbox.close();
  await expect(inbox.add([update(1)])).rejects.toThrow();
});
