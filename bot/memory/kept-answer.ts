import type { Dossier } from '../../retrieval/dossier.js';
import type { Answer, AnswerPassage, Verdict } from '../../retrieval/search/index.js';
import type { Language } from '../languages.js';

/** An answer as it is kept for its buttons: places, no text, so that what is shown later is read from the dossier as it then stands. */
export interface KeptAnswer {
  readonly question: string;
  /** What was searched, when it is not the question itself (a follow-up). */
  readonly searchedAs: string | null;
  /** The question before it, as it was searched, which an edited version follows too; `null`: none. Absent in files of older versions. */
  readonly follows?: string | null;
  /** Documents that the search was limited to; empty: all. */
  readonly scope: readonly string[];
  readonly language: Language;
  readonly verdict: Verdict;
  readonly confidence: number;
  readonly searched: Answer['searched'];
  readonly passages: readonly KeptPassage[];
  /** Questions offered as buttons. */
  readonly suggestions: readonly string[];
  /** Who asked, where, and the group that a private answer can be shared to. */
  readonly user: number;
  readonly chat: number;
  readonly group: { readonly chat: number; readonly message: number; readonly thread: number | null } | null;
}

export interface KeptPassage {
  readonly id: string;
  /** Offsets from the passage's start, so that they hold when the passage moves in its file. */
  readonly highlight: readonly [number, number];
  readonly focus: readonly [number, number] | null;
  readonly score: number;
}

/** The places of an answer's passages. */
export function keepPassages(answer: Answer): KeptPassage[] {
  return answer.passages.map(({ id, start, highlight, focus, score }) => ({
    id,
    highlight: [highlight[0] - start, highlight[1] - start],
    focus: focus === null ? null : [focus[0] - start, focus[1] - start],
    score,
  }));
}

/**
 * The passages of a kept answer as the dossier now holds them, in the same order with the same ranks.
 * Those that no longer stand are left out: `lost` says how many.
 */
export function passagesNow(kept: KeptAnswer, dossier: Dossier): { readonly passages: readonly AnswerPassage[]; readonly lost: number } {
  const passages = kept.passages.flatMap((place, index): AnswerPassage[] => {
    const passage = dossier.passage(place.id);
    return passage === null ? [] : [{ ...passage, ...placed(place, passage.start), rank: index + 1, score: place.score, also: [] }];
  });
  return { passages, lost: kept.passages.length - passages.length };
}

function placed({ highlight, focus }: KeptPassage, start: number): Pick<AnswerPassage, 'highlight' | 'focus'> {
  return { highlight: [start + highlight[0], start + highlight[1]], focus: focus === null ? null : [start + focus[0], start + focus[1]] };
}
