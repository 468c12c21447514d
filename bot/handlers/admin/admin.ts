import { FormattedString } from '@grammyjs/parse-mode';
import { Composer } from 'grammy';
import { callbackData, type Fields } from '../../callback-data.js';
import { isAdmin, type BotContext, type Parts } from '../../context.js';
import { button, joined, message, type Keyboard, type Message } from '../../messages/index.js';
import { edit, send, type Notice } from '../../telegram/index.js';
import type { ButtonHandlers } from '../buttons.js';
import { refreshInBackground } from '../refreshing.js';
import { exportFeedback, feedbackMessage } from './feedback.js';
import { statusText } from './status.js';
import { changeUsers, usersText } from './users.js';

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
