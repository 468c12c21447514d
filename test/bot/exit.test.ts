import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { failureLine } from '../../bot/exit.js';
import { projectRoot } from '../../embeddings/project-root.js';
import { withoutSecrets } from '../../bot/settings/secrets.js';
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

test.each(['setTimeout(() => { throw new Error("one\\n  two"); })', 'void Promise.reject(new Error("one\\n  two"))'])(
  'what nothing awaited ends a command in one line too: %s',
  (failing) => {
    const code = `import { runCommand } from ${JSON.stringify(pathToFileURL(join(projectRoot, 'dist/bot/exit.js')).href)};
      await runCommand('ask', async () => { ${failing}; await new Promise((resolve) => setTimeout(resolve, 5000)); });`;
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', code], { encoding: 'utf8', env: { PATH: process.env['PATH'] } });
    expect({ status, stderr }).toEqual({ status: 1, stderr: 'ask: unexpected failure: one two\n' });
  },
);
