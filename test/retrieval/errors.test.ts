import { expect, test } from 'vitest';
import { UserError } from '../../retrieval/errors.js';

test('what a message repeats of a file or a setting cannot move a terminal’s cursor, end its line or turn its writing', () => {
  expect(new UserError('found "a\u001B[2J\u009B\u007F\r\u0000\u2028\u202Eb"; mend it').message).toBe(
    'found "a\\u001b[2J\\u009b\\u007f\\u000d\\u0000\\u2028\\u202eb"; mend it',
  );
  expect(new UserError('deux lignes\nusage: œuvre « à » 👮').message).toBe('deux lignes\nusage: œuvre « à » 👮');
});
