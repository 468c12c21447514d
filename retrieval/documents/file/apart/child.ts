// The reading process: one file at a time, as the parent asks; it ends with the parent.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { NotReadable, type PartRead } from '../reader.js';
import type { FromReader, ToReader } from './messages.js';
import { readBytes } from '../read-bytes.js';

const say = (message: FromReader): void => {
  process.send?.(message);
};

// Memory outside of V8's heap (buffers, WebAssembly) has no limit of its own: a thread looks at the whole and ends the process.
// From a string: the same code runs compiled or not.
const watch = `const { workerData } = require('node:worker_threads');
setInterval(() => { if (process.memoryUsage.rss() > workerData) process.kill(process.pid, 'SIGKILL'); }, 100);`;
const memory = Number(process.argv[2]) * 1024 * 1024;
new Worker(watch, { eval: true, workerData: memory, stdin: false }).unref();

// Ctrl-C reaches the whole group: the program decides when its reader ends.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit(0));
// Libraries that let a promise go after the answer was given must not end what comes next.
process.on('unhandledRejection', () => undefined);

process.on('message', (message: ToReader) => {
  void answer(message);
});

async function answer({ id, format, name, source, limits }: ToReader): Promise<void> {
  try {
    const bytes = 'path' in source ? new Uint8Array(await readFile(source.path)) : source.bytes;
    const hash = createHash('sha256').update(bytes).digest('hex');
    const onPicture = (picture: PartRead): void => {
      say({ id, picture });
    };
    say({ id, result: await readBytes(bytes, format, name, { limits, onPicture }), hash });
  } catch (error) {
    say({ id, refused: error instanceof NotReadable ? error.reason : { code: 'reader-failed', detail: inShort(error) } });
  }
}

function inShort(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/gu, ' ').slice(0, 160);
}
