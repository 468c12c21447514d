import type { Document } from '../documents/index.js';
import type { Language } from '../language.js';

/** Why an index was built or changed. */
export type RefreshReason =
  | { readonly code: 'first' }
  /** Damaged, or made by another model or version. */
  | { readonly code: 'unusable'; readonly detail: string }
  /** The same documents, but other files that cannot be read. */
  | { readonly code: 'unreadable' }
  /** Another program wrote the index that is now served. */
  | { readonly code: 'elsewhere' }
  | { readonly code: 'changed'; readonly added: number; readonly changed: number; readonly removed: number };

const FRENCH = { added: ['ajouté', 'ajoutés'], changed: ['changé', 'changés'], removed: ['retiré', 'retirés'] } as const;

const WORDS = {
  fr: {
    first: 'il n’y avait pas encore d’index',
    unusable: 'l’index ne pouvait pas servir : ',
    unreadable: 'd’autres fichiers ne se lisent pas',
    elsewhere: 'un autre programme a mis l’index à jour',
    changed: 'documents : ',
    counted: (count: number, what: keyof typeof FRENCH) => `${count} ${FRENCH[what][count < 2 ? 0 : 1]}`,
  },
  en: {
    first: 'there was no index yet',
    unusable: 'the index could not be used: ',
    unreadable: 'other files cannot be read',
    elsewhere: 'another program brought the index up to date',
    changed: 'documents: ',
    counted: (count: number, what: keyof typeof FRENCH) => `${count} ${what}`,
  },
} satisfies Readonly<Record<Language, object>>;

/** A reason for terminals, and in English for logs. */
export function reasonInWords(reason: RefreshReason, language: Language = 'en'): string {
  const words = WORDS[language];
  // Errors are in English throughout.
  if (reason.code === 'unusable') return words.unusable + reason.detail;
  if (reason.code !== 'changed') return words[reason.code];
  const said = (['added', 'changed', 'removed'] as const).filter((what) => reason[what] > 0);
  return words.changed + said.map((what) => words.counted(reason[what], what)).join(', ');
}

/** What changed between what is indexed and what is in the folder; `null` when nothing did. */
export function differences(indexed: readonly Document[], found: readonly Document[]): RefreshReason | null {
  const before = new Map(indexed.map((document) => [document.file, document]));
  const after = new Set(found.map(({ file }) => file));
  const added = found.filter(({ file }) => !before.has(file)).length;
  const removed = indexed.filter(({ file }) => !after.has(file)).length;
  const changed = found.filter((document) => {
    const old = before.get(document.file);
    return old && !isSame(old, document);
  }).length;
  return added + changed + removed > 0 ? { code: 'changed', added, changed, removed } : null;
}

/** Whether a document as found is the one that is indexed. */
export function isSame(old: Document, found: Document): boolean {
  if (old === found) return true;
  // What was read too: a reader may have come to read the same bytes otherwise. The text last: the indexed one lies on the disk.
  return (
    (['hash', 'title', 'titleFrom', 'author', 'authorFrom', 'date', 'dateFrom', 'link', 'linkFrom', 'container'] as const).every(
      (property) => old[property] === found[property],
    ) &&
    (['names', 'pages', 'structure', 'uncertain'] as const).every((property) => isSameWritten(old[property], found[property])) &&
    old.text === found.text
  );
}

/** Whether two values are one in JSON, which is how the indexed one was kept. */
function isSameWritten(old: unknown, found: unknown): boolean {
  return old === found || JSON.stringify(old) === JSON.stringify(found);
}
