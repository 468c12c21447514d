import { contentTerms, type Term } from '../../passages/index.js';
import type { Span } from '../../span.js';
import type { AskedKind } from '../question/asked-kind.js';
import { expressions, type Expression } from './expressions.js';

/** Characters after which a word of the question is too far to say anything of an expression: about half a sentence. */
const NEAR_CHARACTERS = 60;

/**
 * What standing right beside the question's words is worth, when being surely of the right kind is worth 1: of 0, ¼, ½ and 1
 * the one that finds most of the answers of PIAF's training questions, for each kind.
 */
const NEARNESS = 0.5;

/**
 * Of what could be shown, what is sure enough: on PIAF's training questions, expressions of a certainty up to this are right one
 * time in five or less (a name alone that begins the sentence, "un").
 */
const SHOWN_ABOVE = 0.3;

/**
 * The figure, date or name in a sentence that a question asks for: the one of the right kind, not said in the question
 * itself, that stands nearest to the question's own words. "Combien de cellules…" → the number before "cellules".
 * @param sentence the text of the marked sentence.
 * @param asked the question's terms.
 * @returns offsets into the sentence, or `null` when it holds nothing of that kind.
 */
export function findFocus(sentence: string, kind: AskedKind, asked: readonly string[]): Span | null {
  const found = sought(sentence, kind, asked);
  return found && found.certainty > SHOWN_ABOVE ? { start: found.start, end: found.end } : null;
}

/** How surely a sentence holds what is asked for, 0 to 1: the certainty of the same, however unsure. */
export function soughtCertainty(sentence: string, kind: AskedKind, asked: readonly string[]): number {
  const words = new Set(asked);
  const found = unsaid(sentence, kind, words);
  const certainty = found[0]?.certainty ?? 0;
  // Which one it is need not be known where they are all as sure.
  return found.every((other) => other.certainty === certainty) ? certainty : nearestOf(sentence, kind, words, found).certainty;
}

/** The same, however unsure. */
function sought(sentence: string, kind: AskedKind, asked: readonly string[]): Expression | null {
  const words = new Set(asked);
  const found = unsaid(sentence, kind, words);
  return found.length <= 1 ? (found[0] ?? null) : nearestOf(sentence, kind, words, found);
}

/** What a sentence holds of a kind that the question does not say itself. */
function unsaid(sentence: string, kind: AskedKind, words: ReadonlySet<string>): Expression[] {
  return expressions(sentence, kind).filter(({ start, end }) => {
    const said = contentTerms(sentence.slice(start, end));
    return said.length === 0 || !said.every(({ term }) => words.has(term));
  });
}

function nearestOf(sentence: string, kind: AskedKind, words: ReadonlySet<string>, found: readonly Expression[]): Expression {
  const anchors = contentTerms(sentence).filter(({ term }) => words.has(term));
  const scores = found.map((expression) => expression.certainty + NEARNESS * nearness(expression, anchors, kind));
  return found[scores.indexOf(Math.max(...scores))]!;
}

/** 0 to 1: how close the question's words stand. A figure counts what follows it. */
function nearness(expression: Span, anchors: readonly Term[], kind: AskedKind): number {
  let nearest = NEAR_CHARACTERS;
  for (const { start, end } of anchors) {
    if (start < expression.end && expression.start < end) continue;
    const distance = start >= expression.end ? start - expression.end : (expression.start - end) * (kind === 'figure' ? 2 : 1);
    nearest = Math.min(nearest, distance);
  }
  return 1 - nearest / NEAR_CHARACTERS;
}
