import { Bot, InlineKeyboard, InputFile } from 'grammy';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startPreview, type Preview } from '../../../bot/preview/index.js';

let preview: Preview;
let bot: Bot;
let running: Promise<void>;

beforeEach(async () => {
  preview = await startPreview();
  bot = new Bot(preview.token, { client: { apiRoot: preview.apiRoot } });
  bot.catch((error) => {
    throw error.error;
  });
});
afterEach(async () => {
  await bot.stop();
  await running;
  await preview.close();
});

test('a grammY bot answers a text, edits on a button press and sends a file, all over HTTP', async () => {
  bot.command('start', (ctx) => ctx.reply(`Hello ${ctx.match}`));
  bot.on('message:text', (ctx) => ctx.reply(ctx.msg.text.toUpperCase(), { reply_markup: new InlineKeyboard().text('More', 'more:1'), reply_parameters: { message_id: ctx.msg.message_id } }));
  bot.callbackQuery('more:1', async (ctx) => {
    await ctx.editMessageText('EDITED');
    await ctx.answerCallbackQuery('done');
  });
  bot.on('message:document', async (ctx) => {
    const file = await ctx.getFile();
    const bytes = await (await fetch(`${preview.apiRoot}/file/bot${preview.token}/${file.file_path ?? ''}`)).text();
    await ctx.replyWithDocument(new InputFile(Buffer.from(bytes.toUpperCase()), 'été – pièce 1.txt'), { caption: 'here' });
  });
  running = bot.start();
  const chat = preview.door.private();

  preview.door.start(preview.door.person, 'abc');
  expect((await chat.nextMessage()).text).toBe('Hello abc');

  const question = chat.send('bonjour');
  const answer = await chat.nextMessage();
  expect(answer.text).toBe('BONJOUR');
  expect(answer.reply_to_message?.message_id).toBe(question.message_id);
  const press = chat.press(answer, 'More');
  expect((await chat.nextEdit()).text).toBe('EDITED');
  expect(await press.answer()).toEqual({ text: 'done', alert: false, url: null });
  expect(chat.message(answer.message_id)?.reply_markup).toBeUndefined();

  chat.sendFile({ name: 'note.txt', bytes: Buffer.from('été') });
  const sent = await chat.nextMessage();
  expect(sent.document).toMatchObject({ file_name: 'été – pièce 1.txt', file_size: Buffer.byteLength('ÉTÉ') });
  expect(sent.caption).toBe('here');
  await preview.door.drained();
});
