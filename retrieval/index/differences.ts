import type { Document } from '../documents/document.js';

/** What changed between what is indexed and what is in the folder, in words; `null` when nothing did. */
export function differences(indexed: readonly Document[], found: readonly Document[]): string | null {
  const before = new Map(indexed.map((document) => [document.file, document]));
  const after = new Set(found.map(({ file }) => file));
  const added = found.filter(({ file }) => !before.has(file)).length;
  const removed = indexed.filter(({ file }) => !after.has(file)).length;
  const changed = found.filter((document) => {
    const old = before.get(document.file);
    return old && !isSame(old, document);
  }).length;
  const parts = [
    [added, 'added'],
    [changed, 'changed'],
    [removed, 'removed'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return said.length > 0 ? `documents: ${said.join(', ')}` : null;
}

/** Whether a document as found is the one that is indexed. */
export function isSame(old: Document, found: Document): boolean {
  if (old === found) return true;
  return old.file === found.file && old.hash === found.hash && old.title === found.title && old.date === found.date && old.link === found.link && (old.names ?? []).join('\n') === (found.names ?? []).join('\n');
}
