import { FormattedString } from '@grammyjs/parse-mode';
import { Composer, InputFile } from 'grammy';
import { callbackData, type Fields } from '../callback-data.js';
import { isAdmin, isRestricted, type BotContext, type Parts } from '../context.js';
import type { Speech } from '../languages.js';
import { questionCandidates, type Memory, type Person } from '../memory/index.js';
import { button, joined, message, shortened, splitText, unreadSaid, type Keyboard, type Message } from '../messages/index.js';
import { edit, send, type Notice } from '../telegram/index.js';
import type { ButtonHandlers } from './buttons.js';
import { reasonSaid, refreshInBackground } from './refreshing.js';

/** Latest feedback shown in the chat; the whole comes as a file. */
const FEEDBACK_SHOWN = 10;

/** People shown in the list of users: those seen last. */
const USERS_SHOWN = 50;

type Section = Fields<'admin'>['show'];

/** /admin and the commands of its sections, for ADMIN_USERS only; to all others they do not exist. */
export function admin(parts: Parts): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  const admins = composer.filter((ctx) => isAdmin(parts.settings, ctx.from?.id));
  admins.command('admin', (ctx) => show(ctx, parts, 'menu', false));
  admins.command('status', (ctx) => show(ctx, parts, 'status', false));
  admins.command('feedback', (ctx) => show(ctx, parts, 'feedback', false));
  admins.command('users', async (ctx) => {
    const [word = '', ...ids] = ctx.match.trim().split(/[\s,;]+/);
    if (word === '') await show(ctx, parts, 'users', false);
    else await changeUsers(ctx, parts, word.toLowerCase(), ids);
  });
  admins.command('reindex', (ctx) => show(ctx, parts, 'refresh', false));
  return composer;
}

export const adminButtons: ButtonHandlers<'admin'> = {
  async admin(ctx, parts, { show: section }): Promise<Notice | undefined> {
    if (!isAdmin(parts.settings, ctx.from?.id)) return { text: ctx.speech.say('admin-only'), alert: true };
    await show(ctx, parts, section, true);
    return undefined;
  },
};

async function show(ctx: BotContext, parts: Parts, section: Section, inPlace: boolean): Promise<void> {
  if (section === 'refresh') {
    await refreshInBackground(ctx, parts);
    return;
  }
  if (section === 'export') return exportFeedback(ctx, parts);
  const shown = await sectionMessage(ctx, parts, section);
  await (inPlace ? edit(ctx, shown) : send(ctx, shown));
}

async function sectionMessage(ctx: BotContext, parts: Parts, section: 'menu' | 'status' | 'users' | 'feedback'): Promise<Message> {
  const { say } = ctx.speech;
  const to = (target: Section): string => callbackData('admin', { show: target });
  const back: Keyboard = [[button(say('button-back'), to('menu'))]];
  switch (section) {
    case 'menu':
      return message(joined([FormattedString.bold(say('admin-title')), say('admin-text')], '\n\n'), [
        [button(say('admin-refresh'), to('refresh')), button(say('admin-status'), to('status'))],
        [button(say('admin-feedback'), to('feedback')), button(say('admin-users'), to('users'))],
      ]);
    case 'status':
      return message(statusText(ctx, parts), back);
    case 'users':
      return message(await usersText(ctx, parts), back);
    case 'feedback':
      return feedbackMessage(ctx, parts, back);
  }
}

function statusText({ speech }: BotContext, { dossier, monitor, now }: Parts): FormattedString {
  const { say, language } = speech;
  const { lastRefresh } = dossier;
  const { since, questions, updates, median, queue, trouble } = monitor.counts();
  const asked = questions.answered + questions.close + questions.absent + questions.failed;
  const unreadable = dossier.unreadable();
  const lines = [
    FormattedString.bold(say('status-title')),
    say('status-documents', { documents: dossier.documents().length, passages: dossier.passageCount() }),
    say('status-refresh', { reason: reasonSaid(lastRefresh.reason, speech), embedded: lastRefresh.embedded }),
    dossier.folder === null ? say('status-no-folder') : say('status-folder', { folder: dossier.folder }),
    unreadable.length === 0 ? say('status-all-read') : say('status-unread', { files: unreadable.length }),
    ...unreadable.map(({ file, reason }) => `⚠️ ${shortened(file, 80)} : ${shortened(unreadSaid(reason, speech), 150)}`),
    '',
    say('status-since', {
      time: since.toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' }),
      age: ageText(now() - monitor.refreshedAt, speech),
    }),
    say('status-questions', { questions: asked, answered: questions.answered, close: questions.close, absent: questions.absent, failed: questions.failed }),
    ...(median === null ? [] : [say('status-speed', { milliseconds: Math.round(median) })]),
    say('status-queue', { waiting: queue.waiting, working: queue.working }),
    say('status-turned-away', { busy: updates.busy, refused: updates.refused, repeated: updates.repeated }),
    trouble === null ? say('status-connected') : `⚠️ ${shortened(trouble, 300)}`,
    say('status-memory', { megabytes: Math.round(process.memoryUsage().rss / 2 ** 20) }),
  ];
  return splitText(joined(lines, '\n'))[0]!;
}

/** What admins write to let people in and to put them out. */
const USER_WORDS: Readonly<Record<string, boolean>> = { add: true, ajouter: true, remove: false, retirer: false };

/** `/users add 123` and `/users remove 123`: kept on the disk before it is confirmed. */
async function changeUsers(ctx: BotContext, { settings, memory, log }: Parts, word: string, ids: readonly string[]): Promise<void> {
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

async function usersText({ speech: { say } }: BotContext, { settings, memory }: Parts): Promise<FormattedString> {
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

/** A time span as "3 d 4 h", "4 h 5 min", "5 min". */
function ageText(milliseconds: number, { say }: Speech): string {
  const minutes = Math.floor(milliseconds / 60_000);
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24];
  if (days > 0) return say('age-days', { days, hours });
  return hours > 0 ? say('age-hours', { hours, minutes: minutes % 60 }) : say('age-minutes', { minutes });
}

async function feedbackMessage({ speech: { say } }: BotContext, { memory }: Parts, back: Keyboard): Promise<Message> {
  const all = await memory.feedback.all();
  const useful = all.filter((feedback) => feedback.useful).length;
  const lines = [
    FormattedString.bold(say('feedback-title')),
    say('feedback-counts', { useful, not: all.length - useful }),
    ...all
      .slice(-FEEDBACK_SHOWN)
      .toReversed()
      .map(
        ({ useful: isUseful, question, verdict }) =>
          `${isUseful ? '👍' : '👎'} ${shortened(question.replace(/\s+/g, ' '), 150)} (${say(`verdict-${verdict}`)})`,
      ),
  ];
  const keyboard = all.length === 0 ? back : [[button(say('feedback-export'), callbackData('admin', { show: 'export' }))], ...back];
  return message(splitText(joined(lines, '\n'))[0]!, keyboard);
}

/** Sends the feedback that holds a right answer as `questions.jsonl`, and all of it as it was kept. */
async function exportFeedback(ctx: BotContext, { memory }: Parts): Promise<void> {
  const all = await memory.feedback.all();
  const candidates = questionCandidates(all);
  const asLines = (values: readonly unknown[]): Buffer => Buffer.from(values.map((value) => `${JSON.stringify(value)}\n`).join(''));
  if (candidates.length > 0)
    await ctx.replyWithDocument(new InputFile(asLines(candidates), 'questions.jsonl'), {
      caption: ctx.speech.say('feedback-candidates', { questions: candidates.length }),
    });
  if (all.length > 0)
    await ctx.replyWithDocument(new InputFile(asLines(all), 'feedback.jsonl'), { caption: ctx.speech.say('feedback-all', { presses: all.length }) });
  if (all.length === 0) await send(ctx, message(ctx.speech.say('feedback-counts', { useful: 0, not: 0 })));
}
