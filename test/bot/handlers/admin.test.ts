import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fileName } from '../../../bot/handlers/uploads.js';
import { SEEDS } from '../../../bot/settings/config.js';
import { UserError } from '../../../retrieval/errors.js';
import { labels, startRig, TEXTS, type BotRig } from '../../support/bot-rig.js';
import { createFakeDossier } from '../../support/fake-dossier.js';
import { temporaryFolder } from '../../support/folder.js';

let folder: string;
let rig: BotRig;
let chat: ReturnType<BotRig['door']['private']>;
beforeEach(async () => {
  folder = temporaryFolder();
  rig = await startRig({ dossier: createFakeDossier(TEXTS, folder), admins: [1001] });
  chat = rig.door.private();
});
afterEach(async () => {
  await rig.close();
});

describe('the admin menu', () => {
  test.each(['/admin', '/status', '/feedback', '/users', '/reindex'])('%s does not exist for others', async (command) => {
    const other = rig.door.private(rig.door.user({ language: 'fr' }));
    other.send(command);
    expect((await other.nextMessage()).text).toMatch(/^Je ne connais pas cette commande/);
  });

  test('its buttons neither', async () => {
    const other = rig.door.private(rig.door.user({ language: 'fr' }));
    other.send('/help');
    const help = await other.nextMessage();
    for (const show of ['menu', 'status', 'users', 'feedback', 'export', 'refresh'])
      expect(await other.pressStale(help, `admin.${show}`).answer()).toMatchObject({ alert: true, text: 'Réservé aux administrateurs.' });
    expect(other.message(help.message_id)?.text).toBe(help.text);
  });

  test('status, users, and back', async () => {
    rig.dossier.spoil('scan.pdf', { code: 'encrypted' });
    await rig.dossier.refresh();
    chat.send('/admin');
    const menu = await chat.nextMessage();
    chat.press(menu, '📊 État');
    expect((await chat.nextEdit()).text).toMatch(
      /2 documents, 6 passages\n.*\nDossier : .*\nUn fichier n’a pas pu être lu\.\n⚠️ scan\.pdf : protégé par un mot de passe/,
    );
    chat.press(menu.message_id, '‹ Retour');
    chat.press(await chat.nextEdit(), '👥 Personnes');
    expect((await chat.nextEdit()).text).toMatch(/Tout le monde peut poser des questions.*\nAdministrateurs : 1001\nVues : 1\n1001 Alex, \d{4}-\d{2}-\d{2}$/s);
  });

  test('of many people all are counted and the fifty seen last are listed', async () => {
    for (let day = 1; day <= 31; day++)
      for (const [month, id] of [
        ['01', 2000 + day],
        ['02', 4000 - day],
      ] as const)
        await rig.memory.people.write(String(id), { name: 'A', lastSeen: `2020-${month}-${String(day).padStart(2, '0')}` });
    chat.send('/users');
    const lines = (await chat.nextMessage()).text!.split('\n');
    const seen = lines.findIndex((line) => line.startsWith('Vues : '));
    expect(lines[seen]).toBe('Vues : 63');
    const shown = lines.slice(seen + 1);
    expect(shown).toHaveLength(50);
    expect(shown[0]).toMatch(/^1001 /);
    expect([shown[1], shown[31], shown[32], shown[49]]).toEqual(['3969 A, 2020-02-31', '3999 A, 2020-02-01', '2031 A, 2020-01-31', '2014 A, 2020-01-14']);
  });

  test('the status tells how it goes: questions by verdict, times, queue, what was turned away', async () => {
    chat.send('Combien de cellules fouillées ?');
    await chat.nextMessage();
    chat.send('tarte aux pommes');
    await chat.nextMessage();
    rig.dossier.fail(new Error('x'));
    chat.send('Combien de téléphones ?');
    await chat.nextMessage();
    rig.advance(3 * 3600_000 + 60_000);
    chat.send('/status');
    const { text } = await chat.nextMessage();
    expect(text).toMatch(
      /En marche depuis : .* ; index mis à jour il y a 3 h 1 min\nQuestions : 3 \(1 avec réponse, 0 proche, 1 absente, 1 en échec\)\nTemps de réponse : \d{1,3}(?:\u202F\d{3})? ms \(médiane\)\nFile : 0 en attente, 1 en cours\nRenvoyées faute de place : 0 ; refusées : 0 ; reçues deux fois et écartées : 0\nTelegram répond\.\nMémoire/u,
    );
  });

  test('feedback is listed and exported for evaluate', async () => {
    chat.send('/feedback');
    expect((await chat.nextMessage()).text).toContain('👍 0 utile, 👎 0 pas utile');
    chat.send('Combien de cellules fouillées ?');
    chat.press(await chat.nextMessage(), '👍 Utile');
    await chat.nextEdit();
    chat.send('tarte aux pommes');
    chat.press(await chat.nextMessage(), '👎 Pas utile');
    await chat.nextEdit();
    chat.send('/feedback');
    const list = await chat.nextMessage();
    expect(list.text).toBe('Avis\n👍 1 utile, 👎 1 pas utile\n👎 tarte aux pommes (absent du dossier)\n👍 Combien de cellules fouillées ? (répondu)');
    chat.press(list, 'Exporter');
    const [questions, all] = [await chat.nextMessage(), await chat.nextMessage()];
    expect([questions.document?.file_name, all.document?.file_name]).toEqual(['questions.jsonl', 'feedback.jsonl']);
    expect(
      (await content(questions.document!.file_id))
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as object),
    ).toMatchObject([
      {
        question: 'Combien de cellules fouillées ?',
        gold: [{ file: 'prisons.txt', quote: 'Pendant l’opération, environ 500 cellules ont été fouillées dans 66 prisons.' }],
      },
    ]);
    expect((await content(all.document!.file_id)).trim().split('\n')).toHaveLength(2);
  });

  test('re-indexing shows its end in the same message; questions go on meanwhile', async () => {
    chat.send('/reindex');
    const begun = await chat.nextMessage();
    expect(begun.text).toBe('Mise à jour de l’index…');
    const done = await chat.nextEdit();
    expect([done.message_id, done.text]).toEqual([begun.message_id, 'À jour : 2 documents, 6 passages, dont 6 nouveaux.']);
  });

  test('a failed re-indexing is said; the reason only when it is meant for people', async () => {
    rig.dossier.refresh = () => Promise.reject(new UserError('reading the dossier: /x: a folder expected, found none'));
    chat.send('/reindex');
    await chat.nextMessage();
    expect((await chat.nextEdit()).text).toMatch(/l’ancien sert encore\. reading the dossier: \/x/);
    rig.dossier.refresh = () => Promise.reject(new Error('secret path'));
    chat.send('/reindex');
    await chat.nextMessage();
    expect((await chat.nextEdit()).text).toMatch(/l’ancien sert encore\. Une erreur/);
  });

  test('one re-indexing at a time', async () => {
    let release = (): void => undefined;
    rig.dossier.refresh = () =>
      new Promise(
        (resolve) =>
          (release = () => {
            resolve(rig.dossier.lastRefresh);
          }),
      );
    chat.send('/reindex');
    await chat.nextMessage();
    chat.send('/reindex');
    expect((await chat.nextMessage()).text).toMatch(/déjà en cours/);
    release();
    await chat.nextEdit();
  });
});

async function content(fileId: string): Promise<string> {
  const { apiRoot, token } = rig.preview;
  const { result } = (await (await fetch(`${apiRoot}/bot${token}/getFile?file_id=${encodeURIComponent(fileId)}`)).json()) as { result: { file_path: string } };
  return (await fetch(`${apiRoot}/file/bot${token}/${result.file_path}`)).text();
}

describe('a document sent by an admin', () => {
  const send = async (name = 'note.txt', text = 'Le préfet a signé un arrêté lundi.'): Promise<Awaited<ReturnType<typeof chat.nextMessage>>> => {
    chat.sendFile({ name, bytes: Buffer.from(text) });
    return chat.nextMessage();
  };

  test('is added once confirmed, read, asked, and taken out again', async () => {
    const offer = await send();
    expect(offer.text).toMatch(/^Ajouter « note\.txt » \(1 Ko\) au dossier \?/);
    expect(readdirSync(folder)).toEqual([]);
    chat.press(offer, 'Ajouter');
    expect((await chat.nextEdit()).text).toMatch(/est dans le dossier ; lecture en cours/);
    await chat.nextMessage();
    const ready = await chat.nextEdit();
    expect(ready.text).toMatch(/^« note\.txt » peut maintenant être interrogé \(un passage\)\.\nÀ jour : 3 documents/);
    expect(readFileSync(join(folder, 'note.txt'), 'utf8')).toBe('Le préfet a signé un arrêté lundi.');
    chat.send('Qui a signé un arrêté ?');
    expect((await chat.nextMessage()).text).toContain('Le préfet a signé un arrêté lundi.');
    chat.press(ready, 'Retirer');
    expect((await chat.nextEdit()).text).toBe('« note.txt » a été retiré.');
    expect(readdirSync(folder)).toEqual([]);
    await expect.poll(() => rig.dossier.text('note.txt')).toBeNull();
  });

  test('is not added when cancelled, nor twice when pressed twice', async () => {
    const first = await send();
    chat.press(first, 'Annuler');
    expect((await chat.nextEdit()).text).toBe('« note.txt » n’a pas été ajouté.');
    expect(await chat.pressStale(first, addData(first)).answer()).toMatchObject({ alert: true });
    const second = await send();
    chat.press(second, 'Ajouter');
    await chat.nextEdit();
    expect(await chat.pressStale(second, addData(second)).answer()).toMatchObject({ text: 'C’est déjà ajouté.' });
    expect(readdirSync(folder)).toEqual(['note.txt']);
  });

  test('never writes over another', async () => {
    writeFileSync(join(folder, 'note.txt'), 'avant');
    chat.press(await send(), 'Ajouter');
    expect((await chat.nextEdit()).text).toContain('note (2).txt');
    expect(readFileSync(join(folder, 'note.txt'), 'utf8')).toBe('avant');
    await rig.background.settled();
  });

  test('that cannot be fetched leaves nothing behind and can be tried again', async () => {
    const offer = await send();
    rig.door.fail('getFile', { kind: 'error', code: 400, description: 'Bad Request: file is temporarily unavailable' });
    chat.press(offer, 'Ajouter');
    const failed = await chat.nextEdit();
    expect(failed.text).toMatch(/n’a pas pu être reçu ou écrit/);
    expect(readdirSync(folder)).toEqual([]);
    chat.press(failed, 'Ajouter');
    expect((await chat.nextEdit()).text).toMatch(/est dans le dossier/);
    await rig.background.settled();
  });

  test('is confirmed across a restart', async () => {
    const offer = await send();
    await rig.restart();
    chat.press(offer, 'Ajouter');
    expect((await chat.nextEdit()).text).toMatch(/est dans le dossier/);
    await rig.background.settled();
  });

  test('over 20 MB is refused at once', async () => {
    rig.door.push({
      message: {
        message_id: 900,
        date: 1,
        chat: chat.chat,
        from: rig.door.person,
        document: { file_id: 'x', file_unique_id: 'x', file_name: 'a.pdf', file_size: 20 * 1024 * 1024 + 1 },
      } as never,
    });
    rig.door.start(rig.door.person);
    expect((await chat.nextMessage()).text).toBeDefined();
    expect(rig.door.calls('sendMessage').map(({ values }) => values['text'])).toContainEqual(expect.stringMatching(/fichiers de 20 Mo au plus/));
  });

  test('cannot be confirmed by another', async () => {
    const offer = await send();
    const other = rig.door.private(rig.door.user({ language: 'fr' }));
    other.send('/help');
    expect(await other.pressStale(await other.nextMessage(), addData(offer)).answer()).toMatchObject({ alert: true });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('does not go into the shipped example', async () => {
    await rig.close();
    rig = await startRig({ dossier: createFakeDossier(TEXTS, SEEDS), admins: [1001] });
    chat = rig.door.private();
    expect((await send()).text).toMatch(/^Ceci est le dossier d’exemple/);
  });

  function addData(message: Awaited<ReturnType<typeof chat.nextMessage>>): string {
    const [add] = message.reply_markup!.inline_keyboard[0]!;
    return add !== undefined && 'callback_data' in add ? add.callback_data : '';
  }
});

test.each([
  ['rapport.pdf', 'rapport.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Windows\\x.txt', 'x.txt'],
  ['..', 'document'],
  ['.bashrc', 'bashrc'],
  ['', 'document'],
  ['a\u0000b\u202Egpj.txt', 'abgpj.txt'],
  ['a<b>:"|?*.txt', 'ab.txt'],
  [`${'é'.repeat(300)}.txt`, `${'é'.repeat(80)}.txt`],
  ['x.' + 'y'.repeat(100), 'x.yyyyyyyyy'],
  ['  note   de service .txt ', 'note de service.txt'],
])('the name %j becomes %j', (given, name) => {
  expect(fileName(given)).toBe(name);
  expect(fileName(fileName(given))).toBe(name);
});

test('the labels of the admin menu', async () => {
  chat.send('/admin');
  expect(labels(await chat.nextMessage())).toEqual([
    ['🔄 Réindexer', '📊 État'],
    ['💬 Avis', '👥 Personnes'],
  ]);
});
