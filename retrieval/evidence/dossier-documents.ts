import { isDeepStrictEqual } from 'node:util';
import type { Document } from '../documents/index.js';
import type { Dossier, DocumentSummary } from '../dossier.js';
import type { EvidenceDocument } from './evidence-document.js';

/** A document of an open dossier, with where it was published. */
export type DossierDocument = EvidenceDocument & Pick<Document, 'link'>;

interface State {
  readonly summaries: readonly DocumentSummary[];
  readonly documents: readonly DossierDocument[];
}

const states = new WeakMap<Dossier, State>();

/**
 * The documents of an open dossier as evidence takes them. The list is the same one until the dossier's documents change, so that what is
 * worked out from it (the index of quotes, sentences, dates) is kept as long as it holds; documents that stay are kept one by one.
 */
export function dossierDocuments(dossier: Dossier): readonly DossierDocument[] {
  const summaries = dossier.documents();
  const before = states.get(dossier);
  if (before?.summaries === summaries) return before.documents;
  const kept = new Map(before?.documents.map((document) => [document.file, document]));
  const now = summaries.map((summary) => documentNow(dossier, summary, kept.get(summary.file)));
  const isSame = before?.documents.length === now.length && now.every((document, at) => document === before.documents[at]);
  const documents = isSame ? before.documents : now;
  states.set(dossier, { summaries, documents });
  return documents;
}

/** The document as it is now: the one known before when nothing of it changed. The same file may be read otherwise (its scan again, its pages), with the same hash. */
function documentNow(dossier: Dossier, { file, title, date, hash, link, uncertainWords = 0 }: DocumentSummary, old?: DossierDocument): DossierDocument {
  const text = dossier.text(file)!;
  const read = { file, title, date, hash, link, text, pages: dossier.pageStarts(file) };
  if (old) {
    const { uncertain, ...known } = old;
    if ((uncertain?.length ?? 0) === uncertainWords && isDeepStrictEqual(known, read)) return old;
  }
  const uncertain = uncertainWords === 0 ? [] : (dossier.cite(file, 0, text.length).uncertain ?? []);
  return { ...read, ...(uncertain.length > 0 && { uncertain: uncertain.map(([start, end]) => ({ start, end })) }) };
}

/** Selections made of a list of documents, by their files: the latest few, so that turning a report's pages does not work all out again. */
const selections = new WeakMap<readonly DossierDocument[], Map<string, readonly DossierDocument[]>>();
const MOST_SELECTIONS = 20;

/** Those of the documents that are named; all when `files` is left out. The same selection is the same list, as with `dossierDocuments`. */
export function selectDocuments(documents: readonly DossierDocument[], files?: readonly string[]): readonly DossierDocument[] {
  if (files === undefined) return documents;
  const known = selections.get(documents) ?? new Map<string, readonly DossierDocument[]>();
  selections.set(documents, known);
  const key = JSON.stringify(files);
  const selected = known.get(key) ?? documents.filter(({ file }) => files.includes(file));
  if (known.size >= MOST_SELECTIONS) known.delete(known.keys().next().value!);
  known.set(key, selected);
  return selected;
}
