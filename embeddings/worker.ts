// The embedding process: answers one request after another (see messages.ts), the first of which names the model.
import { constants, setPriority } from 'node:os';
import { toPlain } from './errors.js';
import type { Answer, Request, Results } from './messages.js';
import { loadModel, type Model } from './model.js';

if (!process.send) throw new Error('starting embeddings/worker: a process started by openEmbedder expected, found none; use openEmbedder');

// Ctrl-C reaches the whole group: the program decides when its worker ends. Should the program die, the channel closes.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
process.on('disconnect', () => process.exit(0));

let model: Model;
process.on('message', (request: Request) => {
  void answerTo(request).then((answer) => {
    // Where the channel is closed, `disconnect` ends this process.
    process.send!(answer, undefined, undefined, () => undefined);
  });
});

async function answerTo(request: Request): Promise<Answer> {
  try {
    return { result: await resultOf(request) };
  } catch (error) {
    return { error: toPlain(error) };
  }
}

async function resultOf(request: Request): Promise<Results[Request['task']]> {
  switch (request.task) {
    case 'open':
      if (request.background) yieldProcessor();
      model = await loadModel(request.settings);
      return model.identity;
    case 'embed':
      return model.embed(request.text, request.kind);
    case 'count':
      return request.texts.map((text) => model.countTokens(text, request.kind));
  }
}

/** Before the model's threads start: they take over their maker's priority. Where it may not be lowered it shares the processor evenly. */
function yieldProcessor(): void {
  try {
    setPriority(constants.priority.PRIORITY_LOW);
  } catch {
    // It stays as it is.
  }
}
