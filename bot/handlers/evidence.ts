import { unzipSync } from 'fflate';
import { Composer, InputFile } from 'grammy';
import { keptUnreadable, type UnreadReason } from '../../retrieval/documents/index.js';
import { QuestionTooLongError, UserError, type Dossier } from '../../retrieval/dossier.js';
import {
  absenceInDossier,
  absenceText,
  checkCitation,
  chronologyCsv,
  chronologyIcs,
  chronologyInDossier,
  coverageInDossier,
  dossierDocuments,
  EmptyQuoteError,
  EmptySubjectError,
  entryFromPayload,
  packHash,
  packInDossier,
  QuoteTooLongError,
  verifyInDossier,
  type CitationPayload,
} from '../../retrieval/evidence/index.js';
import type { Answer } from '../../retrieval/search/answer.js';
import { isAddressed } from '../access.js';
import { isGroup, isRestricted, type BotContext, type Parts } from '../context.js';
import { documentByFile } from '../document-key.js';
import { newKey, passagesNow, type KeptAnswer, type KeptReport } from '../memory/index.js';
import { callbackData } from '../callback-data.js';
import {
  absenceMessage,
  button,
  chronologyBlocks,
  coverageBlocks,
  message,
  proofMessage,
  reportPage,
  unreadSaid,
  verifyBlocks,
  withinLine,
  type Keyboard,
  type Message,
  type ReportBlock,
  type ReportSurroundings,
} from '../messages/index.js';
import { keepProofs, proofLink } from '../proofs.js';
import { edit, replyTo, send, showTyping } from '../send.js';
import { SEND_LIMIT_BYTES } from './answers.js';
import { standing } from './asking.js';
import { stale, type ButtonHandlers } from './buttons.js';

/** A reply that asks to check the message replied to. */
const VERIFY_REPLY = /^(?:v[ée]rifi(?:e|er|ez)|verify|check)(?:\s+(?:ça|cela|ceci|this|that|it))?[\s!.?]*$/iu;

/** Passages of each answer in a pack: those that a reader looks at. */
const MOST_PACKED = 5;

/** Quotes checked, what the documents say of a subject, chronologies, evidence packs, reports of a search. */
export function evidence(parts: Parts): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer.command(['verify', 'verifier'], async (ctx) => {
    const text = ctx.match.trim() === '' ? repliedText(ctx) : ctx.match;
    if (text.trim() === '') await send(ctx, message(ctx.speech.say('verify-usage')));
    else await report(ctx, parts, 'verify', text);
  });
  composer.on('message:text', async (ctx, next) => {
    const text = ctx.msg.text.replace(new RegExp(`@${ctx.me.username}\\b`, 'gi'), ' ').trim();
    if (ctx.msg.reply_to_message === undefined || !VERIFY_REPLY.test(text) || !isAddressed(ctx)) return next();
    const quoted = repliedText(ctx);
    if (isGroup(ctx) && isRestricted(parts.settings)) await send(ctx, message(ctx.speech.say('private-always')));
    else if (quoted.trim() === '') await send(ctx, message(ctx.speech.say('verify-usage')));
    else await report(ctx, parts, 'verify', quoted);
  });

  composer.command(['coverage', 'couverture'], async (ctx) => {
    const subject = ctx.match.trim() === '' ? repliedText(ctx) : ctx.match;
    if (subject.trim() === '') await send(ctx, message(ctx.speech.say('coverage-usage')));
    else await report(ctx, parts, 'coverage', subject.trim());
  });

  composer.command(['chronology', 'chronologie', 'frise'], async (ctx) => {
    await report(ctx, parts, 'chronology', ctx.match.trim());
  });

  composer.command(['pack', 'preuves'], async (ctx) => {
    await sendPack(ctx, parts, /^(?:hash(?:es)?|empreintes?)$/iu.test(ctx.match.trim()) ? 'hashes' : 'documents');
  });

  composer.command(['absence', 'recherche'], async (ctx) => {
    const [kept] = (await keptAnswers(ctx, parts)).slice(-1);
    await send(ctx, kept === undefined ? message(ctx.speech.say('absence-none')) : absenceOf(ctx, parts, answerNow(kept, parts.dossier)));
  });
  return composer;
}

export const evidenceButtons: ButtonHandlers<'report' | 'export'> = {
  async report(ctx, parts, { report: key, page }) {
    const kept = await parts.memory.reports.read(key);
    if (kept === undefined || kept.chat !== ctx.chat?.id) return stale(ctx);
    await edit(ctx, await shownReport(ctx, parts, kept, key, page));
    return undefined;
  },

  async export(ctx, parts, { report: key, form }) {
    const kept = await parts.memory.reports.read(key);
    if (kept?.kind !== 'chronology' || kept.chat !== ctx.chat?.id) return stale(ctx);
    const dates = chronologyInDossier(parts.dossier, { subject: kept.text }, scopeOf(parts, kept));
    const content = form === 'csv' ? chronologyCsv(dates) : chronologyIcs(dates, kept.text === '' ? ctx.speech.say('chronology-title') : kept.text);
    await ctx.replyWithDocument(new InputFile(Buffer.from(content, 'utf8'), `chronologie.${form}`), replyTo(ctx));
    return undefined;
  },
};

/** Works a report out, keeps what it was asked for, and sends its first page. */
async function report(ctx: BotContext, parts: Parts, kind: KeptReport['kind'], text: string): Promise<void> {
  showTyping(ctx);
  const { scope = [] } = (await parts.memory.conversations.read(String(ctx.chat?.id))) ?? {};
  const limited = standing(parts.dossier, scope);
  const kept: KeptReport = { kind, text, chat: ctx.chat?.id ?? 0, ...(limited.length > 0 && { scope: limited }) };
  const key = newKey();
  let page: Message;
  try {
    page = await shownReport(ctx, parts, kept, key, 0);
  } catch (error) {
    const said = wrongText(error, ctx);
    if (said === null) throw error;
    await send(ctx, message(said));
    return;
  }
  await parts.memory.reports.write(key, kept);
  await send(ctx, page);
}

/** What is wrong with a text, in the person's language; `null` for any other error. */
function wrongText(error: unknown, { speech: { say } }: BotContext): string | null {
  if (error instanceof EmptyQuoteError) return say('verify-usage');
  if (error instanceof EmptySubjectError) return say('coverage-usage');
  if (error instanceof QuoteTooLongError || error instanceof QuestionTooLongError) return say('text-too-long', { found: error.length });
  return null;
}

async function shownReport(ctx: BotContext, parts: Parts, kept: KeptReport, key: string, page: number): Promise<Message> {
  const shown = reportPage(await blocksOf(ctx, parts, kept), key, page, ctx.speech, formButtons(ctx, kept, key));
  await keepProofs(parts, shown.cited);
  return shown;
}

/** The documents that a report is limited to and that still stand; `undefined`: all. */
function scopeOf({ dossier }: Parts, { scope = [] }: KeptReport): readonly string[] | undefined {
  const files = standing(dossier, scope);
  return files.length === 0 ? undefined : files;
}

async function blocksOf(ctx: BotContext, parts: Parts, kept: KeptReport): Promise<ReportBlock[]> {
  const files = scopeOf(parts, kept);
  const blocks = await blocksWithin(ctx, parts, kept, files);
  if (files === undefined) return blocks;
  // A report on some documents must not be read as one on all.
  return [
    {
      text: withinLine(
        files.map((file) => documentByFile(parts.dossier, file)?.title ?? file),
        ctx.speech,
      ),
      cited: [],
    },
    ...blocks,
  ];
}

async function blocksWithin(ctx: BotContext, parts: Parts, { kind, text }: KeptReport, files: readonly string[] | undefined): Promise<ReportBlock[]> {
  const around = surroundings(ctx, parts);
  switch (kind) {
    case 'verify':
      return verifyBlocks(verifyInDossier(parts.dossier, text, files), around);
    case 'coverage':
      return coverageBlocks(await coverageInDossier(parts.dossier, text, files), around);
    case 'chronology':
      return chronologyBlocks(chronologyInDossier(parts.dossier, { subject: text }, files), text, around);
  }
}

function formButtons(ctx: BotContext, { kind }: KeptReport, key: string): Keyboard {
  if (kind !== 'chronology') return [];
  const { say } = ctx.speech;
  return [
    [
      button(say('button-csv'), callbackData('export', { report: key, form: 'csv' })),
      button(say('button-ics'), callbackData('export', { report: key, form: 'ics' })),
    ],
  ];
}

function surroundings(ctx: BotContext, parts: Parts): ReportSurroundings {
  return { speech: ctx.speech, proof: (citation) => proofLink(parts, citation), link: (file) => documentByFile(parts.dossier, file)?.link ?? null };
}

/** The text replied to: the part of it that was marked, else the whole message or caption. */
function repliedText(ctx: BotContext): string {
  const replied = ctx.msg?.reply_to_message;
  return ctx.msg?.quote?.text ?? replied?.text ?? replied?.caption ?? '';
}

/** What a citation's link opens. */
export async function openProof(ctx: BotContext, parts: Parts, payload: CitationPayload): Promise<Message> {
  const documents = dossierDocuments(parts.dossier);
  const entry = (await parts.memory.quotes.get(payload.id)) ?? entryFromPayload(payload, documents, new Date(parts.now()));
  if (entry === null) return message(ctx.speech.say('proof-unknown'));
  return proofMessage(entry, checkCitation(entry, documents), surroundings(ctx, parts));
}

/** The answers that a pack or report is of: the one replied to, else all of this chat that are kept, oldest first. */
async function keptAnswers(ctx: BotContext, parts: Parts): Promise<KeptAnswer[]> {
  const turns = (await parts.memory.conversations.read(String(ctx.chat?.id)))?.turns ?? [];
  const replied = turns.find(({ answerMessage }) => answerMessage === ctx.msg?.reply_to_message?.message_id);
  const keys = [...new Set((replied ? [replied] : turns).map(({ answer }) => answer).filter((key) => key !== null))];
  const kept = await Promise.all(keys.map(async (key) => parts.memory.answers.read(key)));
  return kept.filter((answer) => answer !== undefined).filter(({ chat }) => chat === ctx.chat?.id);
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
  const unread = wording(ctx);
  const answers = (await keptAnswers(ctx, parts)).map((kept) => answerNow(kept, parts.dossier));
  if (answers.length === 0) {
    await send(ctx, message(say('pack-none')));
    return;
  }
  showTyping(ctx, 'upload_document');
  let pack: Uint8Array;
  try {
    pack = await packInDossier(parts.dossier, answers, { language, include, unread });
    // Too large for Telegram with its documents: their hashes prove the quotes to whoever has them.
    if (pack.length > SEND_LIMIT_BYTES) pack = await packInDossier(parts.dossier, answers, { language, include: 'hashes', unread });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    parts.log.warn({ error }, 'no evidence pack');
    await send(ctx, message(say('pack-failed')));
    return;
  }
  const hash = packHash(unzipSync(pack, { filter: ({ name }) => name === 'evidence.json' })['evidence.json']!);
  const day = new Date(parts.now()).toISOString().slice(0, 10);
  await ctx.replyWithDocument(new InputFile(pack, `${say('pack-name')}-${day}.zip`), {
    caption: say('pack-caption', { questions: answers.length, hash }),
    ...replyTo(ctx),
  });
}

function absenceOf(ctx: BotContext, parts: Parts, answer: Answer): Message {
  const [first] = answer.passages;
  const marked = first ? parts.dossier.cite(first.file, ...first.highlight) : null;
  return absenceMessage(answer.question, absenceText(absenceInDossier(parts.dossier, answer), ctx.speech.language, wording(ctx)), marked);
}

function wording({ speech }: BotContext): (reason: UnreadReason) => string {
  return (reason) => unreadSaid(reason, speech);
}
