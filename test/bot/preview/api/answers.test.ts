import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPreview, type ChatDoor, type Preview } from '../../../../bot/preview/index.js';
import { refusalOf, resultOf } from '../../../support/telegram.js';

let now = 1_700_000_000_000;
let preview: Preview;
let chat: ChatDoor;
let messageId: number;
beforeAll(async () => {
  preview = await startPreview({ now: () => now, inlineFeedback: true });
  chat = preview.door.private();
  chat.send('x');
  ({ message_id: messageId } = await resultOf<{ message_id: number }>(preview, 'sendMessage', {
    chat_id: chat.id,
    text: 'x',
    reply_markup: { inline_keyboard: [[{ text: 'Plus', callback_data: 'more:1' }]] },
  }));
});
afterAll(() => preview.close());

const TOO_OLD = '400 Bad Request: query is too old and response timeout expired or query ID is invalid';

describe('answerCallbackQuery', () => {
  const answer = (id: string, more: object = {}) => refusalOf(preview, 'answerCallbackQuery', { callback_query_id: id, ...more });

  test('an answer reaches the user, once', async () => {
    const press = chat.press(messageId, 'Plus');
    const update = preview.door.unconfirmed().at(-1);
    expect(update?.callback_query).toMatchObject({ id: press.id, data: 'more:1', from: { id: 1001 }, message: { message_id: messageId } });
    expect(await answer(press.id, { text: 'x'.repeat(201) })).toBe('400 Bad Request: MESSAGE_TOO_LONG');
    expect(await answer(press.id, { text: 'noté', show_alert: true })).toBe('ok');
    expect(await press.answer()).toEqual({ text: 'noté', alert: true, url: null });
    expect(await answer(press.id)).toBe(TOO_OLD);
  });

  test('after its time, or never asked, a query takes no answer', async () => {
    const press = chat.press(messageId, { data: 'more:1' });
    now += 31_000;
    expect(await answer(press.id)).toBe(TOO_OLD);
    expect(await answer('12345')).toBe(TOO_OLD);
  });

  test('only links to the bot itself may be opened', async () => {
    const press = chat.press(messageId, 'Plus');
    expect(await answer(press.id, { url: 'https://example.org/' })).toBe('400 Bad Request: URL_INVALID');
    expect(await answer(press.id, { url: `https://t.me/${preview.door.bot.username}?start=a b` })).toBe('400 Bad Request: URL_INVALID');
    expect(await answer(press.id, { url: `https://t.me/${preview.door.bot.username}?start=doc_1` })).toBe('ok');
  });

  test('a button that is not there cannot be pressed, except by an old phone', () => {
    expect(() => chat.press(messageId, 'Moins')).toThrow('pressing "Moins"');
    expect(() => chat.press(messageId, { data: 'less' })).toThrow('found "Plus" (more:1)');
    expect(chat.pressStale(messageId, 'less').id).toBe(preview.door.unconfirmed().at(-1)?.callback_query?.id);
  });
});

describe('answerInlineQuery', () => {
  const article = (id: unknown, more: object = {}) => ({ type: 'article', id, title: 'Extrait', input_message_content: { message_text: 'cité' }, ...more });
  const answer = (id: string, results: unknown, more: object = {}) => refusalOf(preview, 'answerInlineQuery', { inline_query_id: id, results, ...more });

  test.each<[string, unknown, object, string]>([
    ['50 results', Array.from({ length: 50 }, (_, index) => article(String(index))), {}, 'ok'],
    ['51 results', Array.from({ length: 51 }, (_, index) => article(String(index))), {}, '400 Bad Request: too many inline query results specified'],
    ['no results', [], {}, 'ok'],
    ['results that are no list', {}, {}, '400 Bad Request: expected an Array of inline query results'],
    ['an id of 64 bytes', [article('é'.repeat(32))], {}, 'ok'],
    ['an id of 65 bytes', [article(`${'é'.repeat(32)}x`)], {}, '400 Bad Request: RESULT_ID_INVALID'],
    ['an empty id', [article('')], {}, '400 Bad Request: RESULT_ID_INVALID'],
    ['the same id twice', [article('a'), article('a')], {}, '400 Bad Request: RESULT_ID_DUPLICATE'],
    ['no title', [article('a', { title: '' })], {}, '400 Bad Request: ARTICLE_TITLE_EMPTY'],
    [
      'no content',
      [article('a', { input_message_content: undefined })],
      {},
      "400 Bad Request: can't parse inline query result: Input message content is not specified",
    ],
    ['an empty text', [article('a', { input_message_content: { message_text: '' } })], {}, '400 Bad Request: message text is empty'],
    ['a text too long', [article('a', { input_message_content: { message_text: 'x'.repeat(4097) } })], {}, '400 Bad Request: message is too long'],
    [
      'entities out of the text',
      [article('a', { input_message_content: { message_text: 'x', entities: [{ type: 'bold', offset: 0, length: 2 }] } })],
      {},
      '400 Bad Request: entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 2',
    ],
    [
      'data too long',
      [article('a', { reply_markup: { inline_keyboard: [[{ text: 'a', callback_data: 'x'.repeat(65) }]] } })],
      {},
      '400 Bad Request: BUTTON_DATA_INVALID',
    ],
    [
      'a gif',
      [{ type: 'gif', id: 'a' }],
      {},
      '400 Bad Request: can\'t parse inline query result: type "gif" is unsupported for the inline query result (the local preview takes article and cached document and photo)',
    ],
    ['an offset too long', [], { next_offset: 'x'.repeat(65) }, '400 Bad Request: NEXT_OFFSET_INVALID'],
    ['a start parameter', [], { button: { text: 'a', start_parameter: 'doc-1_A' } }, 'ok'],
    ['a start parameter with a space', [], { button: { text: 'a', start_parameter: 'a b' } }, '400 Bad Request: START_PARAM_INVALID'],
    ['a start parameter of 65', [], { button: { text: 'a', start_parameter: 'a'.repeat(65) } }, '400 Bad Request: START_PARAM_INVALID'],
    [
      'a button without action',
      [],
      { button: { text: 'a' } },
      "400 Bad Request: can't parse inline query results button: InlineQueryResultsButton must have exactly one optional field",
    ],
  ])('%s', async (_what, results, more, expected) => {
    const { id } = preview.door.inline(preview.door.person, `question ${_what}`);
    expect(await answer(id, results, { cache_time: 0, ...more })).toBe(expected);
  });

  test('a chosen result is sent by the user, via the bot, and can be edited through its handle', async () => {
    const query = preview.door.inline(preview.door.person, 'prison', { chat: preview.door.demoGroup });
    expect(preview.door.unconfirmed().at(-1)?.inline_query).toMatchObject({ query: 'prison', chat_type: 'supergroup', offset: '' });
    await answer(query.id, [article('a', { reply_markup: { inline_keyboard: [[{ text: 'Plus', callback_data: 'i:1' }]] } })]);
    expect((await query.answer()).results).toHaveLength(1);
    expect(() => query.choose('b')).toThrow('choosing inline result b');
    const message = preview.door.chat(-1_000_000_001_000).message(query.choose('a').message_id);
    expect(message).toMatchObject({ text: 'cité', from: { id: 1001 }, via_bot: { id: preview.door.bot.id } });
    const chosen = preview.door.unconfirmed().find((update) => update.chosen_inline_result)?.chosen_inline_result;
    expect(chosen).toMatchObject({ result_id: 'a', query: 'prison' });
    preview.door.demoGroup.press(message!, 'Plus');
    const pressed = preview.door.unconfirmed().at(-1)?.callback_query;
    expect(pressed?.inline_message_id).toBe(chosen?.inline_message_id);
    expect(pressed?.message).toBeUndefined();
    expect(await resultOf(preview, 'editMessageText', { inline_message_id: chosen?.inline_message_id, text: 'changé' })).toBe(true);
    expect(preview.door.demoGroup.message(message!.message_id)?.text).toBe('changé');
  });

  test('a result whose id is a number can be chosen', async () => {
    const query = preview.door.inline(preview.door.person, 'nombre');
    await answer(query.id, [article(7)]);
    expect(query.choose('7')).toMatchObject({ text: 'cité' });
  });

  test('answers are cached for all unless personal: what one user saw is shown to the next without asking the bot', async () => {
    const stranger = preview.door.user();
    const ask = (query: string) => preview.door.inline(stranger, query);
    for (const personal of [false, true]) {
      const query = personal ? 'secret' : 'public';
      await answer(preview.door.inline(preview.door.person, query).id, [article('a')], { is_personal: personal });
      const before = preview.door.unconfirmed().length;
      const again = ask(query);
      if (personal) {
        expect(preview.door.unconfirmed()).toHaveLength(before + 1);
      } else {
        expect(await again.answer()).toMatchObject({ cached: true, results: [{ id: 'a' }] });
        expect(preview.door.unconfirmed()).toHaveLength(before);
        now += 300_001;
        ask(query);
        expect(preview.door.unconfirmed()).toHaveLength(before + 1);
      }
    }
  });
});
