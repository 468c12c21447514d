import { createHash } from 'node:crypto';
import type { Dossier, DocumentSummary } from '../retrieval/dossier.js';

/** Letters of a text's hash as base64url: for button data, where the text itself does not fit. */
export function shortHash(text: string, length: 8 | 12): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, length);
}

/** 12 characters that stand for a document in button data, as long as its path stays. */
export function documentKey(file: string): string {
  return shortHash(file, 12);
}

export function documentByKey(dossier: Dossier, key: string): DocumentSummary | null {
  return dossier.documents().find(({ file }) => documentKey(file) === key) ?? null;
}

export function documentByFile(dossier: Dossier, file: string): DocumentSummary | null {
  return dossier.documents().find((document) => document.file === file) ?? null;
}
