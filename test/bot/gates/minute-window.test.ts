import { expect, test } from 'vitest';
import { createMinuteWindow } from '../../../bot/gates/minute-window.js';

test('a window has room for so many in any minute', () => {
  let now = 1_000_000;
  const window = createMinuteWindow(2, () => now);
  expect(window.wait(1)).toBe(0);
  window.add(1);
  now += 20_000;
  window.add(1);
  expect(window.wait(1)).toBe(40_000);
  expect(window.wait(2)).toBe(0);
  now += 40_000;
  expect(window.wait(1)).toBe(0);
  window.add(1);
  expect(window.wait(1)).toBe(20_000);
});
