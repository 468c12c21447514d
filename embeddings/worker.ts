// The embedding process: loads the model that its first message names, then does one job after another.
import { constants, setPriority } from 'node:os';
import { toPlain } from './errors.js';
import type { FromWorker, Job, ToWorker } from './messages.js';
import { loadModel, type Model } from './model.js';
import type { EmbedderSettings } from './settings.js';

if (!process.send) throw new Error('starting embeddings/worker: a process started by openEmbedder expected, found none; use openEmbedder');

// Ctrl-C reaches the whole group: the program decides when its worker ends. Should the program die, the channel closes.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
process.on('disconnect', () => process.exit(0));

let model: Model;
let doing = Promise.resolve();
process.on('message', (message: ToWorker) => {
  doing = doing.then(async () => {
    if (message === 'close') process.disconnect();
    else if ('open' in message) await open(message.open, message.background ?? false);
    else await answer(message);
  });
});

function send(message: FromWorker): void {
  // Where the channel is closed, `disconnect` ends this process.
  process.send!(message, undefined, undefined, () => undefined);
}

async function open(settings: EmbedderSettings, background: boolean): Promise<void> {
  // Before the model's threads start: they take over their maker's priority. Where it may not be lowered it stays.
  try {
    if (background) setPriority(constants.priority.PRIORITY_LOW);
  } catch {
    // Then it shares the processor evenly.
  }
  try {
    model = await loadModel(settings);
    send({ ready: model.identity });
  } catch (error) {
    send({ failed: toPlain(error) });
    process.disconnect();
  }
}

async function answer({ id, ...job }: { readonly id: number } & Job): Promise<void> {
  try {
    send({ id, result: job.task === 'count' ? job.texts.map((text) => model.countTokens(text, job.kind)) : await model.embed(job.text, job.kind) });
  } catch (error) {
    send({ id, error: toPlain(error) });
  }
}
