import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type hnswlib from 'hnswlib-node';
import { projectRoot } from '../../../embeddings/index.js';
import { DamagedIndexError } from '../errors.js';
import { GONE } from '../rows.js';
import { readChecked, type FileCheck } from '../folder/segments/parts-file.js';
import { checkGraphFile } from './graph-file.js';

/**
 * Passages from which on a segment gets a graph. The scan takes 6.5 ms over a million passages (recall@10 .998), a search of the graph
 * a few milliseconds however many there are (`npm run bench -- nearest --sizes 1000000`): beyond, it wins. A graph takes 1.7 KB a
 * passage, as much as all the rest, and 1 to 3 ms to add one; the scan 50 bytes and nothing.
 */
export const GRAPH_FROM = 1_000_000;

/** Links a node keeps (M) and candidates looked at when it is added: hnswlib's own recommended start (ALGO_PARAMS.md); recall is tested. */
export const LINKS = 16;
export const CANDIDATES_AT_BUILD = 200;

/** Candidates looked at for a question. hnswlib falls back to 10 after reading a file, so it is set at every opening. */
const CANDIDATES_AT_SEARCH = 400;

/** What `build-graph.ts` is told. */
export interface GraphJob {
  /** The segment's index file, and what it must be. */
  readonly index: string;
  readonly check: FileCheck;
  readonly rows: number;
  readonly dimensions: number;
  /** The file to write. */
  readonly graph: string;
}

/** An HNSW graph (Malkov and Yashunin 2018; hnswlib) of a segment's vectors. */
export class Graph {
  private constructor(
    private readonly graph: InstanceType<typeof hnswlib.HierarchicalNSW>,
    private readonly rows: number,
  ) {}

  /**
   * @returns `null` when the native addon cannot be loaded, which is said once: the codes are then scanned.
   * @throws {DamagedIndexError} when the file is not what was written, before hnswlib sees it: it would crash the process.
   */
  static async open(path: string, name: string, check: FileCheck, rows: number, dimensions: number): Promise<Graph | null> {
    const library = await loadLibrary();
    if (!library) return null;
    const bytes = await readChecked(path, name, check);
    try {
      checkGraphFile(bytes, rows, dimensions);
    } catch (error) {
      throw new DamagedIndexError((error as Error).message);
    }
    const graph = new library.HierarchicalNSW('ip', dimensions);
    await graph.readIndex(path);
    graph.setEf(CANDIDATES_AT_SEARCH);
    return new Graph(graph, rows);
  }

  /** The nearest rows of the segment, but for those that went away. @param vector finite, of the graph's dimensions. */
  nearest(vector: Float32Array, limit: number, rowOf: Uint32Array): number[] {
    const alive = (row: number): boolean => rowOf[row] !== GONE;
    return this.graph.searchKnn(Array.from(vector), Math.min(limit, this.rows), rowOf.includes(GONE) ? alive : undefined).neighbors;
  }
}

/**
 * Builds a segment's graph in a process of its own, which leaves the processor to others.
 * @returns `null` when that fails (no native addon, no memory), which is said: the codes are scanned then.
 */
export function buildGraph(job: GraphJob): Promise<FileCheck | null> {
  return new Promise((resolve) => {
    const child = fork(builderFile(), [JSON.stringify(job)], { execArgv: [], stdio: ['ignore', 2, 2, 'ipc'] });
    let built: FileCheck | null = null;
    child.once('message', (message) => {
      built = message as FileCheck;
    });
    child.once('error', () => {
      resolve(null);
    });
    child.once('exit', (code) => {
      if (code !== 0 || !built) warnOnce('the graph of a large segment could not be built; it is searched without, which takes some milliseconds more');
      resolve(code === 0 ? built : null);
    });
  });
}

/** hnswlib-node; `null` where it was not compiled. */
export async function loadLibrary(): Promise<typeof hnswlib | null> {
  try {
    return (await import('hnswlib-node')).default;
  } catch (error) {
    warnOnce(`hnswlib-node cannot be loaded, large dossiers are searched without their graphs (${(error as Error).message.split('\n')[0]!})`);
    return null;
  }
}

const said = new Set<string>();

function warnOnce(what: string): void {
  if (said.has(what)) return;
  said.add(what);
  process.emitWarning(what);
}

/** Compiled: beside this file when it is compiled itself, in dist/ when it runs from source (under vitest). */
function builderFile(): string {
  const beside = fileURLToPath(new URL('./build-graph.js', import.meta.url));
  return existsSync(beside) ? beside : join(projectRoot, 'dist', 'retrieval', 'index', 'vectors', 'build-graph.js');
}
