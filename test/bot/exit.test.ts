import { expect, test } from 'vitest';
import { failureLine } from '../../bot/exit.js';
import { withoutSecrets } from '../../bot/secrets.js';
import { UserError } from '../../retrieval/errors.js';

const TOKEN = '123456789:AAbbccddeeffgghhiijjkkllmmnnooppqqr';

test('one line, without the token', () => {
  expect(failureLine('ask', new UserError('reading x:\n  a file expected'))).toBe('ask: reading x: a file expected');
  expect(failureLine('ask', new Error(`GET https://h/bot${TOKEN}/getMe`))).toBe('ask: unexpected failure: GET https://h/bot<token>/getMe');
  expect(failureLine('ask', TOKEN)).toBe('ask: unexpected failure: <token>');
});

test('every token of a text is hidden, and nothing that is none', () => {
  expect(withoutSecrets(`a ${TOKEN} b${TOKEN}/c`)).toBe('a <token> b<token>/c');
  expect(withoutSecrets('at 12:30:45 in file:12345:10')).toBe('at 12:30:45 in file:12345:10');
});
