import { contentTerms, type Span, type Term } from '../passages/index.js';
import type { AskedKind } from './asked-kind.js';
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

/** The same, however unsure. */
export function sought(sentence: string, kind: AskedKind, asked: readonly string[]): Expression | null {
  const words = new Set(asked);
  const isSaid = ({ start, end }: Span): boolean => {
    const said = contentTerms(sentence.slice(start, end));
    return said.length > 0 && said.every(({ term }) => words.has(term));
  };
  const found = expressions(sentence, kind).filter((expression) => !isSaid(expression));
  if (found.length <= 1) return found[0] ?? null;
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
