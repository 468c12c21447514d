/**
 * The layout of hnswlib's index file (`HierarchicalNSW::saveIndex`, hnswlib 0.7), checked before hnswlib loads it: a truncated
 * or foreign file would crash the process or load with the wrong dimension.
 *
 * Header, little endian, 64-bit sizes: offset of level 0, capacity, count, bytes an element, offset of the label, offset of the
 * data; 32-bit top level and entry node; 64-bit maxM, maxM0, M, mult (f64), efConstruction. Then `count` elements, then for
 * each a 32-bit byte count and that many bytes of links of its upper levels.
 * @throws Error naming what differs.
 */
export function checkGraphFile(bytes: Buffer, expectedCount: number, dimensions: number): void {
  const fail = (what: string, expected: number | string, found: number | string): never => {
    throw new Error(`opening the vector graph: ${what} ${expected} expected, found ${found}`);
  };
  if (bytes.length < HEADER_BYTES) fail('a header of bytes', HEADER_BYTES, bytes.length);
  const count = Number(bytes.readBigUInt64LE(16));
  const elementBytes = Number(bytes.readBigUInt64LE(24));
  const labelOffset = Number(bytes.readBigUInt64LE(32));
  const dataOffset = Number(bytes.readBigUInt64LE(40));
  if (count !== expectedCount) fail('a count of', expectedCount, count);
  if (labelOffset - dataOffset !== dimensions * 4) fail('vector bytes', dimensions * 4, labelOffset - dataOffset);
  let at = HEADER_BYTES + count * elementBytes;
  for (let node = 0; node < count; node++) {
    if (at + 4 > bytes.length) fail('links of node', node, 'the end of the file');
    at += 4 + bytes.readUInt32LE(at);
  }
  if (at !== bytes.length) fail('a length of', at, bytes.length);
}

const HEADER_BYTES = 96;
