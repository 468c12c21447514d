import { Bot, InlineKeyboard, InputFile } from 'grammy';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startPreview, type Preview } from '../../../bot/preview/index.js';

let preview: Preview;
let bot: Bot;
let running: Promise<void> | undefined;

beforeEach(async () => {
  preview = await startPreview();
  bot = new Bot(preview.token, { client: { apiRoot: preview.apiRoot } });
  running = undefined;
  bot.catch((error) => {
    throw error.error;
  });
});
afterEach(async () => {
  if (running) await bot.stop();
  await running;
  await preview.close();
});

test('a grammY bot answers a text, edits on a button press and sends a file, all over HTTP', async () => {
  bot.command('start', (ctx) => ctx.reply(`Hello ${ctx.match}`));
  bot.on('message:text', (ctx) =>
    ctx.reply(ctx.msg.text.toUpperCase(), { reply_markup: new InlineKeyboard().text('More', 'more:1'), reply_parameters: { message_id: ctx.msg.message_id } }),
  );
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

test('a port in use, or a token that is none, is said in one line', async () => {
  await expect(startPreview({ port: preview.port })).rejects.toThrow(
    `starting the preview on 127.0.0.1:${preview.port}: a free port expected, found one in use`,
  );
  await expect(startPreview({ token: 'secret' })).rejects.toThrow('a token of the form NUMBER:CHARACTERS expected, found another');
});

test('each start has its own token; a given one is kept', async () => {
  const token = `42:${'A'.repeat(35)}`;
  const [given, random] = [await startPreview({ token }), await startPreview()];
  expect(given.token).toBe(token);
  expect(given.door.bot.id).toBe(42);
  expect(random.token).toMatch(/^\d+:[\w-]{35}$/);
  expect(random.token).not.toBe(preview.token);
  await given.close();
  await random.close();
});

test('closing ends waiting calls and frees the port', async () => {
  const other = await startPreview();
  const waiting = fetch(`${other.apiRoot}/bot${other.token}/getUpdates?timeout=50`).then(
    () => 'answered',
    () => 'cut',
  );
  await expect.poll(() => other.door.count('getUpdates')).toBe(1);
  await other.close();
  expect(['answered', 'cut']).toContain(await waiting);
  await (await startPreview({ port: other.port })).close();
});
