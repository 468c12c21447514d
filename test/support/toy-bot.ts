import { Bot, InlineKeyboard, InputFile, type Context } from 'grammy';
import type { MessageEntity } from 'grammy/types';
import type { Preview } from '../../bot/preview/index.js';

/** A message built from pieces, so that offsets are counted and not written. */
function compose(...pieces: readonly (string | readonly [string, ...Omit<MessageEntity, 'offset' | 'length'>[]])[]): {
  text: string;
  entities: MessageEntity[];
} {
  let text = '';
  const entities: MessageEntity[] = [];
  for (const piece of pieces) {
    const [words, ...marks] = typeof piece === 'string' ? [piece] : piece;
    for (const mark of marks) entities.push({ ...mark, offset: text.length, length: words.length } as MessageEntity);
    text += words;
  }
  return { text, entities };
}

const QUOTE_START = 'Partie de la région parisienne, l’enquête s’est étendue à plusieurs départements. ';
const QUOTE_MARK = 'Au total, environ 500 cellules ont été fouillées dans la nuit du 20 mai par les agents de l’administration pénitentiaire.';
const QUOTE_END =
  ' Les téléphones saisis ont été confiés aux enquêteurs, qui doivent en extraire les données. Le parquet précise que les vérifications se poursuivent et que de nouvelles interpellations ne sont pas exclues dans les semaines à venir.';

/** An answer as the real bot writes them: the answer in its quote, the citation, the next excerpt, buttons. */
function toyAnswer(page = 1): { text: string; entities: MessageEntity[] } {
  const { text, entities } = compose(
    ['Le dossier répond', { type: 'bold' }],
    page === 1 ? '\n\n' : ` · page ${page}\n\n`,
    QUOTE_START,
    [QUOTE_MARK, { type: 'bold' }],
    QUOTE_END,
    '\n',
    ['Opération « Prison Break »', { type: 'italic' }],
    ', lignes 14–19, 20 mai 2025\n\nVoir aussi :\n',
    ['« Quatre fournisseurs présumés de mini-téléphones ont été placés en garde à vue. »', { type: 'blockquote' }],
    '\nCommuniqué du parquet, lignes 3–4',
  );
  const start = text.indexOf(QUOTE_START);
  const quote = { type: 'expandable_blockquote' as const, offset: start, length: QUOTE_START.length + QUOTE_MARK.length + QUOTE_END.length };
  return { text, entities: [...entities, quote] };
}

const KEYBOARD = new InlineKeyboard()
  .text('◂ Avant', 'before')
  .text('Après ▸', 'after')
  .row()
  .text('Ouvrir le document', 'open')
  .copyText('Copier la référence', 'Opération « Prison Break », l. 14–19')
  .row()
  .text('Utile', 'useful')
  .text('Pas utile', 'useless');

/** A small bot with everything the page must show. It echoes what it does not know. */
export function startToyBot(preview: Preview): { readonly bot: Bot; readonly stop: () => Promise<void> } {
  const bot = new Bot(preview.token, { client: { apiRoot: preview.apiRoot } });
  const failures: unknown[] = [];
  bot.catch(({ error }) => {
    failures.push(error);
  });
  // What users send through inline mode comes to the bot too: it must not answer itself.
  bot.on('message').filter(
    (ctx) => ctx.msg.via_bot?.id === ctx.me.id,
    () => undefined,
  );
  bot.command('start', (ctx) => ctx.reply(ctx.match ? `Bonjour, charge utile ${ctx.match}` : 'Bonjour ! Posez une question sur le dossier.'));
  bot.command('help', (ctx) => ctx.reply('Aide'));
  bot.command('keys', (ctx) => ctx.reply('Choisissez', { reply_markup: { keyboard: [['Oui', 'Non']], one_time_keyboard: true } }));
  bot.hears(/cellules|cells/i, answerQuestion);
  bot.hears('xss', (ctx) => ctx.reply('<img src=x onerror=alert(1)><b>pas gras</b>', { entities: [{ type: 'bold', offset: 0, length: 4 }] }));
  bot.hears('spoiler', (ctx) =>
    ctx.reply('secret code', {
      entities: [
        { type: 'spoiler', offset: 0, length: 6 },
        { type: 'code', offset: 7, length: 4 },
      ],
    }),
  );
  bot.hears('liens', (ctx) =>
    ctx.reply(`page et suite https://example.org/a?b=c`, {
      entities: [{ type: 'text_link', offset: 0, length: 4, url: `https://t.me/${ctx.me.username}?start=doc_12` }],
    }),
  );
  bot.on('message:document', (ctx) =>
    ctx.reply(`Reçu : ${ctx.msg.document.file_name ?? ''} (${String(ctx.msg.document.file_size)} octets) ${ctx.msg.caption ?? ''}`, {
      reply_parameters: { message_id: ctx.msg.message_id },
    }),
  );
  bot.on('edited_message:text', (ctx) => ctx.reply(`Corrigé : ${ctx.editedMessage.text}`));
  bot.on('message:text', (ctx) =>
    ctx.reply(
      `${ctx.from.language_code ?? '?'} : ${ctx.msg.text.slice(0, 200)}`,
      ctx.msg.reply_to_message ? { reply_parameters: { message_id: ctx.msg.message_id } } : {},
    ),
  );
  bot.callbackQuery('after', async (ctx) => {
    await ctx.editMessageText(toyAnswer(2).text, { entities: toyAnswer(2).entities, reply_markup: KEYBOARD });
    await ctx.answerCallbackQuery();
  });
  bot.callbackQuery('before', (ctx) => ctx.answerCallbackQuery({ text: 'C’est le début du document.', show_alert: true }));
  bot.callbackQuery(['useful', 'useless'], (ctx) => ctx.answerCallbackQuery('Merci, c’est noté.'));
  bot.callbackQuery('open', async (ctx) => {
    await ctx.answerCallbackQuery();
    await ctx.replyWithChatAction('upload_document');
    await ctx.replyWithDocument(new InputFile(Buffer.from('ligne 1\nligne 2\n'), 'prison break.txt'), { caption: 'Opération « Prison Break »' });
  });
  bot.on('inline_query', (ctx) =>
    ctx.answerInlineQuery(
      ctx.inlineQuery.query === ''
        ? []
        : [1, 2, 3].map((number) => ({
            type: 'article',
            id: String(number),
            title: `Extrait ${number} : ${ctx.inlineQuery.query}`,
            description: QUOTE_MARK,
            input_message_content: { message_text: `« ${QUOTE_MARK} » (${number})` },
          })),
      { cache_time: 0, ...(ctx.inlineQuery.query === '' && { button: { text: 'Ouvrir le robot', start_parameter: 'inline' } }) },
    ),
  );
  const running = bot.start();
  return {
    bot,
    async stop() {
      await bot.stop();
      await running;
      if (failures.length > 0) throw new Error(`the toy bot failed: ${String(failures[0])}`);
    },
  };
}

async function answerQuestion(ctx: Context): Promise<void> {
  await ctx.replyWithChatAction('typing');
  await ctx.react('👀');
  const { text, entities } = toyAnswer();
  await ctx.reply(text, { entities, reply_markup: KEYBOARD, link_preview_options: { is_disabled: true } });
}

export async function declareCommands(bot: Bot): Promise<void> {
  await bot.api.setMyCommands([
    { command: 'start', description: 'Meet the bot' },
    { command: 'help', description: 'What one can ask' },
  ]);
  await bot.api.setMyCommands(
    [
      { command: 'start', description: 'Présentation du robot' },
      { command: 'help', description: 'Ce que l’on peut demander' },
    ],
    { language_code: 'fr' },
  );
}
