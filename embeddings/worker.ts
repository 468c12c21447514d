// The embedding thread: loads the model that workerData names, then does one job after another.
// ONNX Runtime blocks the thread it runs on; here it blocks nobody else.
import { parentPort, workerData } from 'node:worker_threads';
import { toPlain } from './errors.js';
import type { FromThread, Job, ToThread } from './messages.js';
import { loadModel, type Model } from './model.js';
import type { EmbedderSettings } from './settings.js';

if (!parentPort) throw new Error('starting embeddings/worker: a worker thread expected, found the main one; use openEmbedder');
const port = parentPort;

const send = (message: FromThread, moved: ArrayBuffer[] = []): void => {
  port.postMessage(message, moved);
};

// Messages that come while the model loads wait in the port; each job is done before the next is asked for.
let doing: Promise<void> = open().then(
  (model) => {
    port.on('message', (message: ToThread) => {
      doing = doing.then(() => {
        if (message !== 'close') return answer(model, message);
        end();
        return undefined;
      });
    });
  },
  (error: unknown) => {
    send({ failed: toPlain(error) });
    end();
  },
);

async function open(): Promise<Model> {
  const model = await loadModel(workerData as EmbedderSettings);
  send({ ready: model.identity });
  return model;
}

async function answer(model: Model, { id, ...job }: { readonly id: number } & Job): Promise<void> {
  try {
    if (job.task === 'count') {
      send({ id, result: job.texts.map((text) => model.countTokens(text, job.kind)) });
      return;
    }
    const embedding = await model.embed(job.text, job.kind);
    const { vector, tokens } = embedding;
    send({ id, result: embedding }, [vector, tokens.vectors, tokens.offsets].map((values) => values.buffer as ArrayBuffer));
  } catch (error) {
    send({ id, error: toPlain(error) });
  }
}

function end(): void {
  port.close();
}
