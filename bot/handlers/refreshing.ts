import type { RefreshReport } from '../../retrieval/dossier.js';
import type { Progress } from '../../retrieval/progress.js';
import { UserError } from '../../retrieval/errors.js';
import type { BotContext, Parts } from '../context.js';
import type { Speech } from '../speech.js';
import { message, shortened, type Message } from '../messages/index.js';
import { look, replace, send } from '../telegram/index.js';

/** Least time between two edits of a progress line: Telegram bears about one message a second in a chat, 20 a minute in a group. */
const PROGRESS_MILLISECONDS = 3000;

/** Starts `refreshInChat` beside the chat's other updates; says so when someone has asked for it already. */
export async function refreshInBackground(ctx: BotContext, parts: Parts): Promise<void> {
  const isStarted = parts.background.start(() => refreshInChat(ctx, parts), 'refresh');
  if (!isStarted) await send(ctx, message(ctx.speech.say('refresh-under-way')));
}

/**
 * The same after a file came or went. It is never left out for one under way, which may have looked at the folder before: the dossier
 * takes one after the other.
 */
export function refreshAfter(ctx: BotContext, parts: Parts, done?: (report: RefreshReport) => Message): void {
  parts.background.start(() => refreshInChat(ctx, parts, done));
}

/**
 * Brings the index up to date, showing progress in one message that is edited as it goes.
 * @param done what the message says and offers at the end; its counts when left out
 */
async function refreshInChat(ctx: BotContext, parts: Parts, done?: (report: RefreshReport) => Message): Promise<void> {
  const { speech } = ctx;
  const sent = await send(ctx, message(speech.say('refresh-begun')));
  const put = async (shown: Message): Promise<void> => {
    await ctx.api.editMessageText(sent.chat.id, sent.message_id, shown.text, look(shown));
  };
  let shownAt = parts.now();
  let isPutting = false;
  let lastPut = Promise.resolve();
  const onProgress = (progress: Progress): void => {
    if (isPutting || parts.now() - shownAt < PROGRESS_MILLISECONDS) return;
    shownAt = parts.now();
    isPutting = true;
    lastPut = put(message(progressText(progress, speech)))
      // Progress is for comfort: a failed edit must not end the work.
      .catch(() => undefined)
      .finally(() => {
        isPutting = false;
      });
  };
  const result = await refreshed(parts, speech, onProgress, done);
  // Held back (a retry, the group's pace) it would land after the end, and stay.
  await lastPut;
  await replace(ctx, sent.message_id, result);
}

/** Brings the index up to date. @returns what is to be said of it, a failure too */
async function refreshed(
  parts: Parts,
  speech: Speech,
  onProgress: (progress: Progress) => void,
  done: (report: RefreshReport) => Message = (report) => message(reportText(report, speech)),
): Promise<Message> {
  let report: RefreshReport;
  try {
    report = await parts.dossier.refresh(onProgress);
  } catch (error) {
    parts.log.error({ error }, 'bringing the index up to date failed');
    // Only errors meant for the user are shown; others may hold paths and more.
    const reason = error instanceof UserError ? shortened(error.message, 500) : speech.say('failure-short');
    return message(speech.say('refresh-failed', { reason }));
  }
  parts.monitor.refreshed();
  return done(report);
}

function progressText({ stage, done, total }: Progress, { say }: Speech): string {
  const percent = total === 0 ? 0 : Math.floor((done / total) * 100);
  return say('refresh-progress', { stage: say(`stage-${stage}`), done, total, percent });
}

/** Why the index was built or changed, in the person's language. */
export function reasonSaid(reason: RefreshReport['reason'], { say }: Speech): string {
  if (reason === null) return say('reason-none');
  if (reason.code === 'changed') return say('reason-changed', { added: reason.added, changed: reason.changed, removed: reason.removed });
  return say(`reason-${reason.code}`);
}

export function reportText({ reason, documents, passages, embedded, unreadable }: RefreshReport, { say }: Speech): string {
  const line = reason === null ? say('refresh-unchanged', { documents, passages }) : say('refresh-done', { documents, passages, embedded });
  return unreadable.length === 0 ? line : `${line}\n⚠️ ${say('status-unread', { files: unreadable.length })}`;
}
