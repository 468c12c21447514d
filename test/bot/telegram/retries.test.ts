import { HttpError, type Transformer } from 'grammy';
import { describe, expect, test } from 'vitest';
import { REPEATED_FOR, retries } from '../../../bot/telegram/retries.js';

type Outcome = Error | { readonly error_code: number; readonly parameters?: { readonly retry_after: number } };

/** Calls with outcomes that fail so many times, then succeed. */
async function call(
  method: 'sendMessage' | 'getUpdates' | 'sendChatAction' | 'answerCallbackQuery',
  failures: number,
  failure: Outcome,
): Promise<{ tries: number; waits: number[]; outcome: unknown; told: string[] }> {
  const waits: number[] = [];
  const told: string[] = [];
  let tries = 0;
  const previous = (() => {
    tries += 1;
    if (tries > failures) return Promise.resolve({ ok: true, result: 'done' });
    return failure instanceof Error ? Promise.reject(failure) : Promise.resolve({ ok: false, description: 'D', ...failure });
  }) as unknown as Parameters<Transformer>[0];
  const repeat = retries(
    (milliseconds) => {
      waits.push(milliseconds);
      return Promise.resolve();
    },
    (_method, outcome) => void told.push(outcome),
  );
  const outcome: unknown = await repeat(previous, method, { chat_id: 1, text: 'x' }).catch((error: unknown) => error);
  return { tries, waits, outcome, told };
}

const done = { ok: true, result: 'done' };
const cut = new HttpError('cut', Object.assign(new Error('x'), { code: 'ECONNRESET' }));
const page = new HttpError('page', Object.assign(new Error('invalid json'), { type: 'invalid-json' }));
const slow = new HttpError('slow', new Error('timed out after 120 seconds'));
const unread = new HttpError('file', Object.assign(new Error('x'), { code: 'ENOENT' }));
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

test('a cut connection, a server error, a gateway’s page: tried again with growing waits', async () => {
  for (const failure of [cut, page, slow, { error_code: 500 }, { error_code: 502 }]) {
    expect(await call('sendMessage', 8, failure)).toMatchObject({ tries: 9, waits: [1000, 2000, 4000, 8000, 16_000, 20_000, 20_000, 20_000], outcome: done });
  }
});

describe('but not for ever', () => {
  test.each([
    ['cut connections', cut, REPEATED_FOR.network],
    ['gateways', page, REPEATED_FOR.network],
    ['requests that take too long', slow, REPEATED_FOR.server],
    ['server errors', { error_code: 500 }, REPEATED_FOR.server],
  ] as const)('%s', async (_name, failure, most) => {
    const { waits, outcome } = await call('sendMessage', Infinity, failure);
    expect(Math.max(...waits)).toBe(20_000);
    expect(sum(waits)).toBeLessThanOrEqual(most);
    expect(sum(waits)).toBeGreaterThan(most - 60_001);
    expect(outcome).toEqual(failure instanceof Error ? failure : { ok: false, description: 'D', ...failure });
  });
});

test('429 is obeyed, whatever it asks for', async () => {
  for (const seconds of [1, 17, 300, 3000]) {
    expect(await call('sendMessage', 2, { error_code: 429, parameters: { retry_after: seconds } })).toMatchObject({
      tries: 3,
      waits: [seconds * 1000, Math.max(2000, seconds * 1000)],
      outcome: done,
      told: ['429', '429', 'ok'],
    });
  }
});

test('what Telegram refuses, a file that cannot be read and our own bugs fail at once', async () => {
  for (const failure of [{ error_code: 400 }, { error_code: 403 }, { error_code: 404 }, unread, new TypeError('bug')])
    expect(await call('sendMessage', 99, failure)).toMatchObject({ tries: 1, waits: [] });
});

test('what means nothing a while later is not repeated for long; polling says itself what is wrong', async () => {
  expect(await call('sendChatAction', 99, cut)).toMatchObject({ tries: 1, waits: [] });
  expect(await call('answerCallbackQuery', 99, cut)).toMatchObject({ waits: [1000, 2000, 4000, 8000] });
  expect(await call('getUpdates', 99, cut)).toMatchObject({ tries: 1, waits: [] });
});
