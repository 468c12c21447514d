// Stands in for embeddings/worker in the tests of its process: answers at once, and dies, fails or waits when a text says so.
// The setting `model` names a file that it writes in, so that it knows after its death that it has died before.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';

let deathsFile;
let deaths = 0;
process.on('disconnect', () => process.exit(0));
process.on('message', (request) => {
  if (request.task === 'open') open(request.settings);
  else answer(request);
});

function open({ model, prefixes }) {
  deathsFile = model;
  deaths = existsSync(model) ? readFileSync(model, 'utf8').length : 0;
  const behaviour = prefixes.question;
  if (behaviour === 'dies while loading') process.exit(4);
  if (behaviour === 'loads forever again' && deaths > 0) {
    appendFileSync(deathsFile, 'x');
    return;
  }
  if (behaviour === 'fails to load again' && deaths > 0) process.send({ error: { name: 'ModelError', message: 'the model is gone', tooLong: null } });
  else process.send({ result: { name: 'obedient', checksum: behaviour === 'changes' ? `c${deaths}` : 'c', dimensions: 1, maxTokens: 9 } });
}

function answer({ task, text, texts }) {
  if (task === 'count') process.send({ result: texts.map((one) => one.length) });
  else if (text === 'die' || (text === 'die once' && deaths === 0)) die(() => process.exit(3));
  else if (text === 'be killed' && deaths === 0) die(() => process.kill(process.pid, 'SIGKILL'));
  else if (text === 'too long') process.send({ error: { name: 'TextTooLongError', message: '', tooLong: { tokens: 10, maxTokens: 9 } } });
  else if (text === 'fail') process.send({ error: { name: 'Error', message: 'failed', stack: 'there', tooLong: null } });
  else process.send({ result: { vector: Float32Array.of(text.length), tokens: { vectors: new Float32Array(0), offsets: new Uint32Array(0) } } });
}

function die(how) {
  appendFileSync(deathsFile, 'x');
  how();
}
