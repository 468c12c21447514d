import { createHash } from 'node:crypto';

/** A value as it is written to disk: JSON on one line, and on the next the SHA-256 (hex) of the first. */
export function sealed(value: unknown): string {
  const json = JSON.stringify(value);
  return `${json}\n${hashOf(json)}\n`;
}

/** What `sealed` wrote, read back. `whole` is false when a bit of it differs. @throws SyntaxError when the first line is not JSON */
export function unsealed(text: string): { readonly value: unknown; readonly whole: boolean } {
  const [json = '', hash] = text.split('\n');
  return { value: JSON.parse(json), whole: hash === hashOf(json) };
}

function hashOf(json: string): string {
  return createHash('sha256').update(json).digest('hex');
}
