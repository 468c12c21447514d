import { describe, expect, test } from 'vitest';
import { checkReplyMarkup } from '../../../../bot/preview/limits/keyboards.js';

function refusal(markup: unknown): string {
  try {
    checkReplyMarkup(markup);
    return 'taken';
  } catch (error) {
    return (error as Error).message;
  }
}

const inline = (...buttons: unknown[]) => ({ inline_keyboard: [buttons] });
const button = (more: object) => ({ text: 'a', ...more });

describe('inline keyboards', () => {
  test.each<[string, unknown, string]>([
    ['64 bytes of data', inline(button({ callback_data: 'é'.repeat(32) })), 'taken'],
    ['65 bytes of data', inline(button({ callback_data: `${'é'.repeat(32)}x` })), 'Bad Request: BUTTON_DATA_INVALID'],
    ['empty data', inline(button({ callback_data: '' })), "Bad Request: can't parse inline keyboard button: BUTTON_DATA_INVALID"],
    [
      'data that is a number',
      inline(button({ callback_data: 5 })),
      'Bad Request: can\'t parse inline keyboard button: Field "callback_data" must be of type String',
    ],
    ['no action', inline(button({})), "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"],
    [
      'two actions',
      inline(button({ callback_data: 'x', url: 'https://example.org' })),
      "Bad Request: can't parse inline keyboard button: exactly one action expected, found url and callback_data",
    ],
    ['no text', inline({ callback_data: 'x' }), 'Bad Request: can\'t parse inline keyboard button: Can\'t find field "text"'],
    ['empty text', inline({ text: ' ', callback_data: 'x' }), 'Bad Request: inline keyboard button text must be non-empty'],
    ['a link', inline(button({ url: 'https://t.me/bot?start=x' })), 'taken'],
    [
      'a link to a script',
      inline(button({ url: 'javascript:alert(1)' })),
      "Bad Request: inline keyboard button URL 'javascript:alert(1)' is invalid: Unsupported URL protocol",
    ],
    ['a link to no host', inline(button({ url: 'http://localhost' })), "Bad Request: inline keyboard button URL 'http://localhost' is invalid: Wrong HTTP URL"],
    ['an empty inline query', inline(button({ switch_inline_query_current_chat: '' })), 'taken'],
    ['256 characters to copy', inline(button({ copy_text: { text: 'x'.repeat(256) } })), 'taken'],
    ['257 characters to copy', inline(button({ copy_text: { text: 'x'.repeat(257) } })), 'Bad Request: BUTTON_COPY_TEXT_INVALID'],
    [
      'a web app over http',
      inline(button({ web_app: { url: 'http://example.org' } })),
      "Bad Request: inline keyboard button Web App URL 'http://example.org' is invalid: Only HTTPS links are allowed",
    ],
    [
      'a row that is none',
      { inline_keyboard: [button({ callback_data: 'x' })] },
      'Bad Request: field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    ],
    ['text in place of markup', 'x', 'Bad Request: object expected as reply markup'],
  ])('%s', (_what, markup, expected) => {
    expect(refusal(markup)).toBe(expected);
  });

  test('100 buttons are taken, 101 are not', () => {
    const many = (count: number) => ({ inline_keyboard: Array.from({ length: count }, () => [button({ callback_data: 'x' })]) });
    expect(refusal(many(100))).toBe('taken');
    expect(refusal(many(101))).toBe('Bad Request: reply markup is too long');
  });

  test('empty rows fall away', () => {
    expect(checkReplyMarkup({ inline_keyboard: [[], [button({ callback_data: 'x' })]] })).toEqual({
      kind: 'inline',
      markup: { inline_keyboard: [[button({ callback_data: 'x' })]] },
    });
  });
});

describe('reply keyboards', () => {
  test('texts and objects are both buttons', () => {
    expect(checkReplyMarkup({ keyboard: [['a', { text: 'b' }]], one_time_keyboard: true })).toEqual({
      kind: 'reply',
      markup: { keyboard: [[{ text: 'a' }, { text: 'b' }]], one_time_keyboard: true },
    });
  });
  test.each<[unknown, string]>([
    [{ keyboard: [[5]] }, "Bad Request: can't parse keyboard button: KeyboardButton must be a String or an Object"],
    [{ keyboard: [['']] }, 'Bad Request: keyboard button text must be non-empty'],
    [{ keyboard: ['a'] }, 'Bad Request: field "keyboard" must be an Array of Arrays'],
    [{ remove_keyboard: true }, 'taken'],
    [{ force_reply: true }, 'taken'],
  ])('%j', (markup, expected) => {
    expect(refusal(markup)).toBe(expected);
  });
});
