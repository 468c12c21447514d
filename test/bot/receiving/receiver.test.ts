import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bot } from 'grammy';
import type { Update } from 'grammy/types';
import { beforeEach, expect, test, vi } from 'vitest';
import type { BotContext } from '../../../bot/context.js';
import { createLog } from '../../../bot/log.js';
import { Monitor } from '../../../bot/monitoring/index.js';
import { turnedAwayLine } from '../../../bot/gates/turned-away.js';
import { delivered, goOn, MOST_BEGINNINGS, openInbox, Receiver, type Inbox } from '../../../bot/receiving/index.js';
import { temporaryFolder } from '../../support/folder.js';

let file: string;
let lines: string[];
let inbox: Inbox;
let monitor: Monitor;

beforeEach(() => {
  file = join(temporaryFolder(), 'inbox.jsonl');
  lines = [];
});

/** A receiver over a bot that only does what the test says. */
function receiving(handleUpdate: (update: Update) => Promise<void>, sizes: { atOnce?: number; most?: number } = {}): Receiver {
  inbox = openInbox(file);
  monitor = new Monitor();
  return new Receiver({
    bot: { handleUpdate } as unknown as Bot<BotContext>,
    inbox,
    log: createLog('info', { write: (line) => void lines.push(line) }),
    monitor,
    ...sizes,
  });
}

const update = (id: number, chat = id): Update => ({ update_id: id, message: { chat: { id: chat } } }) as unknown as Update;
const never = (): Promise<void> => new Promise(() => undefined);
/** Time for what must not happen to happen. */
const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));
const comesTo = <T>(found: () => T, expected: T): Promise<void> =>
  vi.waitFor(() => {
    expect(found()).toEqual(expected);
  }, 10_000);
/** What the next run would find: the file is read only, since opening an inbox writes it anew. */
function left(): number[] {
  const open = new Set<number>();
  for (const line of readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .filter((one) => one !== '')) {
    const { come, done } = JSON.parse(line) as { come?: Update; done?: number };
    if (come !== undefined) open.add(come.update_id);
    if (done !== undefined) open.delete(done);
  }
  return [...open];
}

test('an update whose answer is delivered is noted, whatever of its handling is left', async () => {
  const receiver = receiving(async (one) => {
    if (one.update_id === 1) delivered(one);
    await never();
  });
  await receiver.accept([update(1), update(2)]);
  await comesTo(left, [2]);
  await turn();
  expect(left()).toEqual([2]);
});

test('an update that failed, was refused or found no room is counted as that alone', async () => {
  const outcomes = ['failed', 'refused'] as const;
  const receiver = receiving((one) => {
    const outcome = outcomes[one.update_id - 1];
    if (outcome) monitor.update(outcome, one);
    return Promise.resolve();
  });
  await receiver.accept([update(1), update(2), update(3)]);
  await receiver.accept([update(3)]);
  await receiver.idle();
  expect(monitor.counts().updates).toEqual({ answered: 1, repeated: 1, busy: 0, refused: 1, failed: 1 });
});

test('work that goes on keeps its update in the inbox until it is done', async () => {
  let end = (): void => undefined;
  const receiver = receiving((one) => {
    goOn(
      one,
      new Promise((resolve) => {
        end = resolve;
      }),
    );
    return Promise.resolve();
  });
  await receiver.accept([update(1)]);
  await comesTo(() => receiver.working, 1);
  await turn();
  expect([left(), receiver.working]).toEqual([[1], 1]);
  end();
  await receiver.idle();
  expect(left()).toEqual([]);
});

test('a handler that throws is told, and its update is not tried for ever', async () => {
  const receiver = receiving(() => Promise.reject(new Error('a bug')));
  await receiver.accept([update(1)]);
  await receiver.idle();
  expect(left()).toEqual([]);
  expect(lines.join('')).toContain('a bug');
});

test('abandoned, it leaves what is in work to the next run, and says how much that is', async () => {
  let finish = (): void => undefined;
  const receiver = receiving(
    () =>
      new Promise((resolve) => {
        finish = resolve;
      }),
  );
  await receiver.accept([update(1), update(2)]);
  expect(await receiver.abandon()).toBe(2);
  finish();
  await turn();
  expect(left()).toEqual([1, 2]);
});

test('what an earlier run left is begun side by side; what was in work at two deaths one at a time, before the rest', async () => {
  const first = receiving(never);
  await first.accept([update(1), update(2), update(3), update(4)]);
  await first.abandon();
  appendFileSync(file, [2, 2, 3, 3].map((id) => `${JSON.stringify({ begun: id })}\n`).join(''));

  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const second = receiving(({ update_id: id }) => {
    begun.push(id);
    return new Promise((resolve) => ends.push(resolve));
  });
  const done = second.begin();
  await comesTo(() => begun, [2]);
  await turn();
  expect(begun).toEqual([2]);
  ends.shift()!();
  await comesTo(() => begun, [2, 3]);
  await turn();
  expect(begun).toEqual([2, 3]);
  ends.shift()!();
  await done;
  await comesTo(
    () => [begun.slice(0, 2), begun.slice(2).sort()],
    [
      [2, 3],
      [1, 4],
    ],
  );
  // Each beginning was noted: too many of them, and an update is given up.
  expect([...inbox.begun].sort()).toEqual([
    [1, 1],
    [4, 1],
  ]);
});

test('beyond the bound an update is not handled but told, and is then done', async () => {
  const told: number[] = [];
  let [hold, isHeld] = [[] as (() => void)[], true];
  const receiver = receiving(
    (one) => {
      told.push(one.update_id);
      return isHeld && one.update_id === 1
        ? new Promise((resolve) => {
            hold = [resolve];
          })
        : Promise.resolve();
    },
    { atOnce: 1, most: 1 },
  );
  receiver.catchingUp = false;
  await receiver.accept([update(1), update(2), update(3)]);
  // The first is in work, the second waits, the third was told.
  await comesTo(
    () => [told, left()],
    [
      [1, 3],
      [1, 2],
    ],
  );
  expect(monitor.counts().updates.busy).toBe(1);
  isHeld = false;
  for (const end of hold) end();
  await receiver.idle();
  expect(left()).toEqual([]);
});

test('an update that ended the program each time is not handled again: its chat is told so', async () => {
  const writing = openInbox(file);
  await writing.add([update(1), update(2)]);
  for (let run = 0; run < MOST_BEGINNINGS; run += 1) await writing.begin(1);
  await writing.close();
  const handled: unknown[] = [];
  const said: string[] = [];
  const line = turnedAwayLine(() => 0);
  const receiver = receiving((one) => {
    const context = {
      update: one,
      chat: { id: one.update_id, type: 'private' },
      msg: one.message,
      speech: { say: (name: string) => name },
      reply: (text: string) => Promise.resolve(said.push(text)),
    } as unknown as BotContext;
    return Promise.resolve(line(context, () => Promise.resolve(void handled.push(one.update_id)))).then(() => undefined);
  });
  await receiver.begin();
  await receiver.idle();
  await turn();
  expect([handled, said]).toEqual([[2], ['given-up']]);
  expect(left()).toEqual([]);
  expect(lines.join('')).toContain('it is given up');
});
