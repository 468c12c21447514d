import type { Document } from './documents/document.js';

/** Why an index was built or changed. */
export type RefreshReason =
  | { readonly code: 'first' }
  /** Damaged, or made by another model or version. */
  | { readonly code: 'unusable'; readonly detail: string }
  | { readonly code: 'changed'; readonly added: number; readonly changed: number; readonly removed: number };

/** A reason for terminals and logs, in English. */
export function reasonInWords(reason: RefreshReason): string {
  if (reason.code === 'first') return 'there was no index yet';
  if (reason.code === 'unusable') return `the index could not be used: ${reason.detail}`;
  const { added, changed, removed } = reason;
  const said = Object.entries({ added, changed, removed }).filter(([, count]) => count > 0);
  return `documents: ${said.map(([what, count]) => `${count} ${what}`).join(', ')}`;
}

/** What changed between what is indexed and what is in the folder; `null` when nothing did. */
export function differences(indexed: readonly Document[], found: readonly Document[]): RefreshReason | null {
  const before = new Map(indexed.map((document) => [document.file, document]));
  const after = new Set(found.map(({ file }) => file));
  const added = found.filter(({ file }) => !before.has(file)).length;
  const removed = indexed.filter(({ file }) => !after.has(file)).length;
  const changed = found.filter((document) => {
    const old = before.get(document.file);
    return old && old !== document && !isSame(old, document);
  }).length;
  return added + changed + removed > 0 ? { code: 'changed', added, changed, removed } : null;
}

function isSame(old: Document, found: Document): boolean {
  // The text too: a reader may have come to read the same bytes otherwise.
  return (
    (['hash', 'title', 'titleFrom', 'author', 'authorFrom', 'date', 'dateFrom', 'link', 'linkFrom'] as const).every((property) => old[property] === found[property]) &&
    (old.names ?? []).join('\n') === (found.names ?? []).join('\n') &&
    old.text === found.text
  );
}
