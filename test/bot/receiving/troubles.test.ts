import { GrammyError, HttpError } from 'grammy';
import { expect, test } from 'vitest';
import { backoff, LONGEST_WAIT, troubleOf } from '../../../bot/receiving/troubles.js';
import { UserError } from '../../../retrieval/errors.js';

const ROOT = 'https://api.telegram.org';
const api = (code: number, description = 'D', parameters = {}): GrammyError =>
  new GrammyError('x', { ok: false, error_code: code, description, parameters }, 'getMe', {});

test.each([401, 404])('%i: a wrong token cannot be mended by waiting', (code) => {
  expect(() => troubleOf(api(code), ROOT)).toThrow(UserError);
  expect(() => troubleOf(api(code), ROOT)).toThrow(/valid TELEGRAM_BOT_TOKEN expected, found one that Telegram refuses/);
});

test('a second instance, a flood, a server error, a network that is down: one line each', () => {
  expect(troubleOf(api(409), ROOT).line).toMatch(/same token \(409\): stop one of the two/);
  expect(troubleOf(api(429, 'D', { retry_after: 17 }), ROOT)).toEqual({ line: 'Telegram asks to slow down (429)', waitSeconds: 17 });
  expect(troubleOf(api(502, 'Bad Gateway'), ROOT).line).toBe('Telegram answers 502: Bad Gateway');
  const down = new HttpError('Network request failed', Object.assign(new Error('fetch'), { code: 'ENOTFOUND' }));
  expect(troubleOf(down, ROOT).line).toBe('Telegram cannot be reached at https://api.telegram.org (ENOTFOUND): check the network and TELEGRAM_API_ROOT');
  expect(troubleOf(new HttpError('x', 'y'), ROOT).line).toContain('(no answer)');
});

test('what is neither Telegram’s nor the network’s is passed on', () => {
  const bug = new TypeError('bug');
  expect(() => troubleOf(bug, ROOT)).toThrow(bug);
});

test('waits double up to a minute', () => {
  expect([0, 1, 2, 5, 6, 99].map(backoff)).toEqual([1, 2, 4, LONGEST_WAIT, LONGEST_WAIT, LONGEST_WAIT]);
});
