import { describe, expect, it } from 'vitest';
import { readOptions, readWhole } from '../../../retrieval/terminal/command-line.js';
import { UserError } from '../../../retrieval/errors.js';

describe('readOptions', () => {
  const read = (...args: string[]) =>
    readOptions({ args, options: { top: { type: 'string' }, json: { type: 'boolean' } }, allowPositionals: true }, 'npm run ask');
  it('reads options and the rest', () => {
    expect(read('--top', '3', '--json', 'Qui ?')).toMatchObject({ values: { top: '3', json: true }, positionals: ['Qui ?'] });
    expect(read('--', '--top')).toMatchObject({ positionals: ['--top'] });
  });
  it.each([
    [['--what'], "Unknown option '--what'"],
    [['--top'], "Option '--top <value>' argument missing"],
    [['--json=yes'], "Option '--json' does not take an argument"],
    [['-x'], "Unknown option '-x'"],
  ])('refuses %j in one sentence, with the usage', (args, message) => {
    expect(() => read(...args)).toThrow(UserError);
    expect(() => read(...args)).toThrow(`reading the options: ${message}\nusage: npm run ask`);
  });
});

describe('readWhole', () => {
  it('takes whole numbers in range only', () => {
    expect(readWhole('--top', '5', 1, 50)).toBe(5);
    for (const wrong of ['0', '51', '-1', '1.5', '1e1', 'five', '', ' 5', '٥']) {
      expect(() => readWhole('--top', wrong, 1, 50), wrong).toThrow(`reading --top: a whole number from 1 to 50 expected, found "${wrong}"`);
    }
  });
});
