import { describe, expect, it } from 'vitest';
import { checkGraphFile } from '../../../../retrieval/index/vectors/graph-file.js';

/** A file as hnswlib writes it: a header, `links.length` elements, and each one's upper links. */
function graphFile(links: readonly number[], { dimensions = 4, element = 30, count = links.length } = {}): Buffer {
  const header = Buffer.alloc(96);
  header.writeBigUInt64LE(BigInt(count), 16);
  header.writeBigUInt64LE(BigInt(element), 24);
  header.writeBigUInt64LE(BigInt(8 + dimensions * 4), 32);
  header.writeBigUInt64LE(8n, 40);
  const upper = links.map((bytes) => {
    const size = Buffer.alloc(4 + bytes);
    size.writeUInt32LE(bytes);
    return size;
  });
  return Buffer.concat([header, Buffer.alloc(links.length * element), ...upper]);
}

describe('a graph’s file', () => {
  const whole = graphFile([0, 8, 0, 12]);
  const check =
    (bytes: Buffer, count = 4, dimensions = 4) =>
    (): void => {
      checkGraphFile(bytes, count, dimensions);
    };

  it('is taken when all of it is there, an empty one too', () => {
    expect(check(whole)).not.toThrow();
    expect(check(graphFile([]), 0)).not.toThrow();
  });

  it('is refused, saying what differs, when it is of other rows or values, or any of it is missing or too much', () => {
    const said = 'opening the vector graph: ';
    expect(check(whole.subarray(0, 95))).toThrow(`${said}a header of bytes 96 expected, found 95`);
    expect(check(whole, 5)).toThrow(`${said}a count of 5 expected, found 4`);
    expect(check(whole, 4, 5)).toThrow(`${said}vector bytes 20 expected, found 16`);
    // The last node's count is gone whole or in part; its links are.
    for (const cut of [13, 16]) expect(check(whole.subarray(0, whole.length - cut))).toThrow(`${said}links of node 3 expected, found the end of the file`);
    expect(check(whole.subarray(0, -1))).toThrow(`${said}a length of ${whole.length} expected, found ${whole.length - 1}`);
    expect(check(Buffer.concat([whole, Buffer.alloc(1)]))).toThrow(`${said}a length of ${whole.length} expected, found ${whole.length + 1}`);
  });
});
