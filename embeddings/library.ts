import { basename, dirname, join, resolve } from 'node:path';
import type { PreTrainedModel, PreTrainedTokenizer } from '@xenova/transformers';
import { ModelError } from './errors.js';
import { isComplete, type ModelFiles } from './model-files.js';
import type { EmbedderSettings } from './settings.js';

// What is asked of @xenova/transformers. It is imported when a model is loaded and not before: that takes a fifth of a second.
// Its settings are the whole thread's, so a thread loads one model at a time.
export type Library = Awaited<ReturnType<typeof importLibrary>>;

export function importLibrary() {
  return import('@xenova/transformers');
}

/** Gives the library the bytes that were checked, and no way to any others. */
export function readFromMemory({ env }: Library, { folder, bytes }: ModelFiles): void {
  const cache = {
    match(path: string): object | undefined {
      const data = [...bytes].find(([file]) => resolve(path) === join(folder, file))?.[1];
      return data && { status: 200, headers: new Headers(), arrayBuffer: () => wholeBuffer(data) };
    },
    put: (): void => undefined,
  };
  Object.assign(env, {
    allowRemoteModels: false,
    localModelPath: dirname(folder),
    useBrowserCache: false,
    useFSCache: false,
    useCustomCache: true,
    customCache: cache,
  });
}

/** @throws {ModelError} */
export function loadTokenizer({ AutoTokenizer }: Library, files: ModelFiles): Promise<PreTrainedTokenizer> {
  return attempt(files, 'a tokenizer', AutoTokenizer.from_pretrained(basename(files.folder)));
}

/** @throws {ModelError} */
export function loadNetwork({ AutoModel }: Library, files: ModelFiles): Promise<PreTrainedModel> {
  const quantized = files.graph.endsWith('_quantized.onnx');
  return attempt(files, 'an encoder that ONNX Runtime 1.14 can run', AutoModel.from_pretrained(basename(files.folder), { quantized }));
}

/**
 * Makes sure that a hub's model is on this machine, and says in which folder. Fetches only what is not there yet.
 * @throws {ModelError} when it is not there and may not or cannot be fetched.
 */
export async function download({ env, AutoModel, AutoTokenizer }: Library, name: string, settings: EmbedderSettings): Promise<string> {
  const downloads = settings.downloads ?? (env as { readonly cacheDir: string }).cacheDir;
  const folder = join(downloads, name);
  if (isComplete(folder)) return folder;
  if (!settings.allowDownload) {
    throw new ModelError(
      `loading the model ${name}: a folder of that name, or leave to fetch it from the hub, expected, found neither; give a folder or allow downloads`,
    );
  }
  const hub = settings.hubAddress ?? env.remoteHost;
  Object.assign(env, { allowRemoteModels: true, remoteHost: hub, useFSCache: true, cacheDir: downloads, useCustomCache: false });
  try {
    await AutoTokenizer.from_pretrained(name);
    await AutoModel.from_pretrained(name).catch(() => AutoModel.from_pretrained(name, { quantized: false }));
  } catch (error) {
    throw new ModelError(
      `fetching the model ${name} from ${hub} to ${folder}: its files expected, found: ${messageOf(error)}; check the name and the connection (remove the folder if it is half there), or give a folder`,
    );
  }
  return folder;
}

async function attempt<T>({ name, folder }: ModelFiles, expected: string, loading: Promise<T>): Promise<T> {
  try {
    return await loading;
  } catch (error) {
    throw new ModelError(`loading the model ${name}: ${expected} expected in ${folder}, found: ${messageOf(error)}; choose another model or fetch it again`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Not a copy where the bytes have their buffer to themselves, as files of any size do. */
function wholeBuffer({ buffer, byteOffset, byteLength }: Uint8Array<ArrayBuffer>): ArrayBuffer {
  return byteLength === buffer.byteLength ? buffer : buffer.slice(byteOffset, byteOffset + byteLength);
}
