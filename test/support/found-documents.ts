import { createHash } from 'node:crypto';
import type { Document } from '../../retrieval/documents/document.js';

/** Documents as reading gives them, from texts by file name, in order of path. */
export function documentsOf(texts: Readonly<Record<string, string>>): Document[] {
  return Object.entries(texts)
    .map(([file, text]): Document => ({
      file,
      text,
      hash: createHash('sha256').update(text).digest('hex'),
      title: text.split('\n')[0]!,
      titleFrom: 'text',
      date: null,
      dateFrom: null,
      link: null,
      pages: null,
    }))
    .sort((one, other) => (one.file < other.file ? -1 : 1));
}
