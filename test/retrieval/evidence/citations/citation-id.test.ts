import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { citationId, citationPayload, readCitationPayload } from '../../../../retrieval/evidence/citations/citation-id.js';

const bond = { hash: 'ab'.repeat(32), start: 812, end: 1101, quote: 'environ 500 cellules' };

test('an id is twelve bytes of SHA-256 over hash, offsets and quote', () => {
  const bytes = createHash('sha256').update(`["${bond.hash}",812,1101,"environ 500 cellules"]`).digest();
  expect(citationId(bond)).toBe(bytes.subarray(0, 12).toString('base64url'));
  expect(citationId(bond)).toMatch(/^[A-Za-z0-9_-]{16}$/u);
});

test('each of hash, start, end and quote changes the id', () => {
  const others = [{ hash: 'ac'.repeat(32) }, { start: 813 }, { end: 1100 }, { quote: 'environ 501 cellules' }].map((change) =>
    citationId({ ...bond, ...change }),
  );
  expect(new Set([citationId(bond), ...others]).size).toBe(5);
});

describe('a payload', () => {
  test('fits Telegram and reads back', () => {
    for (const end of [1101, 2 ** 40]) {
      const payload = citationPayload({ ...bond, end });
      expect(payload).toMatch(/^[A-Za-z0-9_-]{1,64}$/u);
      expect(readCitationPayload(payload)).toEqual({ id: citationId({ ...bond, end }), place: { start: 812, end, hashStart: 'abababababab' } });
    }
  });

  test('that would be longer than Telegram takes is refused', () => {
    // c_, 16 of the id, two offsets with a sign between, a sign and 12 of the hash: 64 leave 32 digits to the offsets, which no number below 2^53 needs.
    expect(() => citationPayload({ ...bond, start: 36 ** 16, end: 36 ** 17 })).toThrow(
      /^linking a citation: offsets that fit 64 characters expected, found c_/u,
    );
  });

  test('may be the id alone', () => {
    expect(readCitationPayload(`c_${citationId(bond)}`)).toEqual({ id: citationId(bond), place: null });
  });

  test.each([
    '',
    'c_',
    'hello',
    'c_short',
    `c_${'a'.repeat(17)}`,
    `d_${'a'.repeat(16)}`,
    `c_${'a'.repeat(16)}1-2-zz`,
    `c_${'a'.repeat(15)}!`,
    `xc_${'a'.repeat(16)}`,
  ])('is not %j', (payload) => {
    expect(readCitationPayload(payload)).toBeNull();
  });

  test('survives ids with _ and - in them', () => {
    for (let start = 0; start < 500; start++) expect(readCitationPayload(citationPayload({ ...bond, start }))?.place?.start).toBe(start);
  });
});
