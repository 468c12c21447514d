import type { Message } from 'grammy/types';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { INJECTIONS } from '../properties/texts.js';
import { startRig, TEXTS, type BotRig } from '../support/bot-rig.js';

/*
 * Questions that try to be something else (HTML, Markdown, commands, link payloads, button data, paths, control characters) are plain text: asked as
 * they are, shown as they are, never parsed. The stand-in refuses any parse_mode, any entity that does not fit and any text over the limits.
 */
let rig: BotRig;
beforeAll(async () => {
  rig = await startRig({
    texts: {
      ...TEXTS,
      'x<b>y&.txt': {
        title: INJECTIONS[0]!,
        text: INJECTIONS.filter((text) => text.length < 200 && !text.includes('\0')).join('\n\n'),
        source: 'http://localhost/a',
      },
    },
  });
});
afterAll(async () => {
  await rig.close();
});

/** A private chat with someone new, so that nobody writes faster than is taken. */
function asker(): ReturnType<BotRig['door']['private']> {
  return rig.door.private(rig.door.user({ language: 'fr' }));
}

/** Commands that the bot knows are commands, whoever writes them: no question. */
const isCommand = (text: string): boolean => /^\/[a-z]/u.test(text);

/** What formatting of the bot's own may cover: never the question's words made bold, linked or a command by the question itself. */
function linksOf({ entities = [] }: Message): string[] {
  return entities.flatMap((entity) => (entity.type === 'text_link' ? [entity.url] : []));
}

describe('a question is plain text', () => {
  test.each(INJECTIONS.filter((text) => !isCommand(text)).map((text) => [text.slice(0, 60), text]))('%j', async (_name, text) => {
    const chat = asker();
    const sent = `${text} cellules fouillées`.slice(0, 4096);
    chat.send(sent);
    const answer = await chat.nextMessage();
    expect(linksOf(answer).filter((url) => !url.startsWith('https://t.me/') && !url.startsWith('https://example.org/'))).toEqual([]);
    expect(answer.text!.length).toBeLessThanOrEqual(4096);
    // What the bot looked for is what was written, but for what Telegram itself takes out.
    expect(rig.dossier.asked.some(({ question }) => question.includes('cellules fouillées'))).toBe(true);
  });
});

test('the same in an inline question', async () => {
  for (const text of INJECTIONS) {
    const results = await rig.door.inline(rig.door.user(), `${text} cellules`.slice(0, 256)).answer();
    expect(results.results.length).toBeLessThanOrEqual(5);
  }
});

test('a command with strange words after it answers or says what is wrong; no call fails', async () => {
  for (const command of ['/in', '/verify', '/coverage', '/chronology', '/ask', '/start', '/language', '/pack', '/absence', '/sources', '/help']) {
    for (const text of INJECTIONS.filter((_, at) => at % 4 === 1)) {
      const chat = asker();
      chat.send(`${command} ${text}`.slice(0, 4096));
      await chat.nextMessage();
    }
  }
}, 240_000);

test('buttons that no keyboard of ours has change nothing', async () => {
  const chat = asker();
  chat.send('Combien de cellules ?');
  const answer = await chat.nextMessage();
  for (const data of [
    ...INJECTIONS.filter((text) => text !== '' && Buffer.byteLength(text) <= 64),
    'page.abcdefgh.999999',
    'file.abcdefghijkl',
    'upload.abcdefgh.add',
    'admin.refresh',
    'toggle.abcdefghijkl.0',
    'language.xx',
  ]) {
    rig.advance(60_000);
    await chat.pressStale(answer, data).answer();
  }
  expect(chat.message(answer.message_id)?.text).toBe(answer.text);
});

test('nothing went wrong on the way, no call was refused, and no line of the log holds a question', () => {
  const lines = rig.log.map((line) => JSON.parse(line) as { level: string; msg: string });
  expect(lines.filter(({ level }) => level === 'error' || level === 'fatal')).toEqual([]);
  expect(
    rig.door
      .calls()
      .filter(({ status }) => status >= 400)
      .map(({ method, status }) => `${method} ${status}`),
  ).toEqual([]);
  expect(rig.door.calls().filter(({ values }) => 'parse_mode' in values)).toEqual([]);
  for (const line of rig.log) expect(line.indexOf('\n')).toBe(line.length - 1);
});
