import { randomBytes } from 'node:crypto';

/** A new key for an answer, a report or an upload: 8 characters of A–Z a–z 0–9 _ - (48 random bits). */
export function newKey(): string {
  return randomBytes(6).toString('base64url');
}

/**
 * A key as it may be kept under: keys are made here (numbers, `newKey`), but some reach us through button data, which anyone may write.
 * @throws RangeError when it is none
 */
export function checkedKey(key: string): string {
  if (/^[\w-]{1,64}$/.test(key)) return key;
  throw new RangeError(`keeping a value: a key of 1 to 64 letters, digits, _ or - expected, found ${JSON.stringify(key)}`);
}
