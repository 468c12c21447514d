import { join } from 'node:path';
import type { ModelIdentity } from '../../../embeddings/index.js';
import { bytesOf } from '../bytes.js';
import { CENTRES, loadGeneration, type FolderStore } from './store.js';
import { shareFile, writeGeneration } from './generation.js';
import { FORMAT, type Manifest } from './manifest.js';
import { planSegments, type Place } from './segments/plan-segments.js';
import { GRAPH_FILE, SEGMENT_FILES } from './segments/segment.js';
import { writeParts } from './segments/parts-file.js';
import { writeSegment } from './segments/write-segment.js';
import type { EmbeddedPassage, IndexContent } from '../store.js';
import { buildGraph, GRAPH_FROM } from '../vectors/graph.js';
import { VectorCoder } from '../vectors/vector-codes.js';

/**
 * Writes an index beside the one in use, puts it in its place and opens it. Segments that stay as they are are shared with the one before.
 * @param earlier the index written before, open, whose documents `content` speaks of; `null` when there is none or all is fresh.
 * @param graphFrom passages from which on a segment gets a graph.
 * @throws {UserError} when the disk does not take it; the index stays as it was.
 */
export async function writeFolderStore(
  place: string,
  content: IndexContent,
  model: ModelIdentity,
  settings: string,
  earlier: FolderStore | null = null,
  graphFrom = GRAPH_FROM,
): Promise<FolderStore> {
  const { dimensions } = model;
  const fresh = content.documents.flatMap((document) => {
    const rows = content.fresh.get(document);
    return rows ? [{ document, rows }] : [];
  });
  const plan = planSegments(content.documents, new Set(content.fresh.keys()), earlier?.segments ?? []);
  const vectorCentre =
    earlier && plan.shared.length + plan.merged.length > 0
      ? earlier.vectorCentre
      : meanVector(
          fresh.flatMap(({ rows }) => rows),
          dimensions,
        );
  const name = `s-${Date.now()}-${process.pid}`;
  const generation = await writeGeneration(place, async (folder): Promise<Manifest> => {
    const files: Record<string, { bytes: number; sha256: string | null }> = {};
    for (const segment of plan.shared) {
      for (const ending of [...Object.values(SEGMENT_FILES), GRAPH_FILE]) {
        const file = segment.name + ending;
        if (!earlier!.manifest.files[file]) continue;
        await shareFile(join(earlier!.folder, file), join(folder, file));
        files[file] = earlier!.manifest.files[file]!;
      }
    }
    const segments = plan.shared.map((segment) => segment.name);
    if (plan.merged.length > 0 || fresh.length > 0) {
      segments.push(name);
      const checks = await writeSegment(folder, name, plan.merged, fresh, new VectorCoder(vectorCentre), dimensions);
      for (const [kind, ending] of Object.entries(SEGMENT_FILES)) files[name + ending] = checks[kind as keyof typeof SEGMENT_FILES];
      const rows = content.documents.reduce(
        (sum, document) => sum + (plan.places.get(document)!.segment === plan.shared.length ? document.passages.length : 0),
        0,
      );
      const graph =
        rows >= graphFrom
          ? await buildGraph({ index: join(folder, name + SEGMENT_FILES.index), check: checks.index, rows, dimensions, graph: join(folder, name + GRAPH_FILE) })
          : null;
      if (graph) files[name + GRAPH_FILE] = graph;
    }
    files[CENTRES.file] = await writeParts(join(folder, CENTRES.file), { [CENTRES.tokens]: bytesOf(content.centre), [CENTRES.vectors]: bytesOf(vectorCentre) });
    return {
      format: FORMAT,
      model,
      settings,
      segments,
      documents: content.documents.map((document) => ({ file: document.file, hash: document.hash, ...(plan.places.get(document) as Place) })),
      passages: content.documents.reduce((sum, { passages }) => sum + passages.length, 0),
      centredOn: content.centredOn,
      files,
    };
  });
  return loadGeneration(generation, earlier?.segments ?? []);
}

function meanVector(rows: readonly EmbeddedPassage[], dimensions: number): Float32Array {
  const sum = new Float64Array(dimensions);
  for (const { vector } of rows) for (let at = 0; at < dimensions; at++) sum[at]! += vector[at]!;
  return Float32Array.from(sum, (value) => value / Math.max(1, rows.length));
}
