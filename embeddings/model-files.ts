import { webcrypto } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ModelError } from './errors.js';
import { projectRoot } from './project-root.js';
import { EMBEDDED } from './settings.js';

export const CONFIG = 'config.json';
export const TOKENIZER = 'tokenizer.json';
export const TOKENIZER_CONFIG = 'tokenizer_config.json';
/** As @xenova/transformers looks for them, the quantised one first. */
const GRAPHS = ['onnx/model_quantized.onnx', 'onnx/model.onnx'] as const;
const CHECKSUMS = 'checksums.json';

/** The shipped model's folder (see its README for how it is made). */
export const EMBEDDED_FOLDER = join(projectRoot, 'embeddings', 'model', 'multilingual-e5-small');

/** Where a model is to be loaded from. */
export type ModelPlace = { readonly name: string; readonly folder: string } | { readonly name: string; readonly hub: true };

/** A model's files, read whole and found right. */
export interface ModelFiles {
  readonly name: string;
  readonly folder: string;
  /** Name of the file that holds the graph. */
  readonly graph: string;
  readonly bytes: Map<string, Uint8Array<ArrayBuffer>>;
  /** SHA-256 (hex) of each file that the vectors depend on. */
  readonly checksums: ReadonlyMap<string, string>;
}

/** Understands the setting: nothing is the shipped model, a folder is itself, `owner/name` is a hub's. */
export function locate(model: string | undefined): ModelPlace {
  if (model === undefined) return { name: EMBEDDED, folder: EMBEDDED_FOLDER };
  if (statSync(model, { throwIfNoEntry: false })?.isDirectory()) return { name: model, folder: resolve(model) };
  if (/^[\w.-]+\/[\w.-]+$/.test(model) && !model.startsWith('.')) return { name: model, hub: true };
  throw new ModelError(`loading the model ${model}: a folder that exists or a hub name (owner/name) expected, found neither; check the path`);
}

/** Whether a folder holds all that a model needs. */
export function isComplete(folder: string): boolean {
  return [CONFIG, TOKENIZER, TOKENIZER_CONFIG].every((file) => existsSync(join(folder, file))) && graphIn(folder) !== undefined;
}

/**
 * Reads a model's files and, where the folder has a checksums.json, compares each with it. The bytes that were checked are the
 * bytes that get loaded.
 * @throws {ModelError} when a file is missing or differs.
 */
export async function readModelFiles(name: string, folder: string): Promise<ModelFiles> {
  const mend = name === EMBEDDED ? 'fetch the project again (git checkout, or a fresh clone)' : 'fetch that model again';
  const graph = graphIn(folder) ?? GRAPHS[0];
  const needed = [CONFIG, TOKENIZER, TOKENIZER_CONFIG, graph];
  const expected = await expectedSums();
  for (const file of needed) {
    if (expected && !(file in expected))
      throw new ModelError(`checking the model ${name}: a checksum of ${file} expected in ${CHECKSUMS}, found none; ${mend}`);
  }

  const bytes = new Map<string, Uint8Array<ArrayBuffer>>();
  const checksums = new Map<string, string>();
  const all = [...new Set([...needed, ...Object.keys(expected ?? {})])];
  await Promise.all(
    all.map(async (file) => {
      const data = await read(file);
      const sum = await sha256(data);
      const right = expected?.[file];
      if (right !== undefined && right !== sum) {
        throw new ModelError(
          `checking the model ${name}: ${join(folder, file)} with SHA-256 ${right} expected, found ${sum} (${data.length} bytes): the file is damaged; ${mend}`,
        );
      }
      if (!needed.includes(file)) return;
      bytes.set(file, data);
      checksums.set(file, sum);
    }),
  );
  return { name, folder, graph, bytes, checksums };

  async function read(file: string): Promise<Uint8Array<ArrayBuffer>> {
    try {
      return await readFile(join(folder, file));
    } catch (error) {
      throw new ModelError(`loading the model ${name}: ${file} expected in ${folder}, found none that can be read (${(error as Error).message}); ${mend}`);
    }
  }

  async function expectedSums(): Promise<Readonly<Record<string, string>> | null> {
    // Only the shipped model must have them: a model of the user's own is what it is.
    if (name !== EMBEDDED && !existsSync(join(folder, CHECKSUMS))) return null;
    return parseJson(await read(CHECKSUMS), join(folder, CHECKSUMS)) as Record<string, string>;
  }
}

/** @throws {ModelError} when the bytes are no JSON. */
export function parseJson(bytes: Uint8Array, place: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw new ModelError(`reading ${place}: JSON expected, found something else (${(error as Error).message}); fetch the model again`);
  }
}

/** SHA-256 in hex. Of large data worked out beside the calling thread, which goes on loading meanwhile. */
export async function sha256(data: Uint8Array<ArrayBuffer>): Promise<string> {
  return Buffer.from(await webcrypto.subtle.digest('SHA-256', data)).toString('hex');
}

function graphIn(folder: string): string | undefined {
  return GRAPHS.find((file) => existsSync(join(folder, file)));
}
