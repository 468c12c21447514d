import type { Unreadable } from '../../documents/index.js';
import type { Answer, Citation, Verdict } from '../../search/index.js';
import { bareCitation, type EvidenceDocument } from '../evidence-document.js';
import { closeSpellings } from './close-spellings.js';
import { subjectWords, type CountedWord } from '../words/subject-words.js';
import { indexOf } from '../words/quote-index.js';
import { hasPlaceIn } from '../words/quote-places.js';

/** What was done to find an answer, and what came of it: a paper behind "the dossier does not say". */
export interface AbsenceReport {
  readonly question: string;
  readonly verdict: Verdict;
  readonly searched: { readonly documents: number; readonly passages: number; readonly words: number };
  /** Words of the question that no document has, each with the spellings of the dossier that come near. */
  readonly unknownWords: readonly { readonly word: string; readonly close: readonly CountedWord[] }[];
  readonly knownWords: readonly CountedWord[];
  /** Documents that have all the words that the dossier knows at once; 0 when it knows none. */
  readonly documentsWithAll: number;
  /** The calibrated chance that the nearest passage answers, 0 to 1, and what `answered` takes; `null` when not known. */
  readonly confidence: number;
  readonly threshold: number | null;
  readonly nearest: Citation | null;
  readonly unread: readonly Unreadable[];
}

/**
 * Sets down how a question was searched. It may be asked for whatever the verdict: an answered question has a report too.
 * @param threshold the confidence from which the verdict is `answered`.
 */
export function absenceReport(documents: readonly EvidenceDocument[], answer: Answer, threshold: number | null = null): AbsenceReport {
  const index = indexOf(documents);
  const words = subjectWords(index, answer.question);
  const known = words.filter(({ places }) => places.length > 0);
  const [first] = answer.passages;
  return {
    question: answer.question,
    verdict: answer.verdict,
    searched: { documents: answer.searched.documents, passages: answer.searched.passages, words: index.words.length },
    unknownWords: words.filter(({ places }) => places.length === 0).map(({ word }) => ({ word, close: closeSpellings(index, word) })),
    knownWords: known.map(({ word, documents: count }) => ({ word, documents: count })),
    documentsWithAll:
      known.length === 0
        ? 0
        : documents.filter((_, document) => known.every(({ places }) => hasPlaceIn(places, index.firsts[document]!, index.firsts[document + 1]!))).length,
    confidence: answer.confidence,
    threshold,
    nearest: first ? bareCitation(first) : null,
    unread: answer.searched.unread,
  };
}
