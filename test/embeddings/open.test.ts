import { spawnSync, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Embedder } from '../../embeddings/embedder.js';
import { ModelError, openEmbedder, projectRoot, TextTooLongError } from '../../embeddings/index.js';
import { copyOfModel } from '../support/model-folder.js';

// The processes that were started, so that a test can end one from outside.
const workers = vi.hoisted((): ChildProcess[] => []);
vi.mock('node:child_process', async (original) => {
  const actual = await original<typeof import('node:child_process')>();
  const fork = (...given: [string, object]): ChildProcess => {
    const worker = actual.fork(...given);
    workers.push(worker);
    return worker;
  };
  return { ...actual, fork };
});

/** About 250 tokens, a passage of the usual length. */
const PASSAGE = 'Les forces de l’ordre ont fouillé plusieurs centaines de cellules au cours de la matinée, sous le contrôle du parquet. '.repeat(9);

let embedder: Embedder;
beforeAll(async () => {
  embedder = await openEmbedder({ allowDownload: false });
});
afterAll(() => embedder.close());

describe('openEmbedder', () => {
  test('opens the shipped model', () => {
    expect(embedder.model).toMatchObject({ name: 'embedded', dimensions: 384, maxTokens: 512 });
    expect(embedder.model.checksum).toMatch(/^[0-9a-f]{64}$/);
  });

  test('gives vectors and offsets, and errors of the right class', async () => {
    const { vector, tokens } = await embedder.embed('où ?', 'question');
    expect(vector).toBeInstanceOf(Float32Array);
    expect(tokens.offsets).toEqual(Uint32Array.of(0, 2, 3, 4));
    expect(tokens.vectors).toHaveLength(2 * 384);
    expect(await embedder.countTokens(['où ?', ''], 'question')).toEqual([7, 5]);
    await expect(embedder.embed('mot '.repeat(600), 'passage')).rejects.toBeInstanceOf(TextTooLongError);
  });

  test('leaves the event loop turning while passages are embedded', async () => {
    let turns = 0;
    let going = true;
    const turn = (): void => {
      turns++;
      if (going) setTimeout(turn);
    };
    setTimeout(turn);
    for (let k = 0; k < 20; k++) {
      const before = turns;
      await embedder.embed(`${k} ${PASSAGE}`, 'passage');
      // Computed here, a passage would let it turn once or twice.
      expect(turns - before).toBeGreaterThan(4);
    }
    going = false;
  });

  test('loses nothing when its process is killed, busy or idle', async () => {
    const expected = await embedder.embed(PASSAGE, 'passage');
    const busy = Promise.all([PASSAGE, 'Autre texte.', PASSAGE].map((text) => embedder.embed(text, 'passage')));
    workers.at(-1)!.kill('SIGKILL');
    const [first, , third] = await busy;
    expect(first).toEqual(expected);
    expect(third).toEqual(expected);

    const ended = new Promise((resolve) => workers.at(-1)!.once('exit', resolve));
    workers.at(-1)!.kill('SIGKILL');
    await ended;
    expect(await embedder.embed(PASSAGE, 'passage')).toEqual(expected);
    expect(workers).toHaveLength(3);
  });

  test('goes on when Ctrl-C reaches its process too', async () => {
    const waiting = embedder.embed(PASSAGE, 'passage');
    workers.at(-1)!.kill('SIGINT');
    expect((await waiting).vector).toHaveLength(384);
    await embedder.embed(PASSAGE, 'passage');
    expect(workers).toHaveLength(3);
  });

  test('takes halves of surrogate pairs', async () => {
    const { tokens } = await embedder.embed('a \uD83D b', 'passage');
    expect(tokens.offsets).toEqual(Uint32Array.of(0, 1, 2, 2, 2, 3, 4, 5));
  });

  test('says why a model cannot be opened', async () => {
    const folder = copyOfModel();
    rmSync(join(folder, 'tokenizer.json'));
    const error = await openEmbedder({ model: folder, allowDownload: false }).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(ModelError);
    expect((error as Error).message).toContain(`tokenizer.json expected in ${folder}, found none`);
  });

  test('works compiled, and does not keep a program from ending', () => {
    const { status, stdout } = program("const { vector } = await embedder.embed('Où ?', 'question'); console.log(vector.length, embedder.model.checksum);");
    expect(stdout.trim()).toBe(`384 ${embedder.model.checksum}`);
    expect(status).toBe(0);
  });

  test.each([
    ['process.exit(2)', 2, null],
    ["throw new Error('no luck')", 1, null],
    ["process.kill(process.pid, 'SIGKILL')", null, 'SIGKILL'],
  ])('lets a program end by %s while passages are embedded, with its own status, and ends with it', (ending, status, signal) => {
    const ended = program(`
      for (let k = 0; k < 9; k++) void embedder.embed(${JSON.stringify(PASSAGE)}, 'passage').catch(() => undefined);
      // The second passage is being embedded, and others wait.
      await embedder.embed(${JSON.stringify(PASSAGE)}, 'question');
      setImmediate(() => { ${ending} });
      await new Promise(() => undefined);`);
    // spawnSync comes back when all that hold standard error have ended: the worker too.
    expect(ended).toMatchObject({ status, signal });
  });
});

/** Runs a program that has an embedder of the compiled code. */
function program(body: string): { status: number | null; signal: string | null; stdout: string } {
  const index = pathToFileURL(join(projectRoot, 'dist', 'embeddings', 'index.js')).href;
  const code = `const { openEmbedder } = await import(${JSON.stringify(index)}); const embedder = await openEmbedder({ allowDownload: false }); ${body}`;
  return spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' });
}
