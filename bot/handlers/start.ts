import { FormattedString } from '@grammyjs/parse-mode';
import { Composer } from 'grammy';
import { callbackData } from '../callback-data.js';
import { COMMANDS } from '../commands.js';
import { isAdmin, isGroup, type BotContext, type Parts } from '../context.js';
import { button, joined, message } from '../messages/index.js';
import { send } from '../telegram/index.js';
import { suggest } from '../suggestions.js';
import { readCitationPayload } from '../../retrieval/evidence/index.js';
import { passageView } from './passage-view.js';
import { openProof } from './proof.js';

/** Example questions that /start offers. */
const EXAMPLES = 3;

/** A deep link to a passage: `t.me/BOT?start=p_<passage id>` (14 of the 64 characters allowed). */
const PASSAGE_LINK = /^p_([\w-]{12})$/;

/** The link payload that opens a passage. */
export function passagePayload(id: string): string {
  return `p_${id}`;
}

/** /start (with or without a deep link) and /help. */
export function start(parts: Parts): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer.command('start', async (ctx) => {
    const passage = PASSAGE_LINK.exec(ctx.match)?.[1];
    if (passage !== undefined) {
      const shown = passageView(ctx, parts, passage, 1, 1, null, null);
      await send(ctx, shown ?? message(ctx.speech.say('link-stale')));
      return;
    }
    const proof = readCitationPayload(ctx.match);
    if (proof !== null) {
      await send(ctx, await openProof(ctx, parts, proof));
      return;
    }
    const { say } = ctx.speech;
    const examples = isGroup(ctx) ? [] : await suggest(parts.dossier, ctx.speech, EXAMPLES);
    const counts = { documents: parts.dossier.documents().length, passages: parts.dossier.passageCount() };
    const text = joined(
      [FormattedString.bold(say('start-title')), say('start-text', counts), say('start-promise'), examples.length > 0 ? say('start-examples') : ''],
      '\n\n',
    );
    await send(
      ctx,
      message(text, [
        ...examples.map(({ question, key }) => [button(question, callbackData('ask', { question: key }))]),
        [button(say('button-sources'), callbackData('sources', { page: 0 }))],
      ]),
    );
  });

  composer.command('help', async (ctx) => {
    const { say } = ctx.speech;
    const commands = COMMANDS.private.filter((name) => name !== 'start').map((name) => `/${name} – ${say(`command-${name}`)}`);
    const blocks = [
      FormattedString.bold(say('help-title')),
      say('help-ask', { bot: ctx.me.username }),
      joined([...commands, say('help-groups')], '\n'),
      say('help-verdicts'),
      isAdmin(parts.settings, ctx.from?.id) ? say('help-admin') : '',
    ];
    await send(ctx, message(joined(blocks, '\n\n')));
  });
  return composer;
}
