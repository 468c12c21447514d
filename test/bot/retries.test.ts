import { HttpError, type Transformer } from 'grammy';
import { expect, test } from 'vitest';
import { retries } from '../../bot/retries.js';

async function call(method: 'sendMessage' | 'getUpdates', failures: number, error: Error): Promise<{ tries: number; waits: number[]; outcome: unknown }> {
  const waits: number[] = [];
  let tries = 0;
  const previous = (() => {
    tries += 1;
    return tries <= failures ? Promise.reject(error) : Promise.resolve({ ok: true, result: 'done' });
  }) as unknown as Parameters<Transformer>[0];
  const repeat = retries((milliseconds) => {
    waits.push(milliseconds);
    return Promise.resolve();
  });
  const outcome: unknown = await repeat(previous, method, { chat_id: 1, text: 'x' }).catch((failure: unknown) => failure);
  return { tries, waits, outcome };
}

const cut = new HttpError('cut', new Error('ECONNRESET'));

test('a cut connection is tried again with growing waits', async () => {
  expect(await call('sendMessage', 2, cut)).toEqual({ tries: 3, waits: [1000, 2000], outcome: { ok: true, result: 'done' } });
});

test('but not for ever', async () => {
  expect(await call('sendMessage', 99, cut)).toEqual({ tries: 4, waits: [1000, 2000, 4000], outcome: cut });
});

test('what is no cut connection is passed on at once, as is polling, which says what is wrong', async () => {
  const bug = new TypeError('bug');
  expect(await call('sendMessage', 99, bug)).toEqual({ tries: 1, waits: [], outcome: bug });
  expect(await call('getUpdates', 99, cut)).toEqual({ tries: 1, waits: [], outcome: cut });
});
