import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EvidenceDocument } from '../../../retrieval/evidence/evidence-document.js';

/** A document made of a text alone, hashed as its file would be. */
export function documentOf(file: string, text: string, rest: Partial<EvidenceDocument> = {}): EvidenceDocument {
  return { file, text, title: file, date: null, pages: null, hash: createHash('sha256').update(text, 'utf8').digest('hex'), ...rest };
}

/** The documents of the shipped dossier: plain texts, taken as they are without loading the readers of all formats. */
export function seedDocuments(): EvidenceDocument[] {
  return readdirSync('seeds').map((file) => documentOf(file, readFileSync(join('seeds', file), 'utf8')));
}
