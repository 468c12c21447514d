import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether a text is the secret, in a time that tells nothing of either: digests of one length are compared to the end. */
export function isSameSecret(given: string, secret: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}
