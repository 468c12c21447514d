// A process of its own: reads a segment's vectors, builds their graph, writes it, and tells its parent what the file is.
import { open } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import { valuesOf } from '../bytes.js';
import { readParts, readWhole } from '../folder/segments/parts-file.js';
import { SEGMENT_PARTS } from '../folder/segments/segment.js';
import { CANDIDATES_AT_BUILD, LINKS, loadLibrary, type GraphJob } from './graph.js';
import { checkGraphFile } from './graph-file.js';
import { WholeVectors } from './whole-vectors.js';

process.on('disconnect', () => process.exit(1));
try {
  setPriority(constants.priority.PRIORITY_LOW);
} catch {
  // Then it shares the processor evenly.
}

const job = JSON.parse(process.argv[2]!) as GraphJob;
const library = await loadLibrary();
if (!library) process.exit(1);
const { rows, dimensions } = job;
const parts = await readParts(job.index, job.index, job.check);
const vectors = new WholeVectors(valuesOf(parts[SEGMENT_PARTS.vectors]!, Int16Array), valuesOf(parts[SEGMENT_PARTS.scales]!, Float32Array), dimensions);
const graph = new library.HierarchicalNSW('ip', dimensions);
graph.initIndex({ maxElements: rows, m: LINKS, efConstruction: CANDIDATES_AT_BUILD, randomSeed: 100 });
for (let row = 0; row < rows; row++) graph.addPoint(Array.from(vectors.vector(row)), row);
await graph.writeIndex(job.graph);
// hnswlib reports success on a full disk: what it wrote is read back.
const { bytes, sha256 } = await readWhole(job.graph);
checkGraphFile(bytes, rows, dimensions);
const file = await open(job.graph, 'r');
await file.sync();
await file.close();
process.send!({ bytes: bytes.length, sha256 }, () => process.exit(0));
