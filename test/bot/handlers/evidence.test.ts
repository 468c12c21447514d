import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import type { Message } from 'grammy/types';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
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

const prisons = TEXTS['prisons.txt'] as FakeText;

async function said(text: string, options: { replyTo?: number } = {}): Promise<Message> {
  const chat = rig.door.private();
  chat.send(text, options);
  return chat.nextMessage();
}

/** The addresses behind the links of a message. */
function links(message: Message): string[] {
  return (message.entities ?? []).flatMap((entity) => (entity.type === 'text_link' ? [entity.url] : []));
}
const proofs = (message: Message): string[] =>
  links(message)
    .filter((url) => url.includes('start=c_'))
    .map((url) => url.replace(/^.*start=/, ''));

describe('/verify', () => {
  test('an exact quote, with its place and its link', async () => {
    const answer = await said('/verify « environ 500 cellules ont été fouillées dans 66 prisons »');
    expect(answer.text).toMatch(/^✅ Citation exacte\n\n✅ exact\n/);
    expect(marked(answer, 'blockquote')).toEqual(['environ 500 cellules ont été fouillées dans 66 prisons']);
    expect(answer.text).toContain('Opération Prison Break · 20 mai 2025 · ligne 2 · 🔗');
    expect(proofs(answer)).toHaveLength(1);
    expect(answer.text).toMatch(/Cherché dans 2 documents, \d+ mots\.$/);
  });

  test('a changed figure is shown in bold', async () => {
    const answer = await said('/verify Les enquêteurs ont saisi 217 téléphones miniatures.');
    expect(answer.text).toContain('• 217 au lieu de 127 (chiffre)');
    expect(marked(answer, 'bold')).toEqual(['Citation proche : le texte dit autre chose par endroits', '217', '127']);
  });

  test('joined from two documents', async () => {
    const answer = await said('/verify Un drone de loisir ne vole pas à plus de 120 mètres de hauteur. Le parquet de Marseille suit ce dossier.');
    expect(answer.text).toContain('Citation recomposée');
    expect(answer.text).toContain('vient d’un autre document');
    expect(marked(answer, 'blockquote')).toHaveLength(2);
  });

  test('nobody said it: the closest, named as such', async () => {
    const answer = await said('/verify Le maire de Marseille a démissionné après le scandale des cantines.');
    expect(answer.text).toMatch(/^❌ Aucun document ne le dit/);
    expect(answer.text).toMatch(/Ce qui s’en approche le plus \(\d+ % des mots\) :/);
  });

  test('a reply "vérifie" checks the message replied to, forwarded or not', async () => {
    const chat = rig.door.private();
    const { message_id } = chat.send('/verify Le survol des prisons est interdit.');
    await chat.nextMessage();
    for (const word of ['vérifie', 'Verifie !', 'verify', 'vérifiez ça ?']) {
      chat.send(word, { replyTo: message_id });
      expect((await chat.nextMessage()).text, word).toContain('Le survol des prisons est interdit.');
    }
  });

  test('without a quote says how; too long says so', async () => {
    expect((await said('/verify')).text).toMatch(/^Collez la citation après \/verify/);
    expect((await said('/verify …')).text).toMatch(/^Collez la citation après \/verify/);
  });
});

test('/coverage: at a glance, then each document; silent ones named', async () => {
  const answer = await said('/coverage le parquet');
  expect(answer.text).toContain('Sur 2 documents, 1 en parle, 0 l’effleure, 1 n’en dit rien.');
  expect(marked(answer, 'blockquote')).toEqual(['Le parquet de Marseille suit ce dossier.']);
  expect(answer.text).toMatch(/N’en disent rien :\n• Code des drones$/);
  expect((await said('/couverture de la')).text).toMatch(/^De quoi \?/);
});

describe('/chronology', () => {
  beforeEach(async () => {
    rig.dossier.put('dates.txt', {
      title: 'Dates',
      date: '2024-03-22',
      text:
        Array.from({ length: 12 }, (_, at) => `Fait numéro ${at + 1} : le ${at + 1} mai 2020, tout alla bien.`).join('\n\n') +
        '\n\nAnnoncé ce jeudi 21 mars, le plan est là.\n\nLe 14 juillet, rien.',
    });
    await rig.dossier.refresh();
  });

  test('in order of time, the date bold in its sentence, with pages and files', async () => {
    const chat = rig.door.private();
    chat.send('/frise');
    const first = await chat.nextMessage();
    expect(first.text).toMatch(/^Chronologie\n14 dates trouvées\.\n\n📅 1er mai 2020\n/);
    expect(marked(first, 'bold')).toContain('1er mai 2020');
    expect(labels(first)).toEqual([['Suite 2/2 ›'], ['Tableur (CSV)', 'Agenda (ICS)']]);
    chat.press(first, 'Suite 2/2 ›');
    const second = await chat.nextEdit();
    expect(second.text).toContain('📅 21 mars 2024 (année d’après la date du document, 22 mars 2024)');
    expect(second.text).toContain('Année non dite :\n📅 14 juillet');
    chat.press(second, 'Agenda (ICS)');
    expect((await chat.nextMessage()).document?.file_name).toBe('chronologie.ics');
    await rig.restart();
    chat.press(second, 'Tableur (CSV)');
    expect((await chat.nextMessage()).document?.file_name).toBe('chronologie.csv');
    const english = rig.door.private(rig.door.user({ language: 'en' }));
    english.send('/chronology');
    english.press(await english.nextMessage(), 'Calendar (ICS)');
    expect((await english.nextMessage()).document?.file_name).toBe('chronology.ics');
  });

  test('of a subject', async () => {
    expect((await said('/chronology plan')).text).toMatch(/^Chronologie : plan\nUne date trouvée\./);
    expect((await said('/chronology dragon')).text).toContain('Aucune date trouvée.');
  });
});

describe('durable citations', () => {
  async function proofOf(question: string): Promise<string> {
    const answer = await said(question);
    const [payload] = proofs(answer);
    expect(payload).toMatch(/^c_[\w-]{1,62}$/);
    return payload!;
  }
  const open = (payload: string): Promise<Message> => said(`/start ${payload}`);
  const change = async (by: (text: string) => string): Promise<void> => {
    rig.dossier.put('prisons.txt', { ...prisons, text: by(prisons.text) });
    await rig.dossier.refresh();
  };
  const CELLS = 'Combien de cellules ont été fouillées ?';

  test('every excerpt of an answer has a link, which opens it unchanged', async () => {
    const answer = await said(CELLS);
    expect(proofs(answer).length).toBe((answer.text!.match(/🔗/gu) ?? []).length);
    expect(proofs(answer).length).toBeGreaterThan(0);
    const opened = await open(proofs(answer)[0]!);
    expect(opened.text).toMatch(/^✅ Inchangé/);
    expect(prisons.text).toContain(marked(opened, 'blockquote')[0]);
  });

  test('moved, altered, gone: said so, with what it said then', async () => {
    const payload = await proofOf(CELLS);
    await change((text) => `Une ligne de plus.\n\n${text}`);
    expect((await open(payload)).text).toMatch(/^↪️ Déplacé/);
    await change((text) => text.replace('500', '800'));
    const altered = await open(payload);
    expect(altered.text).toMatch(/^✏️ Modifié/);
    expect(altered.text).toContain('• 500 au lieu de 800 (chiffre)');
    expect(marked(altered, 'blockquote')[0]).toContain('environ 500 cellules');
    rig.dossier.put('prisons.txt', null);
    await rig.dossier.refresh();
    const gone = await open(payload);
    expect(gone.text).toMatch(/^❌ Disparu/);
    expect(gone.text).toContain('Le fichier prisons.txt n’est plus dans le dossier.');
    expect(marked(gone, 'blockquote')[0]).toContain('environ 500 cellules');
  });

  test('survive a restart, and work by their short form', async () => {
    const payload = await proofOf(CELLS);
    await rig.restart();
    await change((text) => `Plus.\n\n${text}`);
    expect((await open(payload.slice(0, 18))).text).toMatch(/^↪️ Déplacé/);
  });

  test('without the ledger an unchanged quote is still proved; a changed one is not known', async () => {
    const payload = await proofOf(CELLS);
    rmSync(join(rig.data, 'quotes.jsonl'));
    await rig.restart();
    expect((await open(payload)).text).toMatch(/^✅ Inchangé/);
    await change((text) => `Plus.\n\n${text}`);
    expect((await open(payload)).text).toMatch(/^Je ne connais pas cette citation/);
    expect((await open(`c_${'A'.repeat(16)}`)).text).toMatch(/^Je ne connais pas cette citation/);
  });

  test('the ledger keeps what a page shows, not the pages that nobody turned to', async () => {
    const kept = (): number => readFileSync(join(rig.data, 'quotes.jsonl'), 'utf8').trimEnd().split('\n').length;
    const chat = rig.door.private();
    const first = await said('Que fait le parquet de Marseille ?');
    expect(kept()).toBe(proofs(first).length);
    chat.press(first, 'Autres résultats 2/2 ›');
    const second = await chat.nextEdit();
    expect(proofs(second).length).toBeGreaterThan(0);
    expect(kept()).toBe(proofs(first).length + proofs(second).length);
  });

  test('the ledger keeps what was shown, once', async () => {
    await said(CELLS);
    await said(CELLS);
    const lines = readFileSync(join(rig.data, 'quotes.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; quote: string; file: string });
    expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
    for (const { quote, file } of lines) expect((TEXTS[file] as FakeText).text).toContain(quote);
  });
});

describe('/pack', () => {
  function check(zip: Uint8Array): { status: number | null; stdout: string } {
    const at = mkdtempSync(join(folder, 'pack-'));
    for (const [path, bytes] of Object.entries(unzipSync(zip))) {
      mkdirSync(dirname(join(at, path)), { recursive: true });
      writeFileSync(join(at, path), bytes);
    }
    return spawnSync(process.execPath, [join(at, 'verify.mjs')], { encoding: 'utf8' });
  }
  async function download(message: Message): Promise<Uint8Array> {
    const { result } = (await (await fetch(`${rig.preview.apiRoot}/bot${rig.preview.token}/getFile?file_id=${message.document!.file_id}`)).json()) as {
      result: { file_path: string };
    };
    return new Uint8Array(await (await fetch(`${rig.preview.apiRoot}/file/bot${rig.preview.token}/${result.file_path}`)).arrayBuffer());
  }

  test('of the whole conversation, or of the answer replied to; it passes its own check', async () => {
    const chat = rig.door.private();
    chat.send('Combien de cellules ont été fouillées ?');
    const first = await chat.nextMessage();
    chat.send('tarte aux pommes');
    await chat.nextMessage();
    chat.send('/pack');
    const all = await chat.nextMessage();
    expect(all.document?.file_name).toMatch(/^preuves-\d{4}-\d{2}-\d{2}\.zip$/);
    expect(all.caption).toMatch(/\(2 questions\)/);
    const zip = await download(all);
    const { status, stdout } = check(zip);
    expect(status, stdout).toBe(0);
    expect(stdout).toContain(/: ([0-9a-f]{64})$/.exec(all.caption!)![1]);
    expect(Buffer.from(unzipSync(zip)['index.html']!).toString('utf8')).toContain('Ce qui a été cherché');

    chat.send('/preuves empreintes', { replyTo: first.message_id });
    const one = await chat.nextMessage();
    expect(one.caption).toMatch(/\(une question\)/);
    expect(Object.keys(unzipSync(await download(one)))).not.toContain('documents/prisons.txt');
  });

  test('of an answer that is no longer among the turns: that one, by its buttons; nothing else when it is not kept', async () => {
    const chat = rig.door.private();
    const old = await said('Combien de cellules ont été fouillées ?');
    const refusal = await said('tarte aux pommes');
    await said('À quelle hauteur vole un drone de loisir ?');
    await expect.poll(async () => (await rig.memory.conversations.read(String(chat.id)))?.turns?.length).toBe(3);
    const turns = (await rig.memory.conversations.read(String(chat.id)))!.turns!;
    await rig.memory.conversations.write(String(chat.id), { turns: turns.slice(2) });

    expect((await said('/pack', { replyTo: old.message_id })).caption).toMatch(/\(une question\)/);
    expect((await said('/absence', { replyTo: old.message_id })).text).toContain('cellules');
    expect((await said('/absence', { replyTo: refusal.message_id })).text).toContain('tarte');
    await rig.memory.answers.delete(turns[0]!.answer!);
    expect((await said('/pack', { replyTo: old.message_id })).text).toMatch(/^Je n’ai pas de réponse à mettre/);
    expect((await said('/absence', { replyTo: old.message_id })).text).toMatch(/^Posez d’abord une question/);
  });

  test('of an answer that was sent in private from a group', async () => {
    const chat = rig.door.private();
    rig.door.start(rig.door.person);
    await chat.nextMessage();
    await said('À quelle hauteur vole un drone de loisir ?');
    const group = rig.door.group({ members: [rig.door.person] });
    group.send('/private Combien de cellules ont été fouillées ?');
    const answer = await chat.nextMessage();
    await group.nextMessage();
    expect((await said('/absence', { replyTo: answer.message_id })).text).toContain('cellules');
    expect((await said('/pack')).caption).toMatch(/\(2 questions\)/);
  });

  test('of nothing says what to do', async () => {
    expect((await said('/pack')).text).toMatch(/^Je n’ai pas de réponse à mettre/);
  });

  test('holds nothing of another chat', async () => {
    await said('Combien de cellules ont été fouillées ?');
    const other = rig.door.private(rig.door.user());
    other.send('/pack');
    expect((await other.nextMessage()).text).toMatch(/Je n’ai pas de réponse|I have no answer/);
  });
});

test('/absence tells how the last question was searched', async () => {
  expect((await said('/absence')).text).toMatch(/^Posez d’abord une question/);
  await said('Qui a mangé la tarte aux pommes à Marzeille ?');
  const answer = await said('/absence');
  expect(answer.text).toMatch(/^Ce qui a été cherché\n/);
  expect(answer.text).toContain('Le mot « tarte » n’est dans aucun document.');
  expect(answer.text).toContain('Le mot « Marzeille » n’est dans aucun document. Orthographes proches dans le dossier : Marseille (1).');
});

test('/in limits a checked quote, coverage and chronology too, and that is said', async () => {
  await said('/in loi.txt');
  const quote = await said('/verify environ 500 cellules ont été fouillées dans 66 prisons');
  expect(quote.text).toMatch(/^Dans : Code des drones\n+❌ Aucun document/);
  expect((await said('/verify Le survol des prisons est interdit.')).text).toMatch(/^Dans : Code des drones\n+✅ Citation exacte/);
  const coverage = await said('/coverage le parquet');
  expect(coverage.text).toMatch(/^Dans : Code des drones\n/);
  expect(coverage.text).toContain('Sur un document, 0 en parle,');
  expect((await said('/chronology')).text).toMatch(/^Dans : Code des drones\n/);
});

test('a restricted dossier shows nothing of it in a group', async () => {
  await rig.close();
  rig = await startRig({ allowed: [rig.door.person.id] });
  const group = rig.door.group({ members: [rig.door.person] });
  for (const text of ['/verify environ 500 cellules', '/coverage prisons', '/chronology', '/pack', '/absence']) {
    group.send(text);
    expect((await group.nextMessage()).text, text).toMatch(/que je ne montre qu’en privé|je ne le montre qu’en privé/);
  }
});
