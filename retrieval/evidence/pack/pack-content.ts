import { unreadRecord } from '../../documents/index.js';
import type { Answer, AnswerPassage } from '../../search/index.js';
import type { AbsenceReport } from '../absence/absence-report.js';
import { citationId } from '../citations/citation-id.js';
import type { DossierDocument } from '../dossier-documents.js';
import { bareCitation, type BareCitation } from '../evidence-document.js';

/** The form of evidence.json. A reader that does not know it must say so. */
export const PACK_FORMAT = 'dossier-bot evidence pack';
export const PACK_VERSION = 1;

/** A passage as a pack quotes it, with its footnote. */
export interface PackExcerpt extends BareCitation {
  /** Number of its footnote, from 1, through the whole pack. */
  readonly note: number;
  /** See `citationId`. */
  readonly id: string;
  readonly heading: string | null;
  readonly highlight: readonly [number, number];
  readonly focus: readonly [number, number] | null;
  readonly score: number;
  readonly also: readonly BareCitation[];
}

/** A question of a pack and what was found for it. */
export interface PackQuestion {
  readonly question: string;
  readonly verdict: Answer['verdict'];
  readonly confidence: number;
  readonly searched: Answer['searched'];
  readonly excerpts: readonly PackExcerpt[];
  readonly absence: AbsenceReport | null;
}

/** A document that a pack quotes, with its place in the pack. */
export interface PackDocument {
  readonly file: string;
  readonly title: string;
  readonly date: string | null;
  readonly link: string | null;
  /** SHA-256 (hex) of the file's bytes. */
  readonly hash: string;
  /** Path of the file in the pack; `null` when it is not included. */
  readonly original: string | null;
  /** The text that the offsets count in, as UTF-8; `path` is `null` when it is not included. */
  readonly text: { readonly path: string | null; readonly sha256: string; readonly characters: number };
}

/**
 * What a pack says of its questions. How long an answer took is left out: the same answer must give the same pack.
 * @param answers in order of the conversation; each with as many passages as should be shown.
 */
export function packQuestions(
  answers: readonly Answer[],
  documents: ReadonlyMap<string, DossierDocument>,
  absence: ReadonlyMap<Answer, AbsenceReport>,
): PackQuestion[] {
  let note = 0;
  return answers.map((answer) => ({
    question: answer.question,
    verdict: answer.verdict,
    confidence: answer.confidence,
    searched: answer.searched,
    excerpts: answer.passages.map((passage) => ({ note: ++note, ...excerptOf(passage, documents) })),
    absence: absence.get(answer) ?? null,
  }));
}

/** A question as evidence.json has it: files that could not be read with their code and an English text, for other programs. */
export function questionRecord({ searched, absence, ...question }: PackQuestion): object {
  return {
    ...question,
    searched: { ...searched, unread: searched.unread.map(unreadRecord) },
    absence: absence && { ...absence, unread: absence.unread.map(unreadRecord) },
  };
}

function excerptOf(passage: AnswerPassage, documents: ReadonlyMap<string, DossierDocument>): Omit<PackExcerpt, 'note'> {
  const document = documents.get(passage.file);
  const { start, end, quote } = passage;
  if (document?.text.slice(start, end) !== quote) {
    throw new RangeError(
      `packing a quote: the document ${passage.file} with the quote at ${start}…${end} expected, found ${document ? 'other words there' : 'no such document'}; ask again`,
    );
  }
  const { heading, highlight, focus, score } = passage;
  return {
    ...bareCitation(passage),
    id: citationId({ hash: document.hash, start, end, quote }),
    heading,
    highlight,
    focus,
    score,
    also: passage.also.map(bareCitation),
  };
}

/** Characters of the document shown before and after an excerpt. */
const CONTEXT = 300;

/** The text right before and after an excerpt, cut at a space, white space collapsed. */
export function contextOf(text: string, { start, end }: Pick<PackExcerpt, 'start' | 'end'>): { readonly before: string; readonly after: string } {
  const before = text.slice(Math.max(0, start - CONTEXT), start);
  const after = text.slice(end, end + CONTEXT);
  return {
    before: (start > CONTEXT ? `… ${before.replace(/^\S*\s/u, '')}` : before).replace(/\s+/gu, ' ').trim(),
    after: (end + CONTEXT < text.length ? `${after.replace(/\s\S*$/u, '')} …` : after).replace(/\s+/gu, ' ').trim(),
  };
}
