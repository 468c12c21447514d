import type { File, Message } from 'grammy/types';
import { readImageSize } from '../limits/image-size.js';
import { readReplyMarkup } from '../limits/keyboards.js';
import { readCaption } from '../limits/message-text.js';
import { captionContent, fileContent } from '../world/message-content.js';
import type { StoredFile } from '../world/files.js';
import { writableRoom, type Call } from './call.js';
import { ApiError, badRequest } from '../protocol/error.js';
import { replyContent, sendAsBot } from './messages.js';
import { textOf, uploadOf } from '../protocol/parameters.js';

const MEGABYTE = 1024 * 1024;
/** Bot API: "Bots can currently send files of any type of up to 50 MB in size". */
export const MAX_UPLOAD_BYTES = 50 * MEGABYTE;
/** Bot API, getFile: "bots can download files of up to 20MB in size". */
export const MAX_DOWNLOAD_BYTES = 20 * MEGABYTE;
/** Bot API, sendPhoto: "The photo must be at most 10 MB in size." */
const MAX_PHOTO_BYTES = 10 * MEGABYTE;
/** Bot API, sendPhoto: "The photo's width and height must not exceed 10000 in total. Width and height ratio must be at most 20." */
const MAX_PHOTO_SIDES = 10_000;
const MAX_PHOTO_RATIO = 20;

export function sendDocument(call: Call): Message {
  return sendFile(call, 'document');
}

export function sendPhoto(call: Call): Message {
  return sendFile(call, 'photo');
}

export function getFile({ world, parameters }: Call): File {
  const id = textOf(parameters, 'file_id');
  if (id === '') throw badRequest('file_id not specified');
  const file = world.files.withId(id);
  if (!file) throw badRequest('invalid file_id');
  if (file.bytes.length > MAX_DOWNLOAD_BYTES) throw badRequest('file is too big');
  return { file_id: file.id, file_unique_id: file.uniqueId, file_size: file.bytes.length, file_path: file.path };
}

function sendFile(call: Call, kind: StoredFile['kind']): Message {
  const caption = readCaption(call.parameters);
  const markup = readReplyMarkup(call.parameters);
  const file = readFile(call, kind);
  const room = writableRoom(call);
  return sendAsBot(call.world, room, { ...fileContent(file), ...captionContent(caption), ...replyContent(call, room) }, markup, call.parameters);
}

function readFile(call: Call, kind: StoredFile['kind']): StoredFile {
  const upload = uploadOf(call.parameters, kind);
  if (upload) {
    if (upload.bytes.length === 0) throw badRequest('file must be non-empty');
    if (upload.bytes.length > MAX_UPLOAD_BYTES) throw new ApiError(413, 'Request Entity Too Large');
    if (kind === 'photo') checkPhoto(upload.bytes);
    return call.world.files.add(kind, upload.name, upload.type, upload.bytes);
  }
  const given = textOf(call.parameters, kind);
  if (given === '') throw badRequest(`there is no ${kind} in the request`);
  if (/^https?:/i.test(given)) throw badRequest('failed to get HTTP URL content (the local preview opens no connection of its own)');
  const file = call.world.files.withId(given);
  if (!file) throw badRequest('wrong file identifier/HTTP URL specified');
  if (file.kind !== kind)
    throw badRequest(`can't use file of type ${file.kind === 'photo' ? 'Photo' : 'Document'} as ${kind === 'photo' ? 'Photo' : 'Document'}`);
  return file;
}

function checkPhoto(bytes: Buffer): void {
  if (bytes.length > MAX_PHOTO_BYTES) throw badRequest('file is too big');
  const size = readImageSize(bytes);
  if (!size || size.width < 1 || size.height < 1) throw badRequest('IMAGE_PROCESS_FAILED');
  const ratio = Math.max(size.width, size.height) / Math.min(size.width, size.height);
  if (size.width + size.height > MAX_PHOTO_SIDES || ratio > MAX_PHOTO_RATIO) throw badRequest('PHOTO_INVALID_DIMENSIONS');
}
