import type { Update } from 'grammy/types';
import { expect, test } from 'vitest';
import { createQueue, keysOf, type UpdateQueue } from '../../../bot/receiving/queue.js';

let id = 0;
const update = (chat: number, from = chat): Update => ({ update_id: (id += 1), message: { chat: { id: chat }, from: { id: from } } }) as unknown as Update;
const chatOf = (one: Update): number => one.message!.chat.id;

/** A queue whose handlers wait to be let go. */
function held(options: Parameters<typeof createQueue>[1] = {}): { queue: UpdateQueue; begun: Update[]; finish: (one: Update) => Promise<void> } {
  const begun: Update[] = [];
  const ends = new Map<Update, () => void>();
  const queue = createQueue(
    (one) =>
      new Promise((resolve) => {
        begun.push(one);
        ends.set(one, () => {
          resolve({});
        });
      }),
    options,
  );
  return {
    queue,
    begun,
    finish: async (one) => {
      ends.get(one)!();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

test('a chat’s updates one after the other, in order; other chats beside it', async () => {
  const { queue, begun, finish } = held();
  const [a1, a2, b1] = [update(1), update(1), update(2)];
  for (const one of [a1, a2, b1]) expect(queue.push(one)).toBe(true);
  expect(begun).toEqual([a1, b1]);
  expect([queue.waiting, queue.working]).toEqual([1, 2]);
  await finish(a1);
  expect(begun).toEqual([a1, b1, a2]);
});

test('a person’s updates one after the other, in whatever chat; that holds up nobody else there', async () => {
  const { queue, begun, finish } = held();
  const [own, inGroup, other] = [update(5), update(-1, 5), update(-2, 6)];
  for (const one of [own, inGroup, other]) queue.push(one);
  expect(begun).toEqual([own, other]);
  await finish(own);
  expect(begun).toEqual([own, other, inGroup]);
});

test('chats take turns: one with a hundred waiting gets no more than one with one', async () => {
  const { queue, begun, finish } = held({ atOnce: 1, mostAChat: 1000 });
  for (let count = 0; count < 100; count += 1) queue.push(update(1));
  for (const chat of [2, 3, 4]) queue.push(update(chat));
  for (let count = 0; count < 6; count += 1) await finish(begun.at(-1)!);
  expect(begun.map(chatOf).slice(0, 7)).toEqual([1, 1, 2, 3, 4, 1, 1]);
});

test('there is room for so many in a chat, and in all', () => {
  const { queue } = held({ atOnce: 1, mostAChat: 2, most: 3 });
  expect([1, 1, 1, 1].map((chat) => queue.push(update(chat)))).toEqual([true, true, true, false]);
  expect(queue.push(update(2))).toBe(true);
  expect(queue.push(update(3))).toBe(false);
  expect(queue.waiting).toBe(3);
});

test('whoever waits for room gets it', async () => {
  const { queue, begun, finish } = held({ atOnce: 1, most: 2 });
  for (const chat of [1, 2, 3]) queue.push(update(chat));
  let hasRoom = false;
  const room = queue.room(1).then(() => {
    hasRoom = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(hasRoom).toBe(false);
  await finish(begun[0]!);
  await room;
  expect(queue.waiting).toBe(1);
});

test('stopping begins nothing more, and waits for what was begun and for what goes on', async () => {
  let [endWork, endRest] = [(): void => undefined, (): void => undefined];
  const begun: Update[] = [];
  const queue = createQueue(async (one) => {
    begun.push(one);
    await new Promise<void>((resolve) => {
      endWork = resolve;
    });
    return {
      goingOn: new Promise<void>((resolve) => {
        endRest = resolve;
      }),
    };
  });
  queue.push(update(1));
  queue.push(update(1));
  let isStopped = false;
  const stopped = queue.stop().then(() => {
    isStopped = true;
  });
  endWork();
  await new Promise((resolve) => setImmediate(resolve));
  expect([isStopped, begun.length, queue.working]).toEqual([false, 1, 1]);
  endRest();
  await stopped;
  expect([begun.length, queue.waiting]).toEqual([1, 1]);
});

test('work that goes on does not hold up its chat', async () => {
  const begun: Update[] = [];
  const queue = createQueue((one) => {
    begun.push(one);
    return Promise.resolve({ goingOn: new Promise<void>(() => undefined) });
  });
  queue.push(update(1));
  queue.push(update(1));
  await new Promise((resolve) => setImmediate(resolve));
  expect([begun.length, queue.waiting, queue.working]).toEqual([2, 0, 2]);
});

test('every kind of update has a place', () => {
  expect(keysOf({ update_id: 1, callback_query: { from: { id: 5 }, message: { chat: { id: -1 } } } } as never)).toEqual(['-1', '5']);
  expect(keysOf({ update_id: 1, inline_query: { from: { id: 5 } } } as never)).toEqual(['5']);
  expect(keysOf({ update_id: 1, poll: {} } as never)).toEqual(['poll']);
  expect(keysOf({ update_id: 1 })).toEqual(['none']);
});
