import { rm } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { Composer } from 'grammy';
import { unreadInWords } from '../../retrieval/documents/index.js';
import type { RefreshReport } from '../../retrieval/dossier.js';
import { addFile } from '../add-file.js';
import { callbackData } from '../callback-data.js';
import { SEEDS } from '../settings/config.js';
import { isAdmin, isGroup, type BotContext, type Parts } from '../context.js';
import { documentByFile } from '../document-key.js';
import { DOWNLOAD_LIMIT_BYTES, edit, send, type Notice } from '../telegram/index.js';
import type { Speech } from '../speech.js';
import { newKey, type Upload } from '../memory/index.js';
import { button, message, safeCut, shortened, type Keyboard } from '../messages/index.js';
import { goOn } from '../receiving/course.js';
import { stale, type ButtonHandlers } from './buttons.js';
import { refreshAfter, reportText } from './refreshing.js';

/** Longest file name kept, in UTF-16 units; most file systems take 255 bytes. */
const NAME_LIMIT = 80;

/** Keys of the uploads that are being added now: the buttons of their offers are still up. */
const arrivingNow = new Set<string>();

/** A document sent by an admin is added to the dossier, once confirmed, and can be taken out again. */
export function uploads(parts: Parts): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('message:document', async (ctx) => {
    // In groups files are passed around for many reasons.
    if (isGroup(ctx)) return;
    const { say } = ctx.speech;
    if (!isAdmin(parts.settings, ctx.from.id)) {
      await send(ctx, message(say('upload-admins-only')));
      return;
    }
    const { file_id: fileId, file_name: given, file_size: bytes = 0 } = ctx.message.document;
    const name = fileName(given ?? '');
    if (parts.dossier.folder === null) await send(ctx, message(say('upload-no-folder')));
    else if (isShipped(parts.dossier.folder)) await send(ctx, message(say('upload-seeds')));
    else if (bytes > DOWNLOAD_LIMIT_BYTES) await send(ctx, message(say('upload-too-large', { megabytes: DOWNLOAD_LIMIT_BYTES / 2 ** 20 })));
    else {
      const key = newKey();
      await parts.memory.uploads.write(key, { user: ctx.from.id, fileId, name, bytes });
      await send(ctx, message(say('upload-confirm', { name, kilobytes: Math.max(1, Math.round(bytes / 1024)) }), choices(key, ['add', 'cancel'], ctx.speech)));
    }
  });
  return composer;
}

export const uploadButtons: ButtonHandlers<'upload'> = {
  async upload(ctx, parts, { upload: key, what }): Promise<Notice | undefined> {
    // Looked at before what is kept: whoever is not in work by now has written what became of it.
    if (arrivingNow.has(key) && what !== 'undo') return { text: ctx.speech.say('upload-under-way') };
    const upload = await parts.memory.uploads.read(key);
    if (upload === undefined || !isAdmin(parts.settings, ctx.from?.id)) return stale(ctx);
    if (what === 'undo') return undo(ctx, parts, key, upload);
    // Pressed twice: it is in already.
    if (upload.addedAs !== undefined) return { text: ctx.speech.say('upload-done-before') };
    if (what === 'cancel') {
      await parts.memory.uploads.delete(key);
      await edit(ctx, message(ctx.speech.say('upload-cancelled', { name: upload.name })));
      return undefined;
    }
    // A large file from a slow line holds up not even this chat.
    goOn(
      ctx.update,
      add(ctx, parts, key, upload).catch((error: unknown) => {
        parts.log.error({ error }, 'telling what became of an added document failed');
      }),
    );
    return undefined;
  },
};

async function add(ctx: BotContext, parts: Parts, key: string, upload: Upload): Promise<void> {
  const { say } = ctx.speech;
  let addedAs: string | null;
  arrivingNow.add(key);
  try {
    addedAs = await bringIn(ctx, parts, key, upload);
    if (addedAs !== null) await parts.memory.uploads.write(key, { ...upload, addedAs });
  } finally {
    arrivingNow.delete(key);
  }
  if (addedAs === null) {
    await edit(ctx, message(say('upload-failed', { name: upload.name }), choices(key, ['add', 'cancel'], ctx.speech)));
    return;
  }
  const file = addedAs;
  parts.log.info({ user: ctx.from?.id, file }, 'added a document from chat');
  await edit(ctx, message(say('upload-added', { name: file }), choices(key, ['undo'], ctx.speech)));
  refreshAfter(ctx, parts, (report) => message(arrivalText(parts, file, report, ctx.speech), choices(key, ['undo'], ctx.speech)));
}

/** Fetches an upload into the dossier's folder. @returns its name there; `null` when that failed, which is logged */
async function bringIn(ctx: BotContext, parts: Parts, key: string, upload: Upload): Promise<string | null> {
  const arriving = join(parts.memory.uploadFolder, key);
  try {
    const { file_path: path } = await ctx.api.getFile(upload.fileId);
    if (path === undefined) throw new Error('fetching a file from Telegram: its path expected, found none; send it again');
    await parts.download(path, arriving);
    return await addFile(arriving, folderOf(parts), upload.name);
  } catch (error) {
    parts.log.error({ error }, 'adding a document failed');
    return null;
  } finally {
    await rm(arriving, { force: true });
  }
}

/** What became of an added file: read, or not and why. */
function arrivalText({ dossier }: Parts, file: string, report: RefreshReport, speech: Speech): string {
  const unreadable = dossier.unreadable().find((one) => one.file === file);
  if (unreadable !== undefined)
    return speech.say('upload-unreadable', { name: file, reason: shortened(unreadInWords(unreadable.reason, speech.language), 300) });
  const passages = documentByFile(dossier, file)?.passages ?? 0;
  return `${speech.say('upload-ready', { name: file, passages })}\n${reportText(report, speech)}`;
}

async function undo(ctx: BotContext, parts: Parts, key: string, upload: Upload): Promise<Notice | undefined> {
  if (upload.addedAs === undefined) return stale(ctx);
  await rm(join(folderOf(parts), upload.addedAs), { force: true });
  await parts.memory.uploads.delete(key);
  parts.log.info({ user: ctx.from?.id, file: upload.addedAs }, 'took back a document added from chat');
  await edit(ctx, message(ctx.speech.say('upload-undone', { name: upload.addedAs })));
  refreshAfter(ctx, parts);
  return undefined;
}

function choices(key: string, what: readonly ('add' | 'cancel' | 'undo')[], { say }: Speech): Keyboard {
  return [what.map((one) => button(say(`upload-${one}`), callbackData('upload', { upload: key, what: one })))];
}

/** @throws Error where there is none, which is told before it comes to this unless the bot was started anew meanwhile. */
function folderOf({ dossier }: Parts): string {
  if (dossier.folder === null)
    throw new Error('adding a document: the folder of the dossier expected, found that this program serves the index alone; start it with one (DOSSIER_DIR)');
  return dossier.folder;
}

/** The shipped example is only read: it is the same for everyone, and the tests count on it. */
function isShipped(folder: string): boolean {
  return resolve(folder) === resolve(SEEDS);
}

/**
 * A file name that is safe on any system and cannot leave its folder: no path, no control or reserved characters, no dot in front.
 * The ending is kept.
 */
export function fileName(given: string): string {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .replace(/[\p{C}<>:"|?*]/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  const ending = extname(clean).slice(0, 10);
  const stem = clean.slice(0, clean.length - extname(clean).length);
  const short = stem.slice(0, safeCut(stem, NAME_LIMIT)).trim();
  return short === '' ? `document${ending}` : `${short}${ending}`;
}
