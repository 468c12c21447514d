import { FormattedString } from '@grammyjs/parse-mode';
import { unreadInWords } from '../../../retrieval/documents/index.js';
import type { BotContext, Parts } from '../../context.js';
import type { Speech } from '../../speech.js';
import { joined, shortened, splitText } from '../../messages/index.js';
import { reasonSaid } from '../refreshing.js';

/** How the dossier, the questions and the connection are. */
export function statusText({ speech }: BotContext, { dossier, monitor, now }: Parts): FormattedString {
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
    ...unreadable.map(({ file, reason }) => `⚠️ ${shortened(file, 80)} : ${shortened(unreadInWords(reason, speech.language), 150)}`),
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

/** A time span as "3 d 4 h", "4 h 5 min", "5 min". */
function ageText(milliseconds: number, { say }: Speech): string {
  const minutes = Math.floor(milliseconds / 60_000);
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24];
  if (days > 0) return say('age-days', { days, hours });
  return hours > 0 ? say('age-hours', { hours, minutes: minutes % 60 }) : say('age-minutes', { minutes });
}
