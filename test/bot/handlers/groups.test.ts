import type { User } from 'grammy/types';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { labels, startRig, type BotRig } from '../../support/bot-rig.js';

let rig: BotRig;
let anne: User;
let group: ReturnType<BotRig['door']['group']>;
const NAME = '@dossier_preview_bot';

async function begin(options: Parameters<typeof startRig>[0] = {}): Promise<void> {
  rig = await startRig({ preview: { readsAllGroupMessages: true }, ...options });
  anne = rig.door.user({ id: 41, language: 'fr' });
  group = rig.door.group({ members: [anne, rig.door.person] });
}
beforeEach(() => begin());
afterEach(async () => {
  await rig.close();
});

describe('in a group, even when it hears everything, the bot answers only when it is', () => {
  test('mentioned, without the mention in the question', async () => {
    const question = group.send(`${NAME} combien de cellules fouillées ?`);
    const answer = await group.nextMessage();
    expect(answer.text).toContain('500 cellules');
    expect(answer.reply_to_message?.message_id).toBe(question.message_id);
    expect(rig.dossier.asked[0]?.question).toBe('combien de cellules fouillées ?');
  });

  test('replied to', async () => {
    group.send('/ask combien de cellules fouillées ?');
    const answer = await group.nextMessage();
    group.send('Quelle hauteur ?', { replyTo: answer.message_id });
    await group.nextMessage();
    expect(rig.dossier.asked.some(({ question }) => question === 'Quelle hauteur ?')).toBe(true);
  });

  test('commanded, also about the message replied to', async () => {
    const said = group.send('combien de cellules fouillées ?');
    group.send('/ask', { replyTo: said.message_id });
    expect((await group.nextMessage()).text).toContain('500 cellules');
    group.send('/ask');
    expect((await group.nextMessage()).text).toMatch(/^Que voulez-vous savoir/);
  });

  test('and not otherwise: talk, other bots’ commands, replies to others, unknown commands, files', async () => {
    const said = group.send('combien de cellules fouillées ?');
    group.send('/start@another_bot');
    group.send('/roll');
    group.send('ah bon', { replyTo: said.message_id });
    group.send('@someone combien de cellules ?');
    group.send(`x${NAME}x cellules`);
    group.sendFile({ name: 'a.txt', bytes: Buffer.from('x') });
    group.send('/help');
    expect((await group.nextMessage()).text).toMatch(/^Comment demander/);
    expect(rig.dossier.asked).toEqual([]);
    expect(rig.door.count('sendMessage')).toBe(1);
  });
});

describe('answers in private', () => {
  test('/private question: to the asker alone, then to the group by a button, once', async () => {
    const chat = rig.door.private(anne);
    rig.door.start(anne);
    await chat.nextMessage();
    const asked = group.send('/private combien de cellules fouillées ?');
    const answer = await chat.nextMessage();
    expect(answer.text).toContain('500 cellules');
    expect((await group.nextMessage()).text).toBe('Répondu en privé.');
    expect(labels(answer).at(-1)).toEqual(['Partager dans le groupe']);

    expect(await chat.press(answer, 'Partager dans le groupe').answer()).toMatchObject({ text: 'Partagé dans le groupe.' });
    const shared = await group.nextMessage();
    expect(shared.text).toBe(answer.text);
    expect(shared.reply_to_message?.message_id).toBe(asked.message_id);
    expect(labels(shared).flat()).not.toContain('Partager dans le groupe');
    // Its buttons work there.
    group.press(shared, '🔎 Contexte');
    const around = await group.nextEdit();
    group.press(around, '‹ Retour');
    expect(labels(await group.nextEdit()).flat()).not.toContain('Partager dans le groupe');
  });

  test('out of the group by then, sharing says so: the presser has blocked nobody', async () => {
    const chat = rig.door.private(anne);
    rig.door.start(anne);
    await chat.nextMessage();
    group.send('/private combien de cellules fouillées ?');
    const answer = await chat.nextMessage();
    await group.nextMessage();
    group.kickBot();
    expect(await chat.press(answer, 'Partager dans le groupe').answer()).toMatchObject({
      alert: true,
      text: 'Je ne peux pas écrire dans le groupe : je n’y suis plus, ou je n’ai pas le droit d’y écrire.',
    });
    chat.send('/help');
    await chat.nextMessage();
    expect((await rig.memory.people.read('41'))?.blocked).toBeUndefined();
    expect(rig.log.filter((line) => line.includes('bot was kicked'))).toEqual([expect.stringContaining('could not be shared')]);
  });

  test('whoever never spoke to the bot is told how, with a button', async () => {
    group.send('/private combien de cellules fouillées ?');
    const told = await group.nextMessage();
    expect(told.text).toMatch(/^Je ne peux pas encore vous écrire en privé/);
    expect(told.reply_markup?.inline_keyboard[0]?.[0]).toMatchObject({ url: 'https://t.me/dossier_preview_bot?start=hello' });
  });

  test('/private makes it the rule of the group, /private off ends it', async () => {
    const chat = rig.door.private(anne);
    rig.door.start(anne);
    await chat.nextMessage();
    group.send('/private');
    expect((await group.nextMessage()).text).toMatch(/^Désormais je réponds ici en privé/);
    group.send('/ask combien de cellules fouillées ?');
    expect((await chat.nextMessage()).text).toContain('500 cellules');
    expect((await group.nextMessage()).text).toBe('Répondu en privé.');
    group.send('/private off');
    await group.nextMessage();
    group.send('/ask combien de cellules fouillées ?');
    expect((await group.nextMessage()).text).toContain('500 cellules');
  });

  test('of a restricted dossier always; what is shared has no buttons that lead further, and presses in the group show nothing', async () => {
    await rig.close();
    await begin({ allowed: [41] });
    const chat = rig.door.private(anne);
    rig.door.start(anne);
    await chat.nextMessage();
    group.send('/private off');
    expect((await group.nextMessage()).text).toMatch(/n’est pas public/);
    group.send(`${NAME} combien de cellules fouillées ?`);
    const answer = await chat.nextMessage();
    expect((await group.nextMessage()).text).toBe('Répondu en privé.');
    chat.press(answer, 'Partager dans le groupe');
    const shared = await group.nextMessage();
    expect(shared.text).toContain('500 cellules');
    expect(labels(shared)).toEqual([]);
    expect(await group.pressStale(shared, 'sources.0').answer()).toMatchObject({ alert: true, text: expect.stringMatching(/qu’en privé/) as string });
    group.send('/sources');
    expect((await group.nextMessage()).text).toMatch(/qu’en privé/);
    group.send('/language');
    expect(await group.press(await group.nextMessage(), 'English').answer()).toMatchObject({ text: 'I now speak: English' });
    expect(labels(await group.nextEdit())[0]).toEqual(['Français', '✓ English']);
  });

  test('in a private chat there is nothing to make private', async () => {
    const chat = rig.door.private();
    chat.send('/private');
    expect((await chat.nextMessage()).text).toMatch(/sert dans les groupes/);
    chat.send('/private combien de cellules fouillées ?');
    expect((await chat.nextMessage()).text).toContain('500 cellules');
  });
});

test('a channel post that names the bot is answered when the dossier is open', async () => {
  const channel = rig.door.channel();
  channel.send('autre chose');
  channel.send(`${NAME} How many cellules fouillées?`);
  expect((await channel.nextMessage()).text).toContain('500 cellules');
  expect(rig.dossier.asked).toHaveLength(1);
});

test('put out of the group, the bot goes on', async () => {
  const release = rig.dossier.hold();
  group.send('/ask combien de cellules fouillées ?');
  await group.nextAction();
  group.kickBot();
  release();
  const chat = rig.door.private(anne);
  chat.send('combien de cellules fouillées ?');
  expect((await chat.nextMessage()).text).toContain('500 cellules');
  expect(rig.log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
});
