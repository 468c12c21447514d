import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { TEXTS } from '../../support/bot-rig.js';
import { createFakeDossier } from '../../support/fake-dossier.js';
import { temporaryFolder } from '../../support/folder.js';
import { offlineBot, textUpdate } from '../../support/offline-bot.js';

const ADMIN = 9;

afterEach(() => {
  vi.restoreAllMocks();
});

test('while a document is being fetched, "Add" and "Cancel" only say so: it is added once, and taken out whole', async () => {
  const folder = temporaryFolder();
  const offline = offlineBot({ admins: [ADMIN], dossier: createFakeDossier(TEXTS, folder) });
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  offline.bot.api.config.use(async (previous, method, payload, signal) => {
    if (method === 'getFile') await gate;
    return previous(method, payload, signal);
  });
  offline.respond = ({ method }) => (method === 'getFile' ? { file_id: 'F', file_unique_id: 'f', file_path: 'documents/note.txt' } : undefined);
  vi.spyOn(globalThis, 'fetch').mockImplementation(() => Promise.resolve(new Response('Le préfet a signé un arrêté lundi.')));

  const { message } = textUpdate('', { from: ADMIN });
  await offline.handle({ message: { ...message, document: { file_id: 'F', file_unique_id: 'f', file_name: 'note.txt', file_size: 35 } } });
  let key = '';
  for await (const one of offline.memory.uploads.readAllKeys!()) key = one;
  const press = (what: string): Promise<void> =>
    offline.handle({
      callback_query: {
        id: what,
        from: { id: ADMIN, is_bot: false, first_name: 'A', language_code: 'fr' },
        chat_instance: 'c',
        data: `upload.${key}.${what}`,
        message,
      },
    });
  const notices = (): unknown[] => offline.calls.filter(({ method }) => method === 'answerCallbackQuery').map(({ payload }) => payload['text']);
  const edits = (): unknown[] => offline.calls.filter(({ method }) => method === 'editMessageText').map(({ payload }) => payload['text']);

  for (const what of ['add', 'add', 'cancel']) await press(what);
  expect(notices()).toEqual([undefined, 'L’ajout est en cours.', 'L’ajout est en cours.']);
  expect(edits()).toEqual([]);

  release();
  await expect.poll(edits).toContainEqual(expect.stringMatching(/^« note\.txt » est dans le dossier/));
  await offline.background.settled();
  expect(readdirSync(folder)).toEqual(['note.txt']);
  expect(readFileSync(join(folder, 'note.txt'), 'utf8')).toBe('Le préfet a signé un arrêté lundi.');
  await press('add');
  expect(notices().at(-1)).toBe('C’est déjà ajouté.');
  await press('undo');
  expect(readdirSync(folder)).toEqual([]);
  await offline.background.settled();
});
