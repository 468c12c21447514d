import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { FormattedString } from '@grammyjs/parse-mode';
import { InputFile } from 'grammy';
import { documentPath } from '../../retrieval/documents/index.js';
import type { BotContext, Parts } from '../context.js';
import { documentByFile } from '../document-key.js';
import { CAPTION_LIMIT, splitText } from '../messages/index.js';

/** Largest file that a bot may send (https://core.telegram.org/bots/api#sending-files). */
export const SEND_LIMIT_BYTES = 50 * 1024 * 1024;

/**
 * Sends a document's file, when it is in the dossier's folder and within Telegram's limit.
 * @returns whether it was sent
 */
export async function sendFile(ctx: BotContext, { dossier }: Parts, file: string, caption: FormattedString): Promise<boolean> {
  // An attachment is inside a mail: the mail is what can be sent.
  const onDisk = documentByFile(dossier, file)?.container ?? file;
  const path = dossier.folder === null ? null : documentPath(dossier.folder, onDisk);
  if (path === null) return false;
  const size = await stat(path).then(
    (found) => (found.isFile() ? found.size : null),
    () => null,
  );
  if (size === null || size === 0 || size > SEND_LIMIT_BYTES) return false;
  const [short] = splitText(caption, CAPTION_LIMIT);
  await ctx.replyWithDocument(new InputFile(path, basename(onDisk)), {
    ...(short !== undefined && { caption: short.caption, caption_entities: short.caption_entities }),
  });
  return true;
}
