import type { AskOptions, Answer, AnswerPassage, Citation } from './search/index.js';
import type { Progress } from './progress.js';
import type { Heading, Document, Unreadable } from './documents/index.js';
import type { RefreshReason } from './index/index.js';

/** A document as /sources shows it. */
export interface DocumentSummary extends Omit<Document, 'text' | 'pages' | 'structure' | 'recorded' | 'uncertain'> {
  /** Words recognised with little confidence. */
  readonly uncertainWords?: number;
  /** UTF-16 units of text. */
  readonly characters: number;
  /** Pages, for formats that have them. */
  readonly pages: number | null;
  readonly passages: number;
  readonly outline: readonly (Heading & { readonly text: string; readonly line: number })[];
}

/** What bringing the index up to date came to. */
export interface RefreshReport {
  /** Why the index was built or changed; `null` when nothing changed. */
  readonly reason: RefreshReason | null;
  readonly documents: number;
  readonly passages: number;
  /** Passages embedded now; the others were taken over. */
  readonly embedded: number;
  readonly unreadable: readonly Unreadable[];
}

/** An open dossier: the one object at retrieval's door (see `openDossier`). */
export interface Dossier {
  /** The folder, as an absolute path; `null` where an index in PostgreSQL is served without it. */
  readonly folder: string | null;
  /**
   * Answers a question from the documents.
   * @throws {EmptyQuestionError} when nothing is left of the question after trimming.
   * @throws {QuestionTooLongError} over `MAX_QUESTION_CHARACTERS` UTF-16 units.
   */
  ask(question: string, options?: AskOptions): Promise<Answer>;
  /** All documents, in order of path. */
  documents(): readonly DocumentSummary[];
  unreadable(): readonly Unreadable[];
  /** Passages in the index. */
  passageCount(): number;
  /** A document's whole text as indexed; `null` when the dossier has no such file. */
  text(file: string): string | null;
  /** Offset at which each page of a document starts; `null` for one without pages, and when the dossier has no such file. */
  pageStarts(file: string): readonly number[] | null;
  /** A passage by its id; `null` once the passage no longer stands in the dossier. */
  passage(id: string): Omit<AnswerPassage, 'rank' | 'score' | 'highlight' | 'focus' | 'also'> | null;
  /** The passages right before and after in the same document, `null` at its ends. */
  neighbours(id: string): { readonly before: string | null; readonly after: string | null };
  /** A citation for any stretch of a document, with its lines and page worked out. @throws RangeError when out of the text. */
  cite(file: string, start: number, end: number): Citation;
  /** Brings index and memory up to date with the folder; questions go on being answered from the old state until it is done. */
  refresh(onProgress?: (progress: Progress) => void): Promise<RefreshReport>;
  /** What the last refresh (or the opening) came to. */
  readonly lastRefresh: RefreshReport;
  close(): Promise<void>;
}
