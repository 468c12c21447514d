import { expect, test } from 'vitest';
import { sealed, unsealed } from '../../../retrieval/disk/sealed.js';

test('what is sealed is read back whole, and any bit flipped in it is seen', () => {
  const value = { a: [1, 'é\n', null], b: { c: true } };
  const bytes = Buffer.from(sealed(value));
  expect(unsealed(bytes.toString())).toEqual({ value, whole: true });
  for (let at = 0; at < bytes.length - 1; at += 1) {
    const changed = Buffer.from(bytes);
    changed[at]! ^= 1;
    let whole = false;
    try {
      ({ whole } = unsealed(changed.toString()));
    } catch (error) {
      expect(error).toBeInstanceOf(SyntaxError);
    }
    expect(whole, `byte ${at}`).toBe(false);
  }
  expect(unsealed('{}')).toEqual({ value: {}, whole: false });
});
