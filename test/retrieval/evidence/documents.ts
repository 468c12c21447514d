import { createHash } from 'node:crypto';
import type { EvidenceDocument } from '../../../retrieval/evidence/evidence-document.js';

/** A document made of a text alone, hashed as its file would be. */
export function documentOf(file: string, text: string, rest: Partial<EvidenceDocument> = {}): EvidenceDocument {
  return { file, text, title: file, date: null, pages: null, hash: createHash('sha256').update(text, 'utf8').digest('hex'), ...rest };
}
