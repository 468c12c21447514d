import { expect, test } from 'vitest';
import { readCommandLine } from '../../bot/command-line.js';
import { UserError } from '../../retrieval/errors.js';

test('shared flags, own flags and what is left', () => {
  const { values, positionals } = readCommandLine(['--dossier', 'x', '--json', 'why?', '-h'], { json: { type: 'boolean' } });
  expect(values).toEqual({ dossier: 'x', json: true, help: true });
  expect(positionals).toEqual(['why?']);
});

test.each([[['--nope']], [['--dossier']], [['--help=5']]])('%j is told in one line that points to --help', (words) => {
  expect(() => readCommandLine(words, {})).toThrow(UserError);
  expect(() => readCommandLine(words, {})).toThrow(/reading the command line: .*--help lists/);
  expect(() => readCommandLine(words, {})).not.toThrow(/\n/);
});
