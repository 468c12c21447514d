import { expect, test } from 'vitest';
import { Rates } from '../../../../bot/preview/limits/rates.js';
import { ApiError } from '../../../../bot/preview/protocol/error.js';

/** Sends until refused: how many passed, and what retry_after said. */
function burst(rates: Rates, chat: { id: number; type: 'private' | 'supergroup' }): { passed: number; wait: number | undefined } {
  for (let passed = 0; passed < 200; passed++) {
    try {
      rates.count({ first_name: 'x', title: 'x', ...chat } as never);
    } catch (error) {
      return { passed, wait: (error as ApiError).parameters?.retry_after };
    }
  }
  return { passed: 200, wait: undefined };
}

test('a private chat takes a short burst, then one message a second', () => {
  let now = 0;
  const rates = new Rates(() => now);
  const chat = { id: 1, type: 'private' } as const;
  expect(burst(rates, chat)).toEqual({ passed: 5, wait: 1 });
  now += 999;
  expect(burst(rates, chat).passed).toBe(0);
  now += 1;
  expect(burst(rates, chat)).toEqual({ passed: 1, wait: 1 });
  now += 60_000;
  expect(burst(rates, chat).passed).toBe(5);
});

test('a group takes 20 in any 60 seconds, and retry_after says when the first of them is a minute old', () => {
  let now = 5_000;
  const rates = new Rates(() => now);
  const chat = { id: -1, type: 'supergroup' } as const;
  expect(burst(rates, chat)).toEqual({ passed: 20, wait: 60 });
  now += 59_999;
  expect(burst(rates, chat)).toEqual({ passed: 0, wait: 1 });
  now += 1;
  expect(burst(rates, chat).passed).toBe(20);
});

test('30 a second over all chats', () => {
  const rates = new Rates(() => 1000);
  let passed = 0;
  for (let id = 1; id <= 10; id++) passed += burst(rates, { id, type: 'private' }).passed;
  expect(passed).toBe(30);
});
