import { join } from 'node:path';
import type { PreTrainedModel } from '@xenova/transformers';
import { anyCutter } from './any-tokenizer.js';
import { TextTooLongError, type Embedding, type ModelIdentity, type TextKind } from './embedder.js';
import { ModelError } from './errors.js';
import { download, importLibrary, loadNetwork, loadTokenizer, readFromMemory, type Library } from './library.js';
import { CONFIG, locate, parseJson, readModelFiles, sha256, TOKENIZER, TOKENIZER_CONFIG, type ModelFiles } from './model-files.js';
import { sentencePieceCutter, type TokenizerFile } from './sentencepiece.js';
import { E5_PREFIXES, EMBEDDED, NO_PREFIXES, type EmbedderSettings, type Pooling } from './settings.js';
import { countTokens, remembering, tokenize, type WordCutter } from './tokens.js';

/** A loaded model. It computes on the calling thread, and a thread loads one at a time: see `openEmbedder` for the one to use. */
export interface Model {
  readonly identity: ModelIdentity;
  /** @throws {TextTooLongError} when the text has more tokens than the model takes. */
  embed(text: string, kind: TextKind): Promise<Embedding>;
  countTokens(text: string, kind: TextKind): number;
}

/** What is read of a model's config.json and tokenizer_config.json. */
interface Config {
  readonly hidden_size?: number;
  readonly dim?: number;
  readonly d_model?: number;
  readonly model_type?: string;
  readonly max_position_embeddings?: number;
  readonly model_max_length?: number;
}

/**
 * Loads a model and checks its files.
 * @throws {ModelError} when it cannot be loaded, saying why.
 */
export async function loadModel(settings: EmbedderSettings): Promise<Model> {
  // Importing the library takes as long as reading and checking the files: both at once.
  const importing = importLibrary();
  const place = locate(settings.model);
  const folder = 'folder' in place ? place.folder : await download(await importing, place.name, settings);
  const files = await readModelFiles(place.name, folder);
  const config = parseJson(files.bytes.get(CONFIG)!, join(folder, CONFIG)) as Config;
  const tokenizerConfig = parseJson(files.bytes.get(TOKENIZER_CONFIG)!, join(folder, TOKENIZER_CONFIG)) as Config;
  const tokenizerFile = parseJson(files.bytes.get(TOKENIZER)!, join(folder, TOKENIZER)) as TokenizerFile;

  const library = await importing;
  readFromMemory(library, files);
  const cutter = remembering(sentencePieceCutter(tokenizerFile) ?? anyCutter(await loadTokenizer(library, files), place.name));
  const network = await loadNetwork(library, files);
  files.bytes.clear();

  const prefixes = settings.prefixes ?? (place.name === EMBEDDED ? E5_PREFIXES : NO_PREFIXES);
  const pooling = settings.pooling ?? 'mean';
  const dimensions = config.hidden_size ?? config.dim ?? config.d_model;
  if (dimensions === undefined) throw new ModelError(`loading the model ${place.name}: hidden_size expected in ${CONFIG}, found none; choose an encoder model`);
  const identity: ModelIdentity = {
    name: place.name,
    checksum: await identityChecksum(files, prefixes, pooling),
    dimensions,
    maxTokens: maxTokensOf(config, tokenizerConfig),
  };
  return modelOf(library, network, cutter, prefixes, pooling, identity);
}

function modelOf(
  { Tensor }: Library,
  network: PreTrainedModel,
  cutter: WordCutter,
  prefixes: Readonly<Record<TextKind, string>>,
  pooling: Pooling,
  identity: ModelIdentity,
): Model {
  const { dimensions, maxTokens } = identity;
  return {
    identity,
    countTokens: (text, kind) => countTokens(prefixes[kind], text, cutter),
    async embed(text, kind) {
      const { ids, first, offsets } = tokenize(prefixes[kind], text, cutter);
      if (ids.length > maxTokens) throw new TextTooLongError(ids.length, maxTokens);
      // One text at a time: the activations' scale is worked out over the whole input, so a neighbour would change the vectors.
      const shape = [1, ids.length];
      const output = (await network({
        input_ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), shape),
        attention_mask: new Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape),
      })) as { readonly last_hidden_state?: { readonly data: Float32Array } };
      const states = output.last_hidden_state?.data;
      if (states?.length !== ids.length * dimensions) {
        throw new ModelError(
          `embedding with the model ${identity.name}: last_hidden_state of ${ids.length} × ${dimensions} values expected, found ${states?.length ?? 'none'}; choose an encoder model`,
        );
      }
      return {
        vector: unit(pooling === 'mean' ? meanOf(states, dimensions) : Float64Array.from(states.subarray(0, dimensions))),
        tokens: { vectors: states.slice(first * dimensions, (first + offsets.length / 2) * dimensions), offsets },
      };
    },
  };
}

/** Mean of the rows; every token counts, since nothing is padded. */
function meanOf(rows: Float32Array, dimensions: number): Float64Array {
  const mean = new Float64Array(dimensions);
  for (let at = 0; at < rows.length; at += dimensions) {
    for (let k = 0; k < dimensions; k++) mean[k]! += rows[at + k]!;
  }
  return mean.map((sum) => (sum * dimensions) / rows.length);
}

function unit(values: Float64Array): Float32Array {
  const length = Math.hypot(...values);
  return Float32Array.from(values, (value) => (length > 0 ? value / length : 0));
}

function identityChecksum({ checksums }: ModelFiles, prefixes: Readonly<Record<TextKind, string>>, pooling: Pooling): Promise<string> {
  const parts = [[...checksums].sort(([a], [b]) => (a < b ? -1 : 1)), prefixes.question, prefixes.passage, pooling];
  return sha256(new TextEncoder().encode(JSON.stringify(parts)));
}

/** RoBERTa and its kin count positions from 2 (`padding_idx + 1`), so two of them are never used. */
const COUNTED_FROM_TWO = /^(?:roberta|xlm-roberta|camembert|mpnet)$/;
/** Without any figure in its files: what BERT takes. */
const USUAL_MAX_TOKENS = 512;

function maxTokensOf(config: Config, tokenizerConfig: Config): number {
  const positions = config.max_position_embeddings ?? Infinity;
  const usable = COUNTED_FROM_TWO.test(config.model_type ?? '') ? positions - 2 : positions;
  // Where it says nothing, the tokenizer's configuration holds 10^30.
  const limit = Math.min(usable, tokenizerConfig.model_max_length ?? Infinity);
  return limit > 1e9 ? USUAL_MAX_TOKENS : limit;
}
