/**
 * Documents → quotes checked, citations that last, reports to show to someone who does not trust them. Start at the functions `…InDossier`.
 * @module dossier-bot/evidence
 */
export { citationAt, type EvidenceDocument } from './evidence-document.js';
export { dossierDocuments, type DossierDocument } from './dossier-documents.js';
export { indexOf, quoteIndex, type Postings, type QuoteIndex } from './words/quote-index.js';
export { EmptyQuoteError, MAX_QUOTE_CHARACTERS, QuoteTooLongError, verifyQuote } from './quotes/verify-quote.js';
export { MAX_ALSO, type Join, type PartVerdict, type QuoteCheck, type QuotePart, type QuoteVerdict } from './quotes/quote-check.js';
export type { Difference } from './quotes/differences.js';
export type { Touches } from './words/word-forms.js';
export {
  citationId,
  citationPayload,
  CITATION_ID_LENGTH,
  MAX_PAYLOAD_LENGTH,
  readCitationPayload,
  type CitationBond,
  type CitationPayload,
} from './citations/citation-id.js';
export { checkedEntry, Ledger, ledgerEntry, type LedgerEntry } from './citations/ledger.js';
export { checkCitation, entryFromPayload, type CitationState } from './citations/check-citation.js';
export { absenceReport, type AbsenceReport } from './absence/absence-report.js';
export type { CountedWord } from './words/subject-words.js';
export { absencePlain, absenceText, type AbsenceText } from './absence/absence-text.js';
export { coverage, EmptySubjectError, type Coverage, type CoverageLevel, type DocumentCoverage } from './coverage.js';
export { chronology, type Chronology, type ChronologyEntry, type ChronologyOptions } from './chronology/chronology.js';
export type { YearOrigin } from './chronology/resolve-date.js';
export { chronologyCsv } from './chronology/chronology-csv.js';
export { chronologyIcs } from './chronology/chronology-ics.js';
export { evidencePack, packHash, type PackOptions } from './pack/evidence-pack.js';
export { absenceHtml } from './pack/pack-html.js';
export type { Language } from '../language.js';
export { absenceInDossier, chronologyInDossier, coverageInDossier, packInDossier, prepareEvidence, verifyInDossier } from './in-dossier.js';
