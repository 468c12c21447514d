import { Composer } from 'grammy';
import { callbackData } from '../callback-data.js';
import type { BotContext, Parts } from '../context.js';
import { isLanguage, LANGUAGE_NAMES, LANGUAGES, telegramLanguage, type Language } from '../languages.js';
import { speechIn } from '../speech.js';
import { change, type Person } from '../memory/index.js';
import { button, message, type Message } from '../messages/index.js';
import { edit, send } from '../telegram/index.js';
import type { ButtonHandlers } from './buttons.js';

/** Gives each update the person's language: the one they chose, else Telegram's. The first middleware of all. */
export function speech({ memory }: Pick<Parts, 'memory'>): (ctx: BotContext, next: () => Promise<void>) => Promise<void> {
  return async (ctx, next) => {
    const chosen = ctx.from === undefined ? undefined : (await memory.people.read(String(ctx.from.id)))?.language;
    ctx.speech = speechIn(chosen ?? telegramLanguage(ctx.from?.language_code));
    await next();
  };
}

/** /language, and /language fr. */
export function language(parts: Parts): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command('language', async (ctx) => {
    const wanted = ctx.match.trim().toLowerCase();
    if (isLanguage(wanted)) await choose(ctx, parts, wanted);
    await send(ctx, languageMenu(ctx));
  });
  return composer;
}

export const languageButtons: ButtonHandlers<'language'> = {
  async language(ctx, parts, { language: wanted }) {
    await choose(ctx, parts, wanted);
    await edit(ctx, languageMenu(ctx));
    return { text: ctx.speech.say('language-chosen', { language: LANGUAGE_NAMES[ctx.speech.language] }) };
  },
};

function languageMenu({ speech: { say, language: now } }: BotContext): Message {
  const names = LANGUAGES.map((one) => button(`${one === now ? '✓ ' : ''}${LANGUAGE_NAMES[one]}`, callbackData('language', { language: one })));
  return message(say('language-menu'), [names, [button(say('language-auto'), callbackData('language', { language: 'auto' }))]]);
}

async function choose(ctx: BotContext, { memory }: Parts, wanted: Language | 'auto'): Promise<void> {
  if (ctx.from === undefined) return;
  await change(memory.people, ctx.from.id, ({ language: _before, ...person }: Person) => (wanted === 'auto' ? person : { ...person, language: wanted }));
  ctx.speech = speechIn(wanted === 'auto' ? telegramLanguage(ctx.from.language_code) : wanted);
}
