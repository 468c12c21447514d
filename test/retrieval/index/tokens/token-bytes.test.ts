import { expect, it } from 'vitest';
import { tokenBytes, tokenPieces, tokensFrom } from '../../../../retrieval/index/tokens/token-bytes.js';

it('codes come back from their bytes: scales, starts, codes', () => {
  const codes = { codes: Uint8Array.from({ length: 96 }, (_, at) => at * 7), scales: Float32Array.of(0.5, 0.25), starts: Uint16Array.of(3, 65_535) };
  const bytes = new Uint8Array(Buffer.concat(tokenPieces(codes)));
  expect(bytes).toHaveLength(2 * tokenBytes(384));
  expect([...bytes.subarray(0, 16)]).toEqual([0, 0, 0, 0x3f, 0, 0, 0x80, 0x3e, 3, 0, 255, 255, 0, 7, 14, 21]);
  expect(tokensFrom(bytes, 384)).toEqual(codes);
  expect(tokensFrom(new Uint8Array(0), 384)).toEqual({ codes: new Uint8Array(0), scales: new Float32Array(0), starts: new Uint16Array(0) });
});

it('a token takes a bit a value, in whole bytes, and six bytes beside', () => {
  expect([384, 8, 12, 1].map(tokenBytes)).toEqual([54, 7, 8, 7]);
});
