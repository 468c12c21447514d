import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { TextTooLongError } from '../../embeddings/embedder.js';
import { EmbedderClosedError, EmbedderProcessError, ModelError } from '../../embeddings/errors.js';
import { projectRoot } from '../../embeddings/project-root.js';
import { ProcessEmbedder } from '../../embeddings/process-embedder.js';
import { temporaryFolder } from '../support/folder.js';

const worker = join(projectRoot, 'test', 'support', 'obedient-worker.js');

async function start(behaviour = ''): Promise<{ embedder: ProcessEmbedder; deaths: () => number }> {
  const file = join(temporaryFolder(), 'deaths');
  const embedder = await ProcessEmbedder.start(worker, { model: file, prefixes: { question: behaviour, passage: '' }, allowDownload: false });
  onTestFinished(() => embedder.close());
  return { embedder, deaths: () => (existsSync(file) ? readFileSync(file).length : 0) };
}

const thrownBy = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'nothing thrown',
    (error: unknown) => error,
  );

describe('order', () => {
  test('questions go before waiting passages, counts between them, each kind in its own order', async () => {
    const { embedder } = await start();
    const done: string[] = [];
    await Promise.all([
      ...['p1', 'p2', 'p3'].map((text) => embedder.embed(text, 'passage').then(() => done.push(text))),
      embedder.countTokens(['a', 'bc'], 'passage').then((counts) => done.push(counts.join())),
      ...['q1', 'q2'].map((text) => embedder.embed(text, 'question').then(() => done.push(text))),
    ]);
    // p1 was already being embedded when the others came.
    expect(done).toEqual(['p1', 'q1', 'q2', '1,2', 'p2', 'p3']);
  });
});

describe('errors', () => {
  test('come back as what they are, and the next text goes on', async () => {
    const { embedder } = await start();
    const [tooLong, failed, fine] = await Promise.all([
      thrownBy(embedder.embed('too long', 'passage')),
      thrownBy(embedder.embed('fail', 'passage')),
      embedder.embed('four', 'passage'),
    ]);
    expect(tooLong).toBeInstanceOf(TextTooLongError);
    expect(tooLong).toMatchObject({ tokens: 10, maxTokens: 9 });
    expect(failed).toMatchObject({ message: 'failed', stack: 'there' });
    expect(fine.vector[0]).toBe(4);
  });

  test('a process that ends before its model is loaded is said to have', async () => {
    await expect(start('dies while loading')).rejects.toThrow(/a loaded model expected, found it ended \(exit code 4\)/);
  });
});

describe('a process that dies', () => {
  test.each(['die once', 'be killed'])('is started again and gets its texts again (%s)', async (how) => {
    const { embedder, deaths } = await start();
    const results = await Promise.all([
      embedder.embed('before', 'passage'),
      embedder.embed(how, 'passage'),
      embedder.embed('after', 'passage'),
      embedder.embed('and a question', 'question'),
    ]);
    expect(results.map(({ vector }) => vector[0])).toEqual([6, how.length, 5, 14]);
    expect(deaths()).toBe(1);
  });

  test('twice in a row is given up: what waits is rejected, nothing hangs, and the next text starts it again', async () => {
    const { embedder, deaths } = await start();
    const errors = await Promise.all(['die', 'waits'].map((text) => thrownBy(embedder.embed(text, 'passage'))));
    expect(deaths()).toBe(2);
    for (const error of errors) {
      expect(error).toBeInstanceOf(EmbedderProcessError);
      expect((error as Error).message).toContain('ended 2 times in a row (exit code 3)');
    }
    expect((await embedder.embed('again', 'passage')).vector[0]).toBe(5);
    // A job done in between makes the next death a first one again.
    expect(await thrownBy(embedder.embed('die', 'passage'))).toBeInstanceOf(EmbedderProcessError);
    expect(deaths()).toBe(4);
  });

  test('passes on why its model cannot be loaded again', async () => {
    const { embedder } = await start('fails to load again');
    const errors = await Promise.all(['die once', 'waits'].map((text) => thrownBy(embedder.embed(text, 'passage'))));
    for (const error of errors) expect(error).toEqual(new ModelError('the model is gone'));
  });

  test('does not come back with another model', async () => {
    const { embedder } = await start('changes');
    const error = await thrownBy(embedder.embed('die once', 'passage'));
    expect(error).toBeInstanceOf(ModelError);
    expect((error as Error).message).toContain('its files have changed');
  });
});

describe('close', () => {
  test('lets the text being embedded finish, rejects those that wait, and all that come later', async () => {
    const { embedder } = await start();
    const [first, second] = [embedder.embed('first', 'passage'), thrownBy(embedder.embed('second', 'question'))];
    const closed = embedder.close();
    expect(embedder.close()).toBe(closed);
    expect((await first).vector[0]).toBe(5);
    expect(await second).toBeInstanceOf(EmbedderClosedError);
    await closed;
    expect(await thrownBy(embedder.embed('later', 'passage'))).toBeInstanceOf(EmbedderClosedError);
    expect(await thrownBy(embedder.countTokens(['later'], 'passage'))).toBeInstanceOf(EmbedderClosedError);
  });

  test('rejects the text that its process dies of meanwhile', async () => {
    const { embedder } = await start();
    const error = thrownBy(embedder.embed('die', 'passage'));
    await embedder.close();
    expect(await error).toBeInstanceOf(EmbedderClosedError);
  });

  test('rejects what waits for a process that is still starting again', async () => {
    const { embedder, deaths } = await start('loads forever again');
    const errors = Promise.all(['die once', 'waits'].map((text) => thrownBy(embedder.embed(text, 'passage'))));
    // The second process has begun, and will never be ready.
    while (deaths() < 2) await new Promise(setImmediate);
    await embedder.close();
    for (const error of await errors) expect(error).toBeInstanceOf(EmbedderClosedError);
  });

  test('ends after the process was given up', async () => {
    const { embedder } = await start();
    await thrownBy(embedder.embed('die', 'passage'));
    await embedder.close();
    expect(await thrownBy(embedder.embed('later', 'passage'))).toBeInstanceOf(EmbedderClosedError);
  });
});
