import { Composer, InputFile } from 'grammy';
import { keptUnreadable } from '../../retrieval/documents/index.js';
import type { Dossier } from '../../retrieval/dossier.js';
import { UserError } from '../../retrieval/errors.js';
import { absenceInDossier, absenceText, packHash, packInDossier } from '../../retrieval/evidence/index.js';
import type { Answer } from '../../retrieval/search/index.js';
import type { BotContext, Parts } from '../context.js';
import { passagesNow, type KeptAnswer } from '../memory/index.js';
import { absenceMessage, message, type Message } from '../messages/index.js';
import { replyTo, send, showTyping } from '../telegram/index.js';
import { keptHere } from './kept.js';
import { turnByButtons } from './questions.js';
import { SEND_LIMIT_BYTES } from './send-file.js';

/** Passages of each answer in a pack: those that a reader looks at. */
const MOST_PACKED = 5;

/** What is made of answers given before: evidence packs, reports of a search. */
export function packs(parts: Parts): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer.command(['pack', 'preuves'], async (ctx) => {
    await sendPack(ctx, parts, /^(?:hash(?:es)?|empreintes?)$/iu.test(ctx.match.trim()) ? 'hashes' : 'documents');
  });

  composer.command(['absence', 'recherche'], async (ctx) => {
    const [kept] = (await keptAnswers(ctx, parts)).slice(-1);
    await send(ctx, kept === undefined ? message(ctx.speech.say('absence-none')) : absenceOf(ctx, parts, answerNow(kept, parts.dossier)));
  });
  return composer;
}

/** The answers that a pack or report is of: of a reply the one replied to, and no other; else all of this chat that are kept, oldest first. */
async function keptAnswers(ctx: BotContext, parts: Parts): Promise<KeptAnswer[]> {
  const turns = (await parts.memory.conversations.read(String(ctx.chat?.id)))?.turns ?? [];
  const replied = ctx.msg?.reply_to_message;
  // A forum topic makes each first message a reply to the topic itself.
  const isReply = replied !== undefined && replied.forum_topic_created === undefined;
  const named = isReply ? (turns.find(({ answerMessage }) => answerMessage === replied.message_id) ?? turnByButtons(replied, parts)) : null;
  const keys = [...new Set((isReply ? [named] : turns).map((turn) => turn?.answer ?? null).filter((key) => key !== null))];
  const kept = await Promise.all(keys.map(async (key) => keptHere(ctx, parts, key)));
  return kept.filter((answer) => answer !== null);
}

/** A kept answer with its passages as they stand now. */
function answerNow(kept: KeptAnswer, dossier: Dossier): Answer {
  const { verdict, confidence, searched } = kept;
  return {
    question: kept.searchedAs ?? kept.question,
    verdict,
    confidence,
    searched: { ...searched, unread: keptUnreadable(searched.unread) },
    passages: passagesNow(kept, dossier).passages.slice(0, MOST_PACKED),
    milliseconds: 0,
  };
}

async function sendPack(ctx: BotContext, parts: Parts, include: 'documents' | 'hashes'): Promise<void> {
  const { say, language } = ctx.speech;
  const answers = (await keptAnswers(ctx, parts)).map((kept) => answerNow(kept, parts.dossier));
  if (answers.length === 0) {
    await send(ctx, message(say('pack-none')));
    return;
  }
  showTyping(ctx, 'upload_document');
  let pack: Uint8Array;
  try {
    pack = await packInDossier(parts.dossier, answers, { language, include });
    // Too large for Telegram with its documents: their hashes prove the quotes to whoever has them.
    if (pack.length > SEND_LIMIT_BYTES) pack = await packInDossier(parts.dossier, answers, { language, include: 'hashes' });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    parts.log.warn({ error }, 'no evidence pack');
    await send(ctx, message(say('pack-failed')));
    return;
  }
  const hash = packHash(pack);
  const day = new Date(parts.now()).toISOString().slice(0, 10);
  await ctx.replyWithDocument(new InputFile(pack, `${say('pack-name')}-${day}.zip`), {
    caption: say('pack-caption', { questions: answers.length, hash }),
    ...replyTo(ctx),
  });
}

function absenceOf(ctx: BotContext, parts: Parts, answer: Answer): Message {
  const [first] = answer.passages;
  const marked = first ? parts.dossier.cite(first.file, ...first.highlight) : null;
  return absenceMessage(answer.question, absenceText(absenceInDossier(parts.dossier, answer), ctx.speech.language), marked, ctx.speech);
}
