import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { systemCode } from '../../retrieval/errors.js';

/** Largest file that a bot may fetch from Telegram (https://core.telegram.org/bots/api#getfile). */
export const DOWNLOAD_LIMIT_BYTES = 20 * 1024 * 1024;

/** How long a download may take: 20 MB at 1.5 Mbit/s, doubled. */
const DOWNLOAD_MILLISECONDS = 240_000;

/**
 * Brings a file to the disk.
 * @param filePath as `getFile` gives it
 * @throws an error without the address, which holds the token
 */
export type Download = (filePath: string, to: string) => Promise<void>;

/** Downloads from `<root>/file/bot<token>/<path>`. (@grammyjs/files keeps the token in its URLs and fails on an http:// root.) */
export function createDownload(apiRoot: string, token: string): Download {
  return async (filePath, to) => {
    await mkdir(dirname(to), { recursive: true });
    let bytes = 0;
    try {
      const address = `${apiRoot}/file/bot${token}/${filePath.split('/').map(encodeURIComponent).join('/')}`;
      const response = await fetch(address, { signal: AbortSignal.timeout(DOWNLOAD_MILLISECONDS), redirect: 'error' });
      if (!response.ok || response.body === null) throw new DownloadError(`status ${response.status}`);
      const counted = async function* (chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
        for await (const chunk of chunks) {
          bytes += chunk.length;
          // Telegram's word on the size is not trusted with our disk.
          if (bytes > DOWNLOAD_LIMIT_BYTES) throw new DownloadError(`more than ${DOWNLOAD_LIMIT_BYTES} bytes`);
          yield chunk;
        }
      };
      await pipeline(response.body, counted, createWriteStream(to, { mode: 0o600 }));
    } catch (error) {
      await rm(to, { force: true });
      const found = error instanceof DownloadError ? error.message : (systemCode(error) ?? (error instanceof Error ? error.name : 'a failure'));
      throw new Error(`fetching a file from Telegram: a file of at most ${DOWNLOAD_LIMIT_BYTES} bytes expected, found ${found}; send it again`);
    }
  };
}

class DownloadError extends Error {}
