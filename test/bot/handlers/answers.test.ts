import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { callbackData } from '../../../bot/callback-data.js';
import { labels, marked, startRig, TEXTS, type BotRig } from '../../support/bot-rig.js';
import { createFakeDossier, type FakeText } from '../../support/fake-dossier.js';
import { temporaryFolder } from '../../support/folder.js';

let folder: string;
let rig: BotRig;
beforeEach(async () => {
  folder = temporaryFolder();
  rig = await startRig({ dossier: createFakeDossier(TEXTS, folder) });
});
afterEach(async () => {
  await rig.close();
});

const PARQUET = 'Que fait le parquet de Marseille ?';
const prisons = TEXTS['prisons.txt'] as FakeText;

async function answered(
  question = PARQUET,
): Promise<{ chat: ReturnType<BotRig['door']['private']>; answer: Awaited<ReturnType<ReturnType<BotRig['door']['private']>['nextMessage']>> }> {
  const chat = rig.door.private();
  chat.send(question);
  return { chat, answer: await chat.nextMessage() };
}

test('context: the passage among its neighbours, one slice, in place of the answer; more on either side; and back', async () => {
  const { chat, answer } = await answered();
  chat.press(answer, '🔎 Contexte');
  const around = await chat.nextEdit();
  expect(around.message_id).toBe(answer.message_id);
  const [quote] = marked(around, 'blockquote');
  expect(prisons.text).toContain(quote);
  expect(quote).toContain('À Marseille, douze personnes');
  expect(quote).toContain('127 téléphones');
  expect(labels(around)).toEqual([['▲ Avant'], ['📄 Fichier', '📋 Citer'], ['‹ Retour']]);

  chat.press(around, '▲ Avant');
  const wider = await chat.nextEdit();
  expect(marked(wider, 'blockquote')[0]).toContain('environ 500 cellules');
  expect(labels(wider)[0]).toEqual(['📄 Fichier', '📋 Citer']);

  chat.press(wider, '‹ Retour');
  expect((await chat.nextEdit()).text).toBe(answer.text);
});

test('next results come in place, with the way back', async () => {
  const { chat, answer } = await answered();
  chat.press(answer, 'Autres résultats 2/2 ›');
  const second = await chat.nextEdit();
  expect(second.text).toMatch(/^(?!.*1\. Op).*4\. /s);
  chat.press(second, '‹ Retour');
  expect((await chat.nextEdit()).text).toBe(answer.text);
});

test('the file is sent, with the place in its caption', async () => {
  writeFileSync(join(folder, 'prisons.txt'), prisons.text);
  const { chat, answer } = await answered();
  chat.press(answer, '📄 Fichier');
  const sent = await chat.nextMessage();
  expect(sent.document?.file_name).toBe('prisons.txt');
  expect(sent.document?.file_size).toBe(Buffer.byteLength(prisons.text));
  expect(sent.caption).toBe('Opération Prison Break · 20 mai 2025 · ligne 8');
});

test('a file that is not in the folder is not sent; the text around the passage is', async () => {
  const { chat, answer } = await answered();
  const press = chat.press(answer, '📄 Fichier');
  const around = await chat.nextMessage();
  expect(marked(around, 'blockquote')[0]).toContain('À Marseille');
  expect((await press.answer()).text).toMatch(/ne peut pas être envoyé/);
});

test('a citation too long to copy is sent: the sentence to the letter, title, date, line', async () => {
  const long = `Un mot ${'et encore un mot '.repeat(20)}final.`;
  rig.dossier.put('long.txt', { text: `Court.\n\n${long}`, title: 'Long', date: '2024-02' });
  await rig.dossier.refresh();
  const { chat, answer } = await answered('encore mot final');
  chat.press(answer, '📋 Citer');
  const sent = await chat.nextMessage();
  expect(marked(sent, 'code')).toEqual([`« ${long} » — Long, février 2024, ligne 3`]);
});

describe('useful or not', () => {
  test('is kept with the question, the verdict and the quote, and ticked on the button', async () => {
    const { chat, answer } = await answered();
    const press = chat.press(answer, '👍 Utile');
    expect((await press.answer()).text).toMatch(/Merci/);
    const ticked = await chat.nextEdit();
    expect(labels(ticked).at(-1)).toEqual(['✓ 👍 Utile', '👎 Pas utile']);
    expect(ticked.text).toBe(answer.text);
    chat.press(ticked, '👎 Pas utile');
    expect(labels(await chat.nextEdit()).at(-1)).toEqual(['👍 Utile', '✓ 👎 Pas utile']);
    expect(await rig.memory.feedback.all()).toMatchObject([
      {
        user: rig.door.person.id,
        useful: false,
        question: PARQUET,
        verdict: 'answered',
        file: 'prisons.txt',
        quote: 'Le parquet de Marseille suit ce dossier.',
        language: 'fr',
      },
    ]);
  });

  test('the tick stays while one turns pages', async () => {
    const { chat, answer } = await answered();
    chat.press(answer, '👍 Utile');
    const ticked = await chat.nextEdit();
    chat.press(ticked, 'Autres résultats 2/2 ›');
    expect(labels(await chat.nextEdit()).at(-1)).toEqual(['✓ 👍 Utile', '👎 Pas utile']);
  });
});

describe('buttons live on', () => {
  test('after a restart', async () => {
    const { chat, answer } = await answered();
    await rig.restart();
    chat.press(answer, 'Autres résultats 2/2 ›');
    expect((await chat.nextEdit()).text).toMatch(/4\. /);
  });

  test('after re-indexing, as long as the passage stands, wherever it moved', async () => {
    const { chat, answer } = await answered();
    rig.dossier.put('prisons.txt', { ...prisons, text: `Une introduction.\n\nUne autre.\n\n${prisons.text}` });
    await rig.dossier.refresh();
    chat.press(answer, '🔎 Contexte');
    const around = await chat.nextEdit();
    expect(marked(around, 'bold')[0]).toBe('Le parquet de Marseille suit ce dossier.');
    expect(around.text).toContain('lignes 9–14');
  });

  test('when the passage is gone the press is answered, and the answer says what is lost', async () => {
    const { chat, answer } = await answered();
    rig.dossier.put('prisons.txt', 'Tout autre chose.');
    await rig.dossier.refresh();
    for (const label of ['🔎 Contexte', '📄 Fichier']) {
      expect(await chat.press(answer, label).answer()).toMatchObject({ alert: true, text: expect.stringMatching(/ne fonctionne plus/) as string });
    }
    chat.press(answer, 'Autres résultats 2/2 ›');
    expect((await chat.nextEdit()).text).toMatch(/^4 passages de cette réponse ne sont plus dans le dossier\./);
  });
});

describe('hostile presses are answered and do nothing', () => {
  test.each([
    'x',
    '',
    'page.AAAAAAAA.0',
    callbackData('more', { passage: 'AAAAAAAAAAAA', before: 0, after: 0, answer: 'AAAAAAAA', page: 0 }),
    callbackData('file', { passage: 'AAAAAAAAAAAA' }),
    callbackData('cite', { passage: 'AAAAAAAAAAAA', answer: 'AAAAAAAA' }),
    callbackData('rate', { answer: 'AAAAAAAA', useful: 'yes' }),
    callbackData('share', { answer: 'AAAAAAAA' }),
    callbackData('ask', { question: 'AAAAAAAA' }),
    callbackData('document', { document: 'AAAAAAAAAAAA', page: 0 }),
    callbackData('outline', { document: 'AAAAAAAAAAAA', page: 0 }),
    callbackData('toggle', { document: 'AAAAAAAAAAAA', page: 0 }),
    callbackData('only', { document: 'AAAAAAAAAAAA' }),
    callbackData('sendfile', { document: 'AAAAAAAAAAAA' }),
    callbackData('upload', { upload: 'AAAAAAAA', what: 'undo' }),
    callbackData('admin', { show: 'export' }),
    'more.../../../../etc.0.0.AAAAAAAA.0',
    'a'.repeat(64),
  ])('%j', async (data) => {
    const { chat, answer } = await answered();
    const before = chat.messages().length;
    const press = chat.pressStale(answer, data);
    expect(await press.answer()).toMatchObject({ alert: true });
    expect(chat.messages().length).toBe(before);
    expect(chat.message(answer.message_id)?.text).toBe(answer.text);
    expect(rig.log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  });

  test('an answer of one chat cannot be turned in another', async () => {
    const { answer } = await answered();
    const data = answer
      .reply_markup!.inline_keyboard.flat()
      .map((one) => ('callback_data' in one ? one.callback_data : ''))
      .find((one) => one.startsWith('page.'))!;
    const other = rig.door.private(rig.door.user());
    other.send(PARQUET);
    const theirs = await other.nextMessage();
    expect(await other.pressStale(theirs, data).answer()).toMatchObject({ alert: true });
  });
});

test('a press that comes too late to be answered still does its work', async () => {
  const { chat, answer } = await answered();
  rig.door.fail('answerCallbackQuery', {
    kind: 'error',
    code: 400,
    description: 'Bad Request: query is too old and response timeout expired or query ID is invalid',
  });
  chat.press(answer, '🔎 Contexte');
  expect(marked(await chat.nextEdit(), 'blockquote')[0]).toContain('À Marseille');
});

test('a deleted answer is sent anew when one turns its page', async () => {
  const { chat, answer } = await answered();
  rig.door.fail('editMessageText', { kind: 'error', code: 400, description: 'Bad Request: message to edit not found' });
  chat.press(answer, '🔎 Contexte');
  expect(marked(await chat.nextMessage(), 'blockquote')[0]).toContain('À Marseille');
});

test('absent: said, with questions that the dossier answers to press', async () => {
  const { chat, answer } = await answered('tarte aux pommes');
  expect(answer.text).toMatch(/^Le dossier ne le dit pas\. Cherché dans 2 documents, 6 passages\./);
  const [suggestion] = labels(answer)[0]!;
  expect(suggestion).toMatch(/^Que dit le dossier sur « /);
  chat.press(answer, suggestion!);
  const next = await chat.nextMessage();
  expect(next.text!.startsWith(suggestion!.replace(/…$/, ''))).toBe(true);
  expect(next.text).not.toContain('Le dossier ne le dit pas');
  expect(marked(next, 'bold').length).toBeGreaterThan(0);
});
