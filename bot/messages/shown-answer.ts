import type { Answer, AnswerPassage, Citation, Verdict } from '../../retrieval/search/index.js';
import type { Suggestion } from '../suggestions.js';

/** What an answer message shows. */
export interface ShownAnswer {
  /** Key of the kept answer, for the buttons. */
  readonly key: string;
  readonly verdict: Verdict;
  readonly passages: readonly AnswerPassage[];
  /** Passages of the answer that no longer stand in the dossier. */
  readonly lost: number;
  readonly searched: Answer['searched'];
  /** What was understood and searched, when it is not what was written (a follow-up). */
  readonly searchedAs: string | null;
  /** Titles of the documents that the search was limited to; empty: all. */
  readonly scope: readonly string[];
  readonly suggestions: readonly Suggestion[];
  /** A citation of a stretch of a document (see `Dossier.cite`). */
  readonly cite: (file: string, start: number, end: number) => Citation;
  /** The source link of a document, when it has one. */
  readonly link: (file: string) => string | null;
  /** The address that proves a citation later on (see retrieval/evidence); none when left out. */
  readonly proof?: (citation: Citation) => string;
  /** The answer can be shared to the group that it was asked in. */
  readonly canShare: boolean;
  /** What the asker said of it. */
  readonly rated: boolean | null;
}
