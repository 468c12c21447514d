import { Composer, InputFile } from 'grammy';
import { QuestionTooLongError } from '../../retrieval/errors.js';
import {
  chronologyCsv,
  chronologyIcs,
  chronologyInDossier,
  coverageInDossier,
  EmptyQuoteError,
  EmptySubjectError,
  QuoteTooLongError,
  verifyInDossier,
} from '../../retrieval/evidence/index.js';
import { edit, isAddressed, replyTo, send, showTyping } from '../telegram/index.js';
import { callbackData } from '../callback-data.js';
import { isGroup, isRestricted, type BotContext, type Parts } from '../context.js';
import { documentByFile } from '../document-key.js';
import { newKey, type KeptReport } from '../memory/index.js';
import {
  button,
  chronologyBlocks,
  coverageBlocks,
  message,
  reportPage,
  verifyBlocks,
  withinLine,
  type Keyboard,
  type Message,
  type ReportBlock,
} from '../messages/index.js';
import { keepProofs } from '../proofs.js';
import { standing } from './asking.js';
import { stale, type ButtonHandlers } from './buttons.js';
import { surroundings } from './proof.js';

/** A reply that asks to check the message replied to. */
const VERIFY_REPLY = /^(?:v[ée]rifi(?:e|er|ez)|verify|check)(?:\s+(?:ça|cela|ceci|this|that|it))?[\s!.?]*$/iu;

/** Quotes checked, what the documents say of a subject, chronologies: each kept, so that its pages can be turned. */
export function reports(parts: Parts): Composer<BotContext> {
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
  return composer;
}

export const reportButtons: ButtonHandlers<'report' | 'export'> = {
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
    await ctx.replyWithDocument(new InputFile(Buffer.from(content, 'utf8'), `${ctx.speech.say('chronology-file')}.${form}`), replyTo(ctx));
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

/** The text replied to: the part of it that was marked, else the whole message or caption. */
function repliedText(ctx: BotContext): string {
  const replied = ctx.msg?.reply_to_message;
  return ctx.msg?.quote?.text ?? replied?.text ?? replied?.caption ?? '';
}
