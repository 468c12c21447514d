import { afterEach, beforeEach, expect, test } from 'vitest';
import { labels, marked, startRig, type BotRig } from '../../support/bot-rig.js';

let rig: BotRig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(async () => {
  await rig.close();
});

test('/sources: the list, a document, its outline, and back', async () => {
  rig.dossier.spoil('scan.pdf', { code: 'encrypted' });
  await rig.dossier.refresh();
  const chat = rig.door.private();
  chat.send('/sources');
  const list = await chat.nextMessage();
  expect(list.text).toMatch(
    /^2 documents, 6 passages, un fichier non lu\n\n1\. Code des drones\nsans date · .* · 2 passages\n\n2\. Opération Prison Break\n20 mai 2025 · .* · 4 passages\n\n⚠️ scan\.pdf\nNon lu : protégé par un mot de passe ; enregistrez-le sans$/s,
  );
  chat.press(list, '2');
  const document = await chat.nextEdit();
  expect(document.text).toContain('Fichier : prisons.txt');
  expect(document.text).toContain('Date : 20 mai 2025 (d’après dossier.json)');
  chat.press(document, 'Plan');
  expect((await chat.nextEdit()).text).toBe(
    'Opération Prison Break\n\n• Les cellules fouillées dans le pays (ligne 1)\n• Les téléphones saisis par les enquêteurs (ligne 4)',
  );
  chat.press(list.message_id, '‹ Retour');
  const again = await chat.nextEdit();
  chat.press(again, '‹ Retour');
  expect((await chat.nextEdit()).text).toBe(list.text);
});

test('many documents come by pages', async () => {
  for (let index = 0; index < 12; index += 1) rig.dossier.put(`z${index}.txt`, { text: 'Un mot.', title: `Pièce ${index}` });
  await rig.dossier.refresh();
  const chat = rig.door.private();
  chat.send('/sources');
  const list = await chat.nextMessage();
  expect(labels(list).slice(0, 2)).toEqual([
    ['1', '2', '3', '4', '5'],
    ['1/3', '›'],
  ]);
  chat.press(list, '›');
  const second = await chat.nextEdit();
  expect(labels(second)[1]).toEqual(['‹', '2/3', '›']);
  expect(await chat.press(second, '2/3').answer()).toMatchObject({ text: '', alert: false });
  chat.press(second, '10');
  const document = await chat.nextEdit();
  chat.press(document, '‹ Retour');
  expect(labels(await chat.nextEdit())[1]).toEqual(['‹', '2/3', '›']);
});

test('"what is in it" is made of the documents’ own sentences, cited', async () => {
  const chat = rig.door.private();
  chat.send('/sources');
  chat.press(await chat.nextMessage(), 'Ce qu’il contient');
  const glance = await chat.nextEdit();
  const quotes = marked(glance, 'blockquote');
  expect(quotes).toHaveLength(2);
  for (const quote of quotes) expect(rig.dossier.documents().some(({ file }) => rig.dossier.text(file)!.includes(quote))).toBe(true);
  expect(glance.text).toContain('Opération Prison Break · 20 mai 2025');
  expect(marked(glance, 'text_link')).toEqual(['Code des drones']);
});

test('/in limits questions, says so with each answer, survives a restart, and is taken off', async () => {
  const chat = rig.door.private();
  chat.send('/in');
  const menu = await chat.nextMessage();
  expect(labels(menu)).toEqual([['☐ Code des drones'], ['☐ Opération Prison Break']]);
  chat.press(menu, '☐ Code des drones');
  const ticked = await chat.nextEdit();
  expect(labels(ticked)).toEqual([['☑ Code des drones'], ['☐ Opération Prison Break'], ['Chercher dans tous les documents']]);
  await rig.restart();
  chat.send('Où vole un drone ?');
  expect((await chat.nextMessage()).text).toMatch(/^Dans : Code des drones\n/);
  expect(rig.dossier.asked.find(({ question }) => question === 'Où vole un drone ?')?.files).toEqual(['loi.txt']);
  chat.press(ticked, 'Chercher dans tous les documents');
  expect(labels(await chat.nextEdit())).toEqual([['☐ Code des drones'], ['☐ Opération Prison Break']]);
  chat.send('Quel drone vole ?');
  expect((await chat.nextMessage()).text).not.toContain('Dans :');
});

test('all documents ticked is the same as none', async () => {
  const chat = rig.door.private();
  chat.send('/in');
  const menu = await chat.nextMessage();
  chat.press(menu, '☐ Code des drones');
  chat.press(await chat.nextEdit(), '☐ Opération Prison Break');
  expect(labels(await chat.nextEdit())).toEqual([['☐ Code des drones'], ['☐ Opération Prison Break']]);
});

test('/in words chooses by title or name, accents and case aside', async () => {
  const chat = rig.door.private();
  chat.send('/in OPERATION');
  expect(labels(await chat.nextMessage())).toContainEqual(['☑ Opération Prison Break']);
  chat.send('/in loi.txt');
  expect(labels(await chat.nextMessage())).toContainEqual(['☑ Code des drones']);
  chat.send('/in rien de tel');
  expect((await chat.nextMessage()).text).toMatch(/^Aucun document n’a « rien de tel »/);
});

test('a chosen document that leaves the dossier limits nothing any more', async () => {
  const chat = rig.door.private();
  chat.send('/in drones');
  await chat.nextMessage();
  rig.dossier.put('loi.txt', null);
  await rig.dossier.refresh();
  chat.send('cellules fouillées');
  expect((await chat.nextMessage()).text).toContain('500 cellules');
});
