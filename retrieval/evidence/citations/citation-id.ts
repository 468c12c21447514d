import { createHash } from 'node:crypto';
import type { Span } from '../../span.js';

/** What a durable citation is bound to: the bytes of its document, the place in the text read from it, and the words there. */
export interface CitationBond extends Span {
  /** SHA-256 (hex) of the document's bytes. */
  readonly hash: string;
  readonly quote: string;
}

/** 12 of SHA-256's 32 bytes: 2^96 ids, so that two quotes of one ledger never meet by chance. */
const ID_BYTES = 12;

/** Length of an id: 12 bytes in base64url. */
export const CITATION_ID_LENGTH = 16;

/** Telegram takes 1 to 64 of A–Z a–z 0–9 _ - behind `?start=`. */
export const MAX_PAYLOAD_LENGTH = 64;

/**
 * The id of a citation: 16 characters of A–Z a–z 0–9 _ -, a hash of hash, offsets and quote. The file's name is not in it: a renamed document
 * keeps its ids.
 */
export function citationId({ hash, start, end, quote }: CitationBond): string {
  return createHash('sha256')
    .update(JSON.stringify([hash, start, end, quote]))
    .digest()
    .subarray(0, ID_BYTES)
    .toString('base64url');
}

/** What a link says of a citation. The short form (`c_` and the id) says the id alone. */
export interface CitationPayload {
  readonly id: string;
  /** Start, end and the first 12 hex digits of the document's hash: enough to find an unchanged quote when the ledger is lost. */
  readonly place: (Span & { readonly hashStart: string }) | null;
}

/** The payload of a citation's link, at most 45 characters: `c_`, the id, then start, end (base 36) and the beginning of the hash. */
export function citationPayload(bond: CitationBond): string {
  const payload = `c_${citationId(bond)}${bond.start.toString(36)}-${bond.end.toString(36)}-${bond.hash.slice(0, 12)}`;
  if (payload.length > MAX_PAYLOAD_LENGTH)
    throw new RangeError(`linking a citation: offsets that fit ${MAX_PAYLOAD_LENGTH} characters expected, found ${payload}`);
  return payload;
}

/** Reads a payload back, short form or long; `null` when it is none. */
export function readCitationPayload(payload: string): CitationPayload | null {
  const found = /^c_([A-Za-z0-9_-]{16})(?:([0-9a-z]{1,11})-([0-9a-z]{1,11})-([0-9a-f]{12}))?$/u.exec(payload);
  if (!found) return null;
  const [, id, start, end, hashStart] = found;
  // The three stand there together or not at all.
  return { id: id!, place: start === undefined ? null : { start: parseInt(start, 36), end: parseInt(end!, 36), hashStart: hashStart! } };
}
