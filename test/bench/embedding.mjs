import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sentencePieceCutter } from '../../dist/embeddings/sentencepiece.js';
import { tokenize } from '../../dist/embeddings/tokens.js';
import { interleaved, median, medianRatio } from './support/measure.mjs';

export const title = 'Embedding passages';

/** Texts a second through the embedding process against the same network run bare on the same texts. */
export async function run({ embedder, source, short }) {
  const require = createRequire(import.meta.url);
  const { InferenceSession, Tensor } = require('onnxruntime-node');
  const folder = fileURLToPath(new URL('../../embeddings/model/multilingual-e5-small', import.meta.url));
  const session = await InferenceSession.create(join(folder, 'onnx', 'model_quantized.onnx'));
  const cutter = sentencePieceCutter(JSON.parse(readFileSync(join(folder, 'tokenizer.json'), 'utf8')));
  const texts = source.texts.slice(0, short ? 12 : 40);
  const feeds = texts.map((text) => {
    // As the embedding process gives them to the network.
    const { ids } = tokenize('passage: ', text, cutter);
    return {
      input_ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length]),
      attention_mask: new Tensor('int64', new BigInt64Array(ids.length).fill(1n), [1, ids.length]),
    };
  });
  const feedOf = (turn) => ({
    ...feeds[turn % feeds.length],
    ...(session.inputNames.includes('token_type_ids') && {
      token_type_ids: new Tensor('int64', new BigInt64Array(feeds[turn % feeds.length].input_ids.data.length), feeds[turn % feeds.length].input_ids.dims),
    }),
  });
  const order = Array.from({ length: short ? 2 : 3 }, () => texts).flat();
  const [ours, bare] = await interleaved([(text) => embedder.embed(text, 'passage'), (_, turn) => session.run(feedOf(turn))], order);
  const count = feeds.reduce((sum, { input_ids: { data } }) => sum + data.length, 0) / feeds.length;
  return [
    {
      measure: 'tokens/s',
      ours: (count / median(ours)) * 1000,
      bare: (count / median(bare)) * 1000,
      against: 'ONNX Runtime alone, same threads',
      ratio: medianRatio(bare, ours),
      target: { atLeast: 0.95 },
      floor: { atLeast: 0.6 },
    },
  ];
}
