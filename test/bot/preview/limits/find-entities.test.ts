import { expect, test } from 'vitest';
import { findEntities } from '../../../../bot/preview/limits/find-entities.js';

function found(text: string): string[] {
  return findEntities(text).map(({ type, offset, length }) => `${type} ${text.slice(offset, offset + length)}`);
}

test.each([
  ['/start', ['bot_command /start']],
  ['/start@some_bot payload', ['bot_command /start@some_bot']],
  ['voir /help, puis /sources.', ['bot_command /help', 'bot_command /sources']],
  ['un/deux et a/b', []],
  ['/home/user/file.txt', []],
  ['@some_bot bonjour', ['mention @some_bot']],
  ['écrire à jean.dupont@example.org !', ['email jean.dupont@example.org']],
  ['https://example.org/a?b=c, voir (https://example.org/d)', ['url https://example.org/a?b=c', 'url https://example.org/d']],
  ['#été et #2 et n° #x1', ['hashtag #été', 'hashtag #x1']],
  ['art. 222-37 du code pénal', []],
  ['😀 /start', ['bot_command /start']],
])('%s', (text, expected) => {
  expect(found(text)).toEqual(expected);
});
