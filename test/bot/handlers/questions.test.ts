import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FOLLOW_UP_MILLISECONDS } from '../../../bot/handlers/asking.js';
import { labels, marked, startRig, type BotRig } from '../../support/bot-rig.js';

let rig: BotRig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(async () => {
  await rig.close();
});

const CELLS = 'Combien de cellules ont été fouillées ?';

test('a question gets the sentence that answers in bold in its blockquote, the figure underlined, then title, date and lines', async () => {
  const chat = rig.door.private();
  chat.send(CELLS);
  expect(await chat.nextAction()).toBe('typing');
  const answer = await chat.nextMessage();
  const [first] = marked(answer, 'blockquote');
  expect(rig.dossier.text('prisons.txt')).toContain(first);
  expect(marked(answer, 'bold')[0]).toBe('Pendant l’opération, environ 500 cellules ont été fouillées dans 66 prisons.');
  expect(marked(answer, 'underline')[0]).toBe('500');
  expect(answer.text).toContain('1. Opération Prison Break · 20 mai 2025 · ligne 2');
  expect(answer.link_preview_options?.is_disabled).toBe(true);
  expect(labels(answer)[0]).toEqual(['🔎 Contexte', '📄 Fichier', '📋 Copier']);
});

test('the words around the quotes are in the person’s language', async () => {
  const chat = rig.door.private(rig.door.user({ language: 'en' }));
  chat.send(CELLS);
  expect((await chat.nextMessage()).text).toContain('20 May 2025 · line 2');
});

describe('follow-ups', () => {
  test('a short one keeps the subject and shows what was searched', async () => {
    const chat = rig.door.private();
    chat.send('Qui suit ce dossier au parquet ?');
    await chat.nextMessage();
    chat.send('et à Paris ?');
    const answer = await chat.nextMessage();
    expect(answer.text).toMatch(/^Cherché : Qui suit ce dossier au parquet à Paris \?\n/);
    expect(rig.dossier.asked.at(-1)?.question).toBe('Qui suit ce dossier au parquet à Paris ?');
  });

  test('a new question inherits nothing and shows nothing', async () => {
    const chat = rig.door.private();
    chat.send(CELLS);
    await chat.nextMessage();
    chat.send('À quelle hauteur vole un drone ?');
    expect((await chat.nextMessage()).text).not.toContain('Cherché :');
    expect(rig.dossier.asked.at(-1)?.question).toBe('À quelle hauteur vole un drone ?');
  });

  test('after a while there is nothing to follow', async () => {
    const chat = rig.door.private();
    chat.send(CELLS);
    await chat.nextMessage();
    rig.advance(FOLLOW_UP_MILLISECONDS + 1);
    chat.send('et à Paris ?');
    await chat.nextMessage();
    expect(rig.dossier.asked.at(-1)?.question).toBe('et à Paris ?');
  });

  test('they survive a restart', async () => {
    const chat = rig.door.private();
    chat.send(CELLS);
    await chat.nextMessage();
    await rig.restart();
    chat.send('quand ?');
    expect((await chat.nextMessage()).text).toMatch(/^Cherché : Quand — cellules ont été fouillées/);
  });

  test('in a group each person follows their own question', async () => {
    const [anne, bob] = [rig.door.user({ language: 'fr' }), rig.door.user({ language: 'fr' })];
    const group = rig.door.group({ members: [anne, bob] });
    group.send(`/ask ${CELLS}`, { from: anne });
    await group.nextMessage();
    group.send('/ask À quelle hauteur vole un drone ?', { from: bob });
    await group.nextMessage();
    group.send('/ask quand ?', { from: anne });
    await group.nextMessage();
    expect(rig.dossier.asked.at(-1)?.question).toContain('cellules');
  });
});

describe('replies', () => {
  test('to an excerpt ask within its document', async () => {
    const chat = rig.door.private();
    chat.send('À quelle hauteur vole un drone de loisir ?');
    const answer = await chat.nextMessage();
    chat.send('Que dit-on des prisons ?', { replyTo: answer.message_id });
    expect((await chat.nextMessage()).text).toMatch(/^Dans : Code des drones\n/);
    expect(rig.dossier.asked.at(-1)?.files).toEqual(['loi.txt']);
  });

  test('ask within the document that the message shows now', async () => {
    const chat = rig.door.private();
    chat.send('prisons');
    const answer = await chat.nextMessage();
    const other = answer.reply_markup!.inline_keyboard[1]!.find(({ text }) => text === 'Extrait 2')!;
    chat.press(answer, other.text);
    const shown = await chat.nextEdit();
    const file = shown.text!.includes('Code des drones') ? 'loi.txt' : 'prisons.txt';
    chat.send('Quelle amende ?', { replyTo: shown.message_id });
    await chat.nextMessage();
    expect(rig.dossier.asked.find(({ question }) => question === 'Quelle amende ?')?.files).toEqual([file]);
  });

  test('to an answer older than the turns that are kept: its own buttons say which document', async () => {
    const chat = rig.door.private();
    chat.send('À quelle hauteur vole un drone de loisir ?');
    const answer = await chat.nextMessage();
    await expect.poll(async () => (await rig.memory.conversations.read(String(chat.id)))?.turns?.length).toBe(1);
    await rig.memory.conversations.write(String(chat.id), { turns: [] });
    chat.send('Que dit-on des prisons ?', { replyTo: answer.message_id });
    expect((await chat.nextMessage()).text).toMatch(/^Dans : Code des drones\n/);
  });

  test('follow the question of the answer replied to, not the last one', async () => {
    const chat = rig.door.private();
    chat.send(CELLS);
    const first = await chat.nextMessage();
    chat.send('À quelle hauteur vole un drone ?');
    await chat.nextMessage();
    chat.send('quand ?', { replyTo: first.message_id });
    await chat.nextMessage();
    expect(rig.dossier.asked.at(-1)).toEqual({ question: 'Quand — cellules ont été fouillées ?', files: ['prisons.txt'] });
  });

  test('to one’s own message, or to a refusal, limit nothing', async () => {
    const chat = rig.door.private();
    const own = chat.send('tarte aux pommes');
    const refusal = await chat.nextMessage();
    for (const replyTo of [own.message_id, refusal.message_id]) {
      chat.send(CELLS, { replyTo });
      await chat.nextMessage();
      expect(rig.dossier.asked.at(-1)?.files).toBeUndefined();
    }
  });
});

describe('edits', () => {
  test('of a question edit its answer', async () => {
    const chat = rig.door.private();
    const question = chat.send('Combien de cellules ?');
    const answer = await chat.nextMessage();
    chat.edit(question, 'Combien de téléphones miniatures ?');
    const edited = await chat.nextEdit();
    expect(edited.message_id).toBe(answer.message_id);
    expect(edited.text).toContain('127 téléphones');
  });

  test('of a follow-up follow what it followed, not itself, each time', async () => {
    const chat = rig.door.private();
    chat.send('Qui suit ce dossier au parquet ?');
    await chat.nextMessage();
    const question = chat.send('et à Paris ?');
    await chat.nextMessage();
    for (const [text, searched] of [
      ['et à Marseille ?', 'Qui suit ce dossier au parquet à Marseille ?'],
      ['et le ministre ?', 'Le ministre — Qui suit ce dossier au parquet ?'],
      ['et à Lyon ?', 'Qui suit ce dossier au parquet à Lyon ?'],
    ] as const) {
      chat.edit(question, text);
      await chat.nextEdit();
      expect(rig.dossier.asked.map((asked) => asked.question)).toContain(searched);
    }
  });

  test('of a first question follow nothing', async () => {
    const chat = rig.door.private();
    const question = chat.send(CELLS);
    await chat.nextMessage();
    chat.edit(question, 'et à Marseille ?');
    await chat.nextEdit();
    expect(rig.dossier.asked.map((asked) => asked.question)).toContain('et à Marseille ?');
  });

  test('of a question whose answer is gone get a new one', async () => {
    const chat = rig.door.private();
    const question = chat.send('Combien de cellules ?');
    const answer = await chat.nextMessage();
    chat.delete(answer);
    chat.edit(question, 'Combien de téléphones miniatures ?');
    expect((await chat.nextMessage()).text).toContain('127 téléphones');
  });

  test('that change nothing in the answer are no failure', async () => {
    const chat = rig.door.private();
    const question = chat.send('Bonjour');
    await chat.nextMessage();
    chat.edit(question, 'Bonjour !');
    chat.send(CELLS);
    expect((await chat.nextMessage()).text).toContain('500 cellules');
    expect(rig.log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  });

  test('of a message that was no question are questions', async () => {
    const chat = rig.door.private();
    const question = chat.send('…');
    await chat.nextMessage();
    const turns = async (): Promise<unknown> => (await rig.memory.conversations.read(String(chat.id)))?.turns;
    await expect.poll(turns).toHaveLength(1);
    await rig.memory.conversations.delete(String(chat.id));
    chat.edit(question, CELLS);
    expect((await chat.nextMessage()).text).toContain('500 cellules');
  });
});

describe('what cannot be searched is said so, and nothing is searched', () => {
  test.each([
    ['…', /ni lettre ni chiffre/],
    ['😀😀', /ni lettre ni chiffre/],
    ['\u200b\u200d', /ni lettre ni chiffre/],
    ['Bonjour !', /^Bonjour !/],
    ['Merci beaucoup', /je vous en prie/i],
    ['/nimportequoi', /ne connais pas cette commande/],
    ['/SOURCES_x', /ne connais pas cette commande/],
  ])('%j', async (text, reply) => {
    const chat = rig.door.private();
    chat.send(text);
    expect((await chat.nextMessage()).text).toMatch(reply);
    expect(rig.dossier.asked).toEqual([]);
  });

  test('10,000 characters, which Telegram’s own apps would split', async () => {
    const chat = rig.door.private();
    // The stand-in's own users are held to 4,096, so the update is put in by hand, into a chat that the bot may write to.
    rig.door.start(rig.door.person);
    await chat.nextMessage();
    rig.door.push({ message: { message_id: 900, date: 1, chat: chat.chat, from: rig.door.person, text: 'mot '.repeat(2500).trim() } as never });
    expect((await chat.nextMessage()).text).toMatch(/9\s?999 caractères ; j’en prends 4\s?096/u);
  });

  test('a greeting before a question is no greeting', async () => {
    const chat = rig.door.private();
    chat.send(`Bonjour, ${CELLS}`);
    await chat.nextMessage();
    expect(rig.dossier.asked.map(({ question }) => question)).toEqual([CELLS]);
  });

  test('markup, commands within the text and path names are plain text', async () => {
    const chat = rig.door.private();
    chat.send('<b>prisons</b> *prisons* [x](http://a) ../../etc/passwd /start');
    await chat.nextMessage();
    expect(rig.dossier.asked.map(({ question }) => question)).toContain('<b>prisons</b> *prisons* [x](http://a) ../../etc/passwd /start');
  });
});

describe('failures', () => {
  test('of the search are said, with a reference that the log has, and never look like "not found"', async () => {
    const chat = rig.door.private();
    rig.dossier.fail(new Error('the model broke'));
    chat.send(CELLS);
    const { text } = await chat.nextMessage();
    expect(text).toMatch(/^Une erreur s’est produite ici, je ne peux donc pas dire si le dossier le dit/);
    const reference = /[0-9a-f]{8}$/.exec(text!)![0];
    expect(rig.log.find((line) => line.includes(reference))).toContain('the model broke');
    expect(text).not.toContain('broke');
    rig.dossier.fail(null);
    chat.send(CELLS);
    expect((await chat.nextMessage()).text).toContain('500 cellules');
  });

  test('a slow question holds up its own chat only', async () => {
    const [anne, bob] = [rig.door.private(rig.door.user()), rig.door.private(rig.door.user())];
    const release = rig.dossier.hold();
    anne.send(CELLS);
    expect(await anne.nextAction()).toBe('typing');
    anne.send('/sources');
    bob.send('/sources');
    expect((await bob.nextMessage()).text).toContain('2 documents');
    expect(anne.messages().filter(({ from }) => from?.is_bot === true)).toEqual([]);
    release();
    expect((await anne.nextMessage()).text).toContain('500 cellules');
    expect((await anne.nextMessage()).text).toContain('2 documents');
  });

  test('a person who has blocked the bot is noted, and the others are answered', async () => {
    const chat = rig.door.private();
    rig.door.fail('sendMessage', { kind: 'error', code: 403, description: 'Forbidden: bot was blocked by the user' });
    chat.send(CELLS);
    await expect.poll(async () => (await rig.memory.people.read(String(rig.door.person.id)))?.blocked).toMatch(/^\d{4}-/);
    const other = rig.door.private(rig.door.user({ language: 'en' }));
    other.send(CELLS);
    await other.nextMessage();
    // Back again: the note goes.
    chat.send(CELLS);
    await chat.nextMessage();
    expect((await rig.memory.people.read(String(rig.door.person.id)))?.blocked).toBeUndefined();
    expect(rig.log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  });

  test('429 is obeyed, a server error tried again', async () => {
    const chat = rig.door.private();
    rig.door.fail('sendMessage', { kind: 'error', code: 429, description: 'Too Many Requests: retry after 1', parameters: { retry_after: 1 } });
    chat.send(CELLS);
    expect((await chat.nextMessage()).text).toContain('500 cellules');
    expect(rig.door.count('sendMessage')).toBe(2);
  });

  test('a cut connection is tried again, a few times', async () => {
    const chat = rig.door.private();
    rig.door.fail('sendMessage', { kind: 'cut', when: 'before' });
    chat.send(CELLS);
    expect((await chat.nextMessage()).text).toContain('500 cellules');
    expect(rig.log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  });
});

test('a flood gets one line, then nothing until the minute is over', async () => {
  const chat = rig.door.private();
  for (let index = 0; index < 45; index += 1) chat.send('/language');
  await rig.door.drained();
  chat.send('/language');
  await expect.poll(() => rig.door.unconfirmed().length).toBe(0);
  await expect.poll(() => chat.messages().filter(({ from }) => from?.is_bot === true).length).toBe(41);
  expect(chat.messages().at(-1)?.text !== undefined && chat.messages().filter(({ text }) => text?.startsWith('C’était beaucoup') === true)).toHaveLength(1);
  rig.advance(61_000);
  chat.skip();
  chat.send('/language');
  expect((await chat.nextMessage()).text).toMatch(/langue/);
});
