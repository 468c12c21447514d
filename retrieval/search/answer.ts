import type { Unreadable } from '../documents/index.js';
import type { Span } from '../span.js';

/** `answered`: the dossier says it. `close`: nothing clear, these come nearest. `absent`: the dossier does not speak of it. */
export type Verdict = 'answered' | 'close' | 'absent';

/** Where a quote stands. `document.text.slice(start, end) === quote`, always. */
export interface Citation extends Span {
  /** Path of the document below the dossier's folder. */
  readonly file: string;
  readonly title: string;
  /** ISO date of the document, when known. */
  readonly date: string | null;
  /** First and last line, counted from 1. */
  readonly lines: readonly [number, number];
  /** Counted from 1, for formats that have pages. */
  readonly page: number | null;
  readonly quote: string;
  /** Words of the quote that were recognised on a picture with little confidence, as offsets into the document's text, within start…end; left out when there are none. */
  readonly uncertain?: readonly (readonly [number, number])[];
}

/** A passage found for a question. */
export interface AnswerPassage extends Citation {
  /** Counted from 1, best first. */
  readonly rank: number;
  /** The passage's id (see `Passage.id`). */
  readonly id: string;
  readonly heading: string | null;
  /** The sentence that answers, as offsets into the document's text, within start…end. */
  readonly highlight: readonly [number, number];
  /** The figure, date or name asked for, inside the highlight, when the question asks for one and it is found. */
  readonly focus: readonly [number, number] | null;
  /** 0 to 1; comparable within one answer only. */
  readonly score: number;
  /** Other places that say the same in (nearly) the same words, shown once here. */
  readonly also: readonly Citation[];
}

/** What a dossier says to a question. */
export interface Answer {
  readonly question: string;
  readonly verdict: Verdict;
  /** 0 to 1: how sure it is that the first passage answers; from one half on the verdict is `answered`. README.md says how often that is right. */
  readonly confidence: number;
  /** The best `top` passages whatever the verdict; empty only when the dossier holds no passage. */
  readonly passages: readonly AnswerPassage[];
  readonly searched: {
    readonly documents: number;
    readonly passages: number;
    /** Files of the dossier that could not be read, so were not searched. */
    readonly unread: readonly Unreadable[];
  };
  /** Wall time from question to answer. */
  readonly milliseconds: number;
  /** The parts of that time, in milliseconds: the question read and embedded, passages looked up and ranked, quotes cited. Absent when nothing measured them. */
  readonly stages?: Readonly<Record<'understanding' | 'searching' | 'citing', number>>;
}
