import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Update } from 'grammy/types';
import { isAllowed } from '../../bot/context.js';
import { openKeeping, type Keeping } from '../../bot/keeping.js';
import type { Feedback } from '../../bot/memory/index.js';
import { PostgresStorage } from '../../bot/memory/postgres/index.js';
import { MOST_BEGINNINGS } from '../../bot/receiving/index.js';
import { citationId } from '../../retrieval/evidence/citations/citation-id.js';
import type { LedgerEntry } from '../../retrieval/evidence/index.js';
import { UserError } from '../../retrieval/index.js';
import { Database, migrate } from '../../retrieval/index/postgres/index.js';
import { filled, temporaryFolder } from '../support/folder.js';
import { describePlaces } from '../support/postgres.js';

/* One suite over both places where the bot keeps things. */

const TOKEN = '12345:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';
const press: Feedback = {
  at: '2025-01-01T00:00:00.000Z',
  answer: 'aaaaaaaa',
  user: 1,
  useful: true,
  question: 'Q \0 ?',
  language: 'fr',
  verdict: 'answered',
  file: 'a.txt',
  quote: 'Un mot.',
};

function entry(quote: string): LedgerEntry {
  const place = { hash: 'a'.repeat(64), start: 0, end: quote.length, quote };
  return { ...place, id: citationId(place), file: 'a.txt', title: 'A', lines: [1, 1], page: null, before: '', after: '', when: '2025-01-01T00:00:00.000Z' };
}

const update = (id: number): Update => ({ update_id: id, message: { text: `bonjour \0 ${id}` } }) as unknown as Update;

describePlaces((engine) => {
  /** Opens it, again and again. */
  async function somewhere(): Promise<{ index: string; open: (token?: string | null) => Promise<Keeping> }> {
    const index = engine?.().schema() ?? join(temporaryFolder(), 'index');
    const data = join(temporaryFolder(), 'data');
    if (engine) {
      const database = new Database(index);
      await migrate(database);
      await database.close();
    }
    const open = async (token: string | null = TOKEN): Promise<Keeping> => {
      const keeping = await openKeeping({ index, data, token });
      onTestFinished(() => keeping.close());
      return keeping;
    };
    return { index, open };
  }

  it('keeps values by key, for whoever comes next', async () => {
    const { open } = await somewhere();
    const { memory } = await open();
    expect(await memory.people.read('7')).toBeUndefined();
    await memory.people.write('7', { language: 'en', name: 'Zoé \0 \ud83d\ude00' });
    await memory.people.write('8', { language: 'fr' });
    await memory.people.write('8', { lastSeen: '2025-01-01' });
    await memory.conversations.write('7', { scope: ['a.txt'] });
    await memory.people.delete('nobody');
    const next = (await open()).memory;
    expect(await next.people.read('7')).toEqual({ language: 'en', name: 'Zoé \0 \ud83d\ude00' });
    expect(await next.people.read('8')).toEqual({ lastSeen: '2025-01-01' });
    expect(await next.conversations.read('7')).toEqual({ scope: ['a.txt'] });
    const keys: string[] = [];
    for await (const key of next.people.readAllKeys!()) keys.push(key);
    expect(keys.sort()).toEqual(['7', '8']);
    await next.people.delete('7');
    expect(await memory.people.read('7')).toBeUndefined();
    await expect((async () => await next.people.read('../x'))()).rejects.toThrow(RangeError);
  });

  it('keeps the last press of a person on an answer', async () => {
    const { open } = await somewhere();
    const { memory } = await open();
    expect(await memory.feedback.all()).toEqual([]);
    await memory.feedback.add(press);
    await memory.feedback.add({ ...press, user: 2 });
    await memory.feedback.add({ ...press, useful: false });
    const all = await (await open()).memory.feedback.all();
    expect(all.map(({ user, useful }) => [user, useful])).toEqual([
      [2, true],
      [1, false],
    ]);
    expect(all[0]).toEqual({ ...press, user: 2 });
  });

  it('keeps quotes as they were first given out', async () => {
    const { open } = await somewhere();
    const { memory } = await open();
    const [one, two] = [entry('Un mot.'), entry('Deux mots.')];
    await memory.quotes.record([one]);
    await memory.quotes.record([{ ...one, title: 'autre' }, two]);
    await memory.quotes.record([]);
    const next = (await open()).memory;
    expect(await next.quotes.get(one.id)).toEqual(one);
    expect(await next.quotes.get(two.id)).toEqual(two);
    expect(await next.quotes.get(entry('Rien.').id)).toBeNull();
  });

  it('keeps who may ask besides the settings', async () => {
    const { open } = await somewhere();
    const { guests } = (await open()).memory;
    expect(await guests.read()).toEqual({ added: new Set(), removed: new Set() });
    await Promise.all([guests.set(7, true), guests.set(8, true), guests.set(7, false)]);
    expect(await (await open()).memory.guests.read()).toEqual({ added: new Set([8]), removed: new Set([7]) });
  });

  it('keeps updates until they are answered, and gives up those that end the program each time', async () => {
    const { open } = await somewhere();
    const { inbox } = await open();
    expect(inbox.leftOver).toEqual([]);
    expect(await inbox.add([update(1), update(2), update(3)])).toHaveLength(3);
    // Delivered again, beside a new one.
    expect((await inbox.add([update(2), update(4)])).map(({ update_id: id }) => id)).toEqual([4]);
    inbox.done(1);
    inbox.done(4);
    await inbox.close();
    let next = (await open()).inbox;
    expect(next.leftOver).toEqual([update(2), update(3)]);
    expect(await next.add([update(1), update(2), update(4)])).toEqual([]);
    for (let begun = 0; begun < MOST_BEGINNINGS; begun++) await next.begin(2);
    next.done(3);
    await next.close();
    next = (await open()).inbox;
    expect([next.leftOver, next.givenUp]).toEqual([[], [update(2)]]);
    expect(await next.add([update(2), update(3)])).toEqual([]);
    await next.close();
  });

  it('a preview begins with nothing waiting', async () => {
    const { open } = await somewhere();
    const { inbox } = await open(null);
    expect(await inbox.add([update(1)])).toHaveLength(1);
    await inbox.close();
    const next = (await open(null)).inbox;
    expect(next.leftOver).toEqual([]);
    expect(await next.add([update(1)])).toHaveLength(1);
    await next.close();
  });

  if (!engine) return;

  it('whoever is put out is put out of all programs of the bot at once', async () => {
    const { open } = await somewhere();
    const [one, two] = [(await open()).memory, (await open()).memory];
    const settings = { allowedUsers: new Set([7]), adminUsers: new Set<number>() };
    expect(await isAllowed({ settings, memory: two }, 7)).toBe(true);
    await one.guests.set(7, false);
    expect(await isAllowed({ settings, memory: two }, 7)).toBe(false);
    // What the other then changes keeps it.
    await two.guests.set(8, true);
    expect(await Promise.all([7, 8].map((user) => isAllowed({ settings, memory: one }, user)))).toEqual([false, true]);
  });

  it('several bots do not mix what they know of people; quotes are the dossier’s', async () => {
    const { open } = await somewhere();
    const [one, two] = [await open('11111:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'), await open('22222:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa')];
    await one.memory.people.write('7', { language: 'en' });
    await one.memory.quotes.record([entry('Un mot.')]);
    await one.inbox.add([update(1)]);
    expect(await two.memory.people.read('7')).toBeUndefined();
    expect(await two.memory.quotes.get(entry('Un mot.').id)).not.toBeNull();
    expect(await two.inbox.add([update(1)])).toHaveLength(1);
  });

  it('forgets what was not written for long, and no quote that was tampered with passes', async () => {
    const { index, open } = await somewhere();
    const { memory } = await open();
    const schema = new URL(index).searchParams.get('schema')!;
    const database = new Database(index);
    onTestFinished(() => database.close());
    const storage = new PostgresStorage<number>(database, 'b', 'k');
    await storage.write('old', 1);
    await engine().ask(`update ${schema}.memory set written = now() - interval '1 day'`);
    await storage.write('new', 2);
    await storage.forgetAfter(3_600_000);
    expect([await storage.read('old'), await storage.read('new')]).toEqual([undefined, 2]);
    const quote = entry('Un mot.');
    await memory.quotes.record([quote]);
    await engine().ask(`update ${schema}.quote set entry = json_build_object('id', id, 'quote', 'autre')`);
    expect(await memory.quotes.get(quote.id)).toBeNull();
  });
});

it('a folder that cannot be written is told in one line', async () => {
  const data = join(filled(temporaryFolder(), { file: 'x' }), 'file', 'data');
  const failure = await openKeeping({ index: 'i', data, token: TOKEN }).then(
    () => null,
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(UserError);
});
