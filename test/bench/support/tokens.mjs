import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sentencePieceCutter } from '../../../dist/embeddings/sentencepiece.js';
import { tokenize } from '../../../dist/embeddings/tokens.js';

/** The ids of a passage as the embedding process gives them to the network. */
export async function loadModelTokens(folder) {
  const cutter = sentencePieceCutter(JSON.parse(readFileSync(join(folder, 'tokenizer.json'), 'utf8')));
  return (text) => tokenize('passage: ', text, cutter).ids;
}
