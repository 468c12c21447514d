import type { MessageEntity } from 'grammy/types';
import { describe, expect, test } from 'vitest';
import { readFormattedText } from '../../../../bot/preview/limits/entities.js';

function refusal(text: string, ...entities: unknown[]): string {
  try {
    readFormattedText(text, entities);
    return 'taken';
  } catch (error) {
    return (error as Error).message;
  }
}

const at = (type: string, offset: number, length: number, more: object = {}) => ({ type, offset, length, ...more }) as MessageEntity;

describe('bounds, in UTF-16 units', () => {
  // 😀 is two units and four bytes.
  test.each<[string, string, MessageEntity, string]>([
    ['the last unit', 'abc', at('bold', 2, 1), 'taken'],
    ['one too many', 'abc', at('bold', 2, 2), 'Bad Request: entity beginning at UTF-16 offset 2 ends after the end of the text at UTF-16 offset 4'],
    ['beyond the text', 'abc', at('bold', 3, 1), 'Bad Request: entity begins after the end of the text at UTF-16 offset 3'],
    ['before the text', 'abc', at('bold', -1, 1), 'Bad Request: receive an entity with incorrect offset -1'],
    ['negative length', 'abc', at('bold', 0, -1), 'Bad Request: receive an entity with incorrect length -1'],
    ['a whole pair', 'é😀b', at('bold', 1, 2), 'taken'],
    ['beginning inside a pair', 'é😀b', at('bold', 2, 1), 'Bad Request: entity begins in a middle of a UTF-16 symbol at byte offset 6'],
    ['ending inside a pair', 'é😀b', at('bold', 0, 2), 'Bad Request: entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 6'],
  ])('%s', (_what, text, entity, expected) => {
    expect(refusal(text, entity)).toBe(expected);
  });
});

describe('shape', () => {
  test.each<[unknown, string]>([
    ['bold', "Bad Request: can't parse MessageEntity: expected an Object"],
    [{ type: 'bold', length: 1 }, 'Bad Request: can\'t parse MessageEntity: Can\'t find field "offset"'],
    [{ type: 'bold', offset: 0.5, length: 1 }, 'Bad Request: can\'t parse MessageEntity: Field "offset" must be of type Number'],
    [{ offset: 0, length: 1 }, "Bad Request: can't parse MessageEntity: Type is not specified"],
    [at('heading', 0, 1), "Bad Request: can't parse MessageEntity: Unsupported type specified"],
    [at('text_link', 0, 1), 'Bad Request: can\'t parse MessageEntity: Can\'t find field "url"'],
    [at('text_link', 0, 1, { url: 'javascript:alert(1)' }), "Bad Request: entity URL 'javascript:alert(1)' is invalid: Unsupported URL protocol"],
    [at('text_link', 0, 1, { url: 'http://localhost/' }), "Bad Request: entity URL 'http://localhost/' is invalid: Wrong HTTP URL"],
    [at('text_link', 0, 1, { url: 'https://example.org' }), 'taken'],
    [at('bot_command', 0, 1), 'taken'],
  ])('%j', (entity, expected) => {
    expect(refusal('abc', entity)).toBe(expected);
  });

  test('half a surrogate pair is no text', () => {
    expect(refusal('a\ud83d')).toBe('Bad Request: strings must be encoded in UTF-8');
  });

  test('101 entities are one too many; 100 are taken', () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => at('bold', index * 2, 1));
    expect(refusal('a '.repeat(101), ...many(101))).toBe('Bad Request: ENTITIES_TOO_LONG');
    expect(refusal('a '.repeat(101), ...many(100))).toBe('taken');
  });
});

describe('nesting', () => {
  const taken: [string, MessageEntity, MessageEntity][] = [
    ['bold in a quote', at('blockquote', 0, 6), at('bold', 1, 2)],
    ['bold crossing italic', at('bold', 0, 4), at('italic', 2, 4)],
    ['a link in bold', at('bold', 0, 6), at('text_link', 1, 2, { url: 'https://example.org' })],
    ['code in a quote', at('expandable_blockquote', 0, 6), at('code', 1, 2)],
    ['side by side', at('code', 0, 3), at('code', 3, 3)],
  ];
  test.each(taken)('%s is taken', (_what, a, b) => {
    expect(refusal('abcdef', a, b)).toBe('taken');
    expect(refusal('abcdef', b, a)).toBe('taken');
  });

  const refused: [string, MessageEntity, MessageEntity][] = [
    ['a quote in a quote', at('blockquote', 0, 6), at('expandable_blockquote', 1, 2)],
    ['bold in code', at('code', 0, 6), at('bold', 1, 2)],
    ['code in bold', at('bold', 0, 6), at('code', 1, 2)],
    ["a link across a quote's edge", at('blockquote', 0, 3), at('text_link', 2, 3, { url: 'https://example.org' })],
    ['a quote in a link', at('text_link', 0, 6, { url: 'https://example.org' }), at('blockquote', 1, 2)],
    ["code across a quote's edge", at('blockquote', 0, 3), at('code', 2, 3)],
  ];
  test.each(refused)('%s is refused', (_what, a, b) => {
    expect(refusal('abcdef', a, b)).toContain("can't meet");
    expect(refusal('abcdef', b, a)).toContain("can't meet");
  });
});

test('entities follow the text when it is cleaned and trimmed', () => {
  const { text, entities } = readFormattedText('\n x\r\ny bold ', [at('bold', 7, 5), at('italic', 1, 2)]);
  expect(text).toBe(' x\ny bold');
  expect(entities.map(({ type, offset, length }) => `${type} ${text.slice(offset, offset + length)}`)).toEqual(['italic  x', 'bold bold']);
});

test('what Telegram finds by itself is added, but not inside code', () => {
  const { entities } = readFormattedText('/help /help', [at('code', 0, 5)]);
  expect(entities).toEqual([at('code', 0, 5), at('bot_command', 6, 5)]);
});
