import { createHash } from 'node:crypto';
import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ModelError } from '../../embeddings/errors.js';
import { EMBEDDED_FOLDER, isComplete, locate, readModelFiles } from '../../embeddings/model-files.js';
import { projectRoot } from '../../embeddings/project-root.js';
import { copyOfModel } from '../support/model-folder.js';
import { temporaryFolder } from '../support/folder.js';

const GRAPH = 'onnx/model_quantized.onnx';

describe('the shipped model', () => {
  const sums = JSON.parse(readFileSync(join(EMBEDDED_FOLDER, 'checksums.json'), 'utf8')) as Record<string, string>;

  test('is the one that was built: every file has the sum that its README gives', () => {
    const readme = readFileSync(join(projectRoot, 'embeddings', 'model', 'README.md'), 'utf8');
    for (const file of ['LICENSE', 'config.json', GRAPH, 'tokenizer.json', 'tokenizer_config.json']) {
      const bytes = readFileSync(join(EMBEDDED_FOLDER, file));
      const sum = createHash('sha256').update(bytes).digest('hex');
      expect(sums[file]).toBe(sum);
      expect(readme).toContain(`| \`${file}\` | ${bytes.length.toLocaleString('en')} | \`${sum}\` |`);
    }
    expect(Object.keys(sums)).toHaveLength(5);
  });

  test('is read whole, with the sum of each file that its vectors depend on', async () => {
    const { bytes, checksums, graph } = await readModelFiles('embedded', EMBEDDED_FOLDER);
    expect(graph).toBe(GRAPH);
    expect(bytes.get(GRAPH)).toHaveLength(47_386_053);
    expect(Object.fromEntries(checksums)).toEqual({ ...sums, LICENSE: undefined });
  });
});

describe('readModelFiles', () => {
  test.each([GRAPH, 'tokenizer.json', 'config.json', 'LICENSE'])('refuses a damaged %s, naming it and both sums', async (file) => {
    const folder = copyOfModel();
    const bytes = readFileSync(join(folder, file));
    bytes[Math.floor(bytes.length / 2)]! ^= 1;
    writeFileSync(join(folder, file), bytes);
    const error = await failure(readModelFiles('embedded', folder));
    expect(error.message).toContain(join(folder, file));
    expect(error.message).toMatch(/with SHA-256 [0-9a-f]{64} expected, found [0-9a-f]{64} .*damaged; fetch the project again/);
  });

  test('refuses a file cut short', async () => {
    const folder = copyOfModel();
    truncateSync(join(folder, GRAPH), 1_000_000);
    expect((await failure(readModelFiles('embedded', folder))).message).toContain('(1000000 bytes)');
  });

  test.each([GRAPH, 'tokenizer.json', 'tokenizer_config.json', 'config.json', 'checksums.json'])('says that %s is missing', async (file) => {
    const folder = copyOfModel();
    rmSync(join(folder, file));
    expect((await failure(readModelFiles('embedded', folder))).message).toMatch(`${file} expected in ${folder}, found none`);
  });

  test('refuses a list of sums that leaves a file out, or is no JSON', async () => {
    const folder = copyOfModel();
    writeFileSync(join(folder, 'checksums.json'), '{}');
    expect((await failure(readModelFiles('embedded', folder))).message).toContain('a checksum of config.json expected');
    writeFileSync(join(folder, 'checksums.json'), '{');
    expect((await failure(readModelFiles('embedded', folder))).message).toContain('JSON expected');
  });

  test('asks no sums of a model of the user’s own, but heeds them where they are', async () => {
    const folder = copyOfModel();
    writeFileSync(join(folder, 'config.json'), '{}');
    await failure(readModelFiles(folder, folder));
    rmSync(join(folder, 'checksums.json'));
    expect((await readModelFiles(folder, folder)).checksums.size).toBe(4);
  });
});

describe('locate', () => {
  test('takes nothing for the shipped model, a folder for itself, owner/name for a hub’s', () => {
    expect(locate(undefined)).toEqual({ name: 'embedded', folder: EMBEDDED_FOLDER });
    const folder = temporaryFolder();
    expect(locate(folder)).toEqual({ name: folder, folder });
    expect(locate('Xenova/multilingual-e5-base')).toEqual({ name: 'Xenova/multilingual-e5-base', hub: true });
  });

  test.each(['', 'no-such-folder', '/no/such/folder', './no/such', 'a/b/c', 'https://example.org/model'])('refuses %j', (model) => {
    expect(() => locate(model)).toThrow(ModelError);
  });

  test('knows whether a folder holds a whole model', () => {
    expect(isComplete(EMBEDDED_FOLDER)).toBe(true);
    expect(isComplete(temporaryFolder())).toBe(false);
  });
});

async function failure(promise: Promise<unknown>): Promise<ModelError> {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ModelError);
  return error as ModelError;
}
