import { createServer } from 'node:http';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { TextTooLongError, type TextKind } from '../../embeddings/embedder.js';
import { ModelError } from '../../embeddings/errors.js';
import { loadModel, type Model } from '../../embeddings/model.js';
import { EMBEDDED_FOLDER } from '../../embeddings/model-files.js';
import { copyOfModel } from '../support/model-folder.js';
import { temporaryFolder } from '../support/folder.js';
import { hostileTexts } from '../support/texts.js';

let model: Model;
beforeAll(async () => {
  model = await loadModel({ allowDownload: false });
});

async function wordsOf(text: string, kind: TextKind): Promise<{ word: string; row: Float32Array }[]> {
  const { tokens } = await model.embed(text, kind);
  return Array.from({ length: tokens.offsets.length / 2 }, (_, k) => ({
    word: text.slice(tokens.offsets[2 * k], tokens.offsets[2 * k + 1]),
    row: tokens.vectors.subarray(k * 384, (k + 1) * 384),
  }));
}

const cosine = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, k) => sum + value * b[k]!, 0);

const angle = (a: Float32Array, b: Float32Array): number => cosine(a, b) / Math.sqrt(cosine(a, a) * cosine(b, b));

describe('embed', () => {
  // Cosines of an f32 graph made from the same weights; 7-bit weights stay within .005 of them.
  test.each([
    ["Les forces de l'ordre ont interpellé quarante-deux suspects lors de l'opération.", 0.8515],
    ['La recette de la tarte aux pommes demande du beurre et du sucre.', 0.7939],
    ['The police arrested forty-two suspects.', 0.8041],
  ])('finds %j as near as the full model does', async (passage, expected) => {
    const question = await model.embed('combien de personnes ont été interpellées ?', 'question');
    const { vector } = await model.embed(passage, 'passage');
    expect(Math.abs(cosine(question.vector, vector) - expected)).toBeLessThan(0.005);
  });

  test('gives unit vectors, and the last hidden state of the text’s own tokens', async () => {
    const text = 'Combien de cellules ont été fouillées ?';
    const { vector, tokens } = await model.embed(text, 'question');
    expect(vector).toHaveLength(384);
    expect(cosine(vector, vector)).toBeCloseTo(1, 5);
    expect(tokens.vectors).toHaveLength((tokens.offsets.length / 2) * 384);
    expect(Array.from({ length: tokens.offsets.length / 2 }, (_, k) => text.slice(tokens.offsets[2 * k], tokens.offsets[2 * k + 1])).join('')).toBe(
      text.replaceAll(' ', ''),
    );
  });

  test('puts each token’s vector at its token: "prison" is nearest to "prisons" in another text', async () => {
    const here = await wordsOf('La police a fouillé la prison de Marseille hier matin.', 'passage');
    const there = await wordsOf('Dans les prisons, des détenus ont un téléphone.', 'passage');
    const prisons = there.find(({ word }) => word.startsWith('prison'))!;
    const nearest = here.reduce((best, one) => (angle(one.row, prisons.row) > angle(best.row, prisons.row) ? one : best));
    expect(nearest.word).toBe('prison');
  });

  test('gives the same values each time, whatever was embedded before', async () => {
    const first = await model.embed('La fouille du 20 mai 2025.', 'passage');
    await model.embed('Autre chose.', 'question');
    const second = await model.embed('La fouille du 20 mai 2025.', 'passage');
    expect(second).toEqual(first);
  });

  test('tells questions from passages', async () => {
    const question = await model.embed('La fouille du 20 mai 2025.', 'question');
    const passage = await model.embed('La fouille du 20 mai 2025.', 'passage');
    expect(cosine(question.vector, passage.vector)).toBeLessThan(0.99);
  });

  test('takes any text at all', async () => {
    for (const text of hostileTexts) {
      const { vector, tokens } = await model.embed(text, 'passage');
      expect(cosine(vector, vector), JSON.stringify(text)).toBeCloseTo(1, 5);
      expect(tokens.vectors).toHaveLength(tokens.offsets.length * 192);
    }
  });

  test('takes 512 tokens and refuses 513, cutting nothing', async () => {
    // "query: " and the special tokens are 5; « mot » is one token.
    const full = Array.from({ length: 507 }, () => 'mot').join(' ');
    expect(model.countTokens(full, 'question')).toBe(512);
    expect((await model.embed(full, 'question')).tokens.offsets).toHaveLength(2 * 507);
    const error = await model.embed(`${full} mot`, 'question').then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(TextTooLongError);
    expect(error).toMatchObject({ tokens: 513, maxTokens: 512 });
  });
});

describe('countTokens', () => {
  test('counts prefix and special tokens, of any text', async () => {
    expect(model.countTokens('', 'question')).toBe(5);
    for (const text of hostileTexts) {
      const { tokens } = await model.embed(text, 'question');
      expect(model.countTokens(text, 'question')).toBe(5 + tokens.offsets.length / 2);
    }
  });

  test('takes 100,000 characters without a space', () => {
    expect(model.countTokens('ab'.repeat(50_000), 'passage')).toBeGreaterThan(10_000);
    expect(model.countTokens('\uD83D'.repeat(100_000), 'passage')).toBeLessThan(10);
    expect(model.countTokens('e\u0301'.repeat(50_000), 'passage')).toBeGreaterThan(10_000);
  });
});

describe('another model', () => {
  test('is a folder, with prefixes and pooling as settings; each changes vectors and checksum', async () => {
    const folder = copyOfModel();
    const plain = await loadModel({ model: folder, allowDownload: false });
    expect(plain.identity).toMatchObject({ name: folder, dimensions: 384, maxTokens: 512 });
    expect(plain.countTokens('mot', 'question')).toBe(3);
    const prefixed = await loadModel({ model: folder, prefixes: { question: 'query: ', passage: 'passage: ' }, allowDownload: false });
    const first = await loadModel({ model: folder, pooling: 'cls', allowDownload: false });
    const text = 'Une opération dans les prisons.';
    const [a, b, c, shipped] = await Promise.all([plain, prefixed, first, model].map(async (one) => (await one.embed(text, 'passage')).vector));
    expect(b).toEqual(shipped);
    expect(cosine(a!, b!)).toBeLessThan(0.999);
    expect(cosine(a!, c!)).toBeLessThan(0.999);
    expect(prefixed.identity.checksum).toBe(model.identity.checksum);
    expect(new Set([plain, prefixed, first].map((one) => one.identity.checksum)).size).toBe(3);
  });

  test('is refused when its files are of another kind', async () => {
    const folder = copyOfModel();
    rmSync(join(folder, 'checksums.json'));
    writeFileSync(join(folder, 'onnx/model_quantized.onnx'), 'no graph');
    await expect(loadModel({ model: folder, allowDownload: false })).rejects.toThrow(/an encoder that ONNX Runtime 1.14 can run expected in .*model, found/);
    writeFileSync(join(folder, 'tokenizer.json'), 'no json');
    await expect(loadModel({ model: folder, allowDownload: false })).rejects.toThrow(ModelError);
  });
});

describe('a hub’s model', () => {
  test('is fetched once, when downloads are allowed, and only then', async () => {
    const asked: string[] = [];
    const hub = createServer((request, response) => {
      const file = /^\/owner\/name\/resolve\/main\/(.+)$/.exec(request.url ?? '')?.[1];
      asked.push(file ?? `?${request.url ?? ''}`);
      const place = join(EMBEDDED_FOLDER, file ?? '-');
      if (existsSync(place)) response.end(readFileSync(place));
      else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => hub.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      hub.close();
    });
    const settings = {
      model: 'owner/name',
      hubAddress: `http://127.0.0.1:${(hub.address() as AddressInfo).port}/`,
      downloads: temporaryFolder(),
      prefixes: { question: 'query: ', passage: 'passage: ' },
    };

    await expect(loadModel({ ...settings, allowDownload: false })).rejects.toThrow(/found neither; give a folder or allow downloads/);
    expect(asked).toEqual([]);

    const fetched = await loadModel({ ...settings, allowDownload: true });
    expect(asked.sort()).toEqual(['config.json', 'onnx/model_quantized.onnx', 'tokenizer.json', 'tokenizer_config.json']);
    expect(fetched.identity).toMatchObject({ name: 'owner/name', checksum: model.identity.checksum });

    asked.length = 0;
    await loadModel({ ...settings, allowDownload: false });
    expect(asked).toEqual([]);

    await expect(loadModel({ ...settings, model: 'owner/unknown', allowDownload: true })).rejects.toThrow(
      /fetching the model owner\/unknown from http:\/\/127/,
    );
  });
});
