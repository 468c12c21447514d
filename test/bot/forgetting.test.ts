import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { forgetEachDay } from '../../bot/forgetting.js';

const DAY = 24 * 3600 * 1000;
beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('what is old is forgotten at the start and once a day, until told to stop; a failure is logged and tried again', async () => {
  const forgetOld = vi.fn(() => Promise.resolve());
  const warn = vi.fn();
  const forgetting = forgetEachDay({ forgetOld }, { warn });
  expect(forgetOld).toHaveBeenCalledTimes(1);
  expect(forgetting.hasRef()).toBe(false);
  forgetOld.mockRejectedValueOnce(new Error('no disk'));
  await vi.advanceTimersByTimeAsync(DAY);
  expect([forgetOld.mock.calls.length, warn.mock.calls.length]).toEqual([2, 1]);
  await vi.advanceTimersByTimeAsync(DAY);
  expect([forgetOld.mock.calls.length, warn.mock.calls.length]).toEqual([3, 1]);
  clearInterval(forgetting);
  await vi.advanceTimersByTimeAsync(3 * DAY);
  expect(forgetOld).toHaveBeenCalledTimes(3);
});
