import { expect, test } from 'vitest';
import { codeOrMessage, systemCode, UserError } from '../../retrieval/errors.js';

test('what a message repeats of a file or a setting cannot move a terminal’s cursor, end its line or turn its writing', () => {
  expect(new UserError('found "a\u001B[2J\u009B\u007F\r\u0000\u2028\u202Eb"; mend it').message).toBe(
    'found "a\\u001b[2J\\u009b\\u007f\\u000d\\u0000\\u2028\\u202eb"; mend it',
  );
  expect(new UserError('deux lignes\nusage: œuvre « à » 👮').message).toBe('deux lignes\nusage: œuvre « à » 👮');
});

test('the system’s code of an error is found behind its causes, and only there', () => {
  const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
  expect(systemCode(new TypeError('fetch failed', { cause: new Error('', { cause: refused }) }))).toBe('ECONNREFUSED');
  expect([new Error('x', { cause: 'ENOENT' }), Object.assign(new Error('x'), { code: 404 }), 'ENOENT', null].map(systemCode)).toEqual([null, null, null, null]);
  expect([refused, new Error('no code'), 'a text'].map(codeOrMessage)).toEqual(['ECONNREFUSED', 'no code', 'a text']);
});
