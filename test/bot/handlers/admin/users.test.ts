import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openGuests } from '../../../../bot/memory/guests.js';
import { UserError } from '../../../../retrieval/errors.js';
import { offlineBot, textUpdate, type OfflineBot } from '../../../support/offline-bot.js';
import { temporaryFolder } from '../../../support/folder.js';

const ADMIN = 1;
const MEMBER = 5;
const GUEST = 666;

const said = (offline: OfflineBot): unknown => offline.calls.at(-1)?.payload['text'];
async function mayAsk(offline: OfflineBot, user: number): Promise<boolean> {
  const before = offline.dossier.asked.length;
  await offline.handle(textUpdate('Combien de cellules fouillées ?', { from: user }));
  return offline.dossier.asked.length > before;
}

test('an admin lets people in and puts them out', async () => {
  const offline = offlineBot({ allowed: [MEMBER], admins: [ADMIN] });
  expect(await mayAsk(offline, GUEST)).toBe(false);
  await offline.handle(textUpdate(`/users ajouter ${GUEST}, 777`, { from: ADMIN }));
  expect(said(offline)).toBe('666 peut maintenant poser des questions.\n777 peut maintenant poser des questions.');
  expect([await mayAsk(offline, GUEST), await mayAsk(offline, 777), await mayAsk(offline, 778)]).toEqual([true, true, false]);

  await offline.handle(textUpdate(`/users remove ${GUEST} ${MEMBER} ${ADMIN}`, { from: ADMIN }));
  expect(said(offline)).toBe(
    '666 ne peut plus poser de questions.\n5 ne peut plus poser de questions.\n1 est dans ADMIN_USERS : son accès demeure tant que ce réglage reste.',
  );
  expect([await mayAsk(offline, GUEST), await mayAsk(offline, MEMBER), await mayAsk(offline, ADMIN)]).toEqual([false, false, true]);
  await offline.handle(textUpdate('/users', { from: ADMIN }));
  expect(said(offline)).toMatch(/Peuvent demander : 777\nExclus : 666, 5\n/);

  await offline.handle(textUpdate(`/users add ${MEMBER}`, { from: ADMIN }));
  expect(await mayAsk(offline, MEMBER)).toBe(true);
});

test('nobody else can, and nobody by mistake', async () => {
  const offline = offlineBot({ allowed: [MEMBER], admins: [ADMIN] });
  await offline.handle(textUpdate(`/users add ${GUEST}`, { from: MEMBER }));
  expect(await mayAsk(offline, GUEST)).toBe(false);
  for (const text of [
    '/users add',
    '/users add x',
    '/users add 12x',
    '/users add -5',
    `/users plus ${GUEST}`,
    '/users constructor 1',
    `/users add ${GUEST} y`,
  ]) {
    await offline.handle(textUpdate(text, { from: ADMIN }));
    expect(said(offline)).toMatch(/^\/users ajouter 123/);
  }
  expect(await mayAsk(offline, GUEST)).toBe(false);
});

test('where everyone may ask, adding one does not shut the others out', async () => {
  const offline = offlineBot({ admins: [ADMIN] });
  await offline.handle(textUpdate(`/users add ${GUEST}`, { from: ADMIN }));
  expect(said(offline)).toMatch(/^Tout le monde peut poser des questions/);
  expect(await mayAsk(offline, MEMBER)).toBe(true);
});

test('the list outlives the process; a damaged one is no way in', async () => {
  const folder = join(temporaryFolder(), 'access');
  const guests = openGuests(folder);
  await Promise.all([guests.set(1, true), guests.set(2, true), guests.set(3, false), guests.set(2, false)]);
  const { added, removed } = await openGuests(folder).read();
  expect([[...added], [...removed]]).toEqual([[1], [3, 2]]);
  for (const damaged of ['', '{', 'null', '{"added":[1]}', '{"added":["1"],"removed":[]}']) {
    writeFileSync(join(folder, 'users.json'), damaged);
    expect(() => openGuests(folder)).toThrow(UserError);
  }
});
