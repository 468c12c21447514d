import { InputFile, Api } from 'grammy';
import type { Message } from 'grammy/types';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPreview, type ChatDoor, type Preview } from '../../../../bot/preview/index.js';
import { readImageSize } from '../../../../bot/preview/limits/image-size.js';
import { refusalOf, resultOf } from '../../../support/telegram.js';

let preview: Preview;
let chat: ChatDoor;
let api: Api;
beforeAll(async () => {
  preview = await startPreview();
  chat = preview.door.private();
  chat.send('bonjour');
  api = new Api(preview.token, { apiRoot: preview.apiRoot });
});
afterAll(() => preview.close());

const MEGABYTE = 1024 * 1024;
/** A PNG's head is all that is read: signature, then width and height. */
function png(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(40);
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(bytes);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

async function reason(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'ok',
    (error: unknown) => (error as Error).message.replace(/^Call to '\w+' failed! /, ''),
  );
}

describe('sending files', () => {
  test('by upload, then by its file_id, with the same bytes', async () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, index) => index));
    const message = await api.sendDocument(chat.id, new InputFile(bytes, 'Pièce n° 1 (été).bin'), { caption: 'légende' });
    expect(message).toMatchObject({ caption: 'légende', document: { file_name: 'Pièce n° 1 (été).bin', file_size: 256 } });
    const again = await api.sendDocument(chat.id, message.document.file_id);
    expect(again.document).toEqual(message.document);
    const { file_path } = await api.getFile(message.document.file_id);
    const downloaded = await fetch(`${preview.apiRoot}/file/bot${preview.token}/${file_path ?? ''}`);
    expect(Buffer.from(await downloaded.arrayBuffer()).equals(bytes)).toBe(true);
  });

  test.each<[string, () => Promise<unknown>, string]>([
    ['no document', () => resultOf(preview, 'sendDocument', { chat_id: chat.id }), 'sendDocument: Bad Request: there is no document in the request'],
    ['an unknown file_id', () => api.sendDocument(chat.id, 'BQACAgQ'), '(400: Bad Request: wrong file identifier/HTTP URL specified)'],
    [
      'a link',
      () => api.sendDocument(chat.id, 'https://example.org/a.pdf'),
      '(400: Bad Request: failed to get HTTP URL content (the local preview opens no connection of its own))',
    ],
    ['an empty file', () => api.sendDocument(chat.id, new InputFile(Buffer.alloc(0), 'a')), '(400: Bad Request: file must be non-empty)'],
    ['a caption of 1,024', () => api.sendDocument(chat.id, new InputFile(Buffer.from('a'), 'a'), { caption: 'x'.repeat(1024) }), 'ok'],
    [
      'a caption of 1,025',
      () => api.sendDocument(chat.id, new InputFile(Buffer.from('a'), 'a'), { caption: 'x'.repeat(1025) }),
      '(400: Bad Request: message caption is too long)',
    ],
    ['50 MB', () => api.sendDocument(chat.id, new InputFile(Buffer.alloc(50 * MEGABYTE, 1), 'a')), 'ok'],
    ['over 50 MB', () => api.sendDocument(chat.id, new InputFile(Buffer.alloc(50 * MEGABYTE + 1, 1), 'a')), '(413: Request Entity Too Large)'],
    ['far over 50 MB', () => api.sendDocument(chat.id, new InputFile(Buffer.alloc(60 * MEGABYTE, 1), 'a')), '(413: Request Entity Too Large)'],
    ['a photo', () => api.sendPhoto(chat.id, new InputFile(png(640, 480), 'a.png')), 'ok'],
    ['a text as photo', () => api.sendPhoto(chat.id, new InputFile(Buffer.from('no picture'), 'a.png')), '(400: Bad Request: IMAGE_PROCESS_FAILED)'],
    ['a photo too wide', () => api.sendPhoto(chat.id, new InputFile(png(9000, 1001), 'a.png')), '(400: Bad Request: PHOTO_INVALID_DIMENSIONS)'],
    ['a photo too thin', () => api.sendPhoto(chat.id, new InputFile(png(2100, 100), 'a.png')), '(400: Bad Request: PHOTO_INVALID_DIMENSIONS)'],
  ])('%s', async (_what, work, expected) => {
    expect(await reason(work())).toBe(expected);
  });

  test('a photo is no document', async () => {
    const photo = await api.sendPhoto(chat.id, new InputFile(png(640, 480), 'a.png'));
    expect(photo.photo[0]).toMatchObject({ width: 640, height: 480 });
    expect(await refusalOf(preview, 'sendDocument', { chat_id: chat.id, document: photo.photo[0]?.file_id })).toBe(
      "400 Bad Request: can't use file of type Photo as Document",
    );
  });
});

describe('getFile', () => {
  test('20 MB can be downloaded, more cannot', async () => {
    const small = chat.sendFile({ name: 'a', bytes: Buffer.alloc(20 * MEGABYTE) });
    const big = chat.sendFile({ name: 'b', bytes: Buffer.alloc(20 * MEGABYTE + 1) });
    const get = (message: Message) => refusalOf(preview, 'getFile', { file_id: message.document?.file_id });
    expect(await get(small)).toBe('ok');
    expect(await get(big)).toBe('400 Bad Request: file is too big');
    expect(await refusalOf(preview, 'getFile', {})).toBe('400 Bad Request: file_id not specified');
    expect(await refusalOf(preview, 'getFile', { file_id: 'x' })).toBe('400 Bad Request: invalid file_id');
  });

  test('the path of a file needs the token, and leads nowhere else', async () => {
    const message = chat.sendFile({ name: '../../etc/passwd.txt', bytes: Buffer.from('inside') });
    const { file_path } = await resultOf<{ file_path: string }>(preview, 'getFile', { file_id: message.document?.file_id });
    expect(file_path).toMatch(/^documents\/file_\d+\.txt$/);
    const status = async (path: string) => (await fetch(`${preview.apiRoot}${path}`)).status;
    expect(await status(`/file/bot${preview.token}/${file_path}`)).toBe(200);
    expect(await status(`/file/bot${preview.token}x/${file_path}`)).toBe(401);
    expect(await status(`/file/bot${preview.token}/..%2f..%2fpackage.json`)).toBe(404);
  });
});

test('the size of a JPEG is in its frame header, past the other segments', () => {
  const jpeg = Buffer.from('ffd8ffe000044a46ffc4000400ffffc0000b080100020001011100ffd9', 'hex');
  expect(readImageSize(jpeg)).toEqual({ width: 512, height: 256 });
  expect(readImageSize(Buffer.from('ffd8ffe0', 'hex'))).toBeNull();
});
