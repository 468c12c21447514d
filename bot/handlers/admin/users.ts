import { FormattedString } from '@grammyjs/parse-mode';
import { isAdmin, isRestricted, type BotContext, type Parts } from '../../context.js';
import type { Memory, Person } from '../../memory/index.js';
import { joined, message, shortened, splitText } from '../../messages/index.js';
import { send } from '../../telegram/index.js';

/** People shown in the list of users: those seen last. */
const USERS_SHOWN = 50;

/** What admins write to let people in and to put them out. */
const USER_WORDS: Readonly<Record<string, boolean>> = { add: true, ajouter: true, remove: false, retirer: false };

/** `/users add 123` and `/users remove 123`: kept on the disk before it is confirmed. */
export async function changeUsers(ctx: BotContext, { settings, memory, log }: Parts, word: string, ids: readonly string[]): Promise<void> {
  const { say } = ctx.speech;
  const mayAsk = Object.hasOwn(USER_WORDS, word) ? USER_WORDS[word] : undefined;
  const users = ids.map(Number);
  if (mayAsk === undefined || users.length === 0 || !ids.every((id) => /^\d{1,15}$/.test(id))) {
    await send(ctx, message(say('users-usage')));
    return;
  }
  // With no list everyone may ask: the first one added would shut all others out.
  if (!isRestricted(settings)) {
    await send(ctx, message(say('users-everyone')));
    return;
  }
  const admins = users.filter((user) => isAdmin(settings, user));
  for (const user of users) {
    if (!mayAsk && admins.includes(user)) continue;
    await memory.guests.set(user, mayAsk);
    log.info({ admin: ctx.from?.id, user, mayAsk }, 'an admin changed who may ask');
  }
  const lines = [
    ...users.filter((user) => mayAsk || !admins.includes(user)).map((user) => say(mayAsk ? 'users-added' : 'users-removed', { id: String(user) })),
    ...(mayAsk ? [] : admins.map((user) => say('users-admin-stays', { id: String(user) }))),
  ];
  await send(ctx, message(lines.join('\n')));
}

/** Who may ask, and who did. */
export async function usersText({ speech: { say } }: BotContext, { settings, memory }: Parts): Promise<FormattedString> {
  const listed = (ids: ReadonlySet<number>): string => (ids.size === 0 ? say('users-none') : [...ids].join(', '));
  const { added, removed } = await memory.guests.read();
  const allowed = new Set([...settings.allowedUsers, ...added].filter((id) => !removed.has(id)));
  const { count, latest } = await peopleSeen(memory);
  const lines = [
    FormattedString.bold(say('users-title')),
    isRestricted(settings) ? say('users-allowed', { ids: listed(allowed) }) : say('users-everyone'),
    ...(isRestricted(settings) && removed.size > 0 ? [say('users-put-out', { ids: listed(removed) })] : []),
    say('users-admins', { ids: listed(settings.adminUsers) }),
    say('users-seen', { people: count }),
    ...latest.map(({ id, name = '?', lastSeen = '–', blocked }) =>
      say('users-seen-line', { id, name: shortened(name, 40), day: lastSeen, blocked: blocked === undefined ? 'no' : 'yes' }),
    ),
    ...(isRestricted(settings) ? ['', say('users-usage')] : []),
  ];
  return splitText(joined(lines, '\n'))[0]!;
}

/** How many people have asked or have blocked the bot, and those seen last: of a million people no more than `USERS_SHOWN` are held at once. */
async function peopleSeen({ people }: Memory): Promise<{ readonly count: number; readonly latest: readonly (Person & { readonly id: string })[] }> {
  let count = 0;
  let latest: (Person & { readonly id: string })[] = [];
  for await (const id of people.readAllKeys?.() ?? []) {
    const person = await people.read(id);
    if (person?.lastSeen === undefined && person?.blocked === undefined) continue;
    count += 1;
    latest.push({ ...person, id });
    latest = latest.sort((a, b) => (b.lastSeen ?? '').localeCompare(a.lastSeen ?? '')).slice(0, USERS_SHOWN);
  }
  return { count, latest };
}
