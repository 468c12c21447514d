import { citationPayload, dossierDocuments, ledgerEntry } from '../retrieval/evidence/index.js';
import type { Citation } from '../retrieval/search/index.js';
import type { Parts } from './context.js';

/** The address that opens a citation for good: it says then whether the document still has the quote, where, or what was changed. */
export function proofLink({ dossier, deepLink }: Pick<Parts, 'dossier' | 'deepLink'>, { file, start, end, quote }: Citation): string {
  const { hash } = dossierDocuments(dossier).find((document) => document.file === file)!;
  return deepLink(citationPayload({ hash, start, end, quote }));
}

/**
 * Keeps citations that are about to be shown in the ledger. A disk that takes nothing is logged and keeps no answer back: the links
 * work without the ledger as long as their documents stay as they are.
 */
export async function keepProofs({ dossier, memory, now, log }: Parts, citations: readonly Citation[]): Promise<void> {
  const documents = new Map(dossierDocuments(dossier).map((document) => [document.file, document]));
  const entries = citations.flatMap((citation) => {
    const document = documents.get(citation.file);
    return document ? [ledgerEntry(document, citation, new Date(now()))] : [];
  });
  try {
    await memory.quotes.record(entries);
  } catch (error) {
    log.error({ error }, 'the quotes given out could not be kept');
  }
}
