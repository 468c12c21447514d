import type { Dossier } from '../dossier.js';
import type { Answer, AnswerPassage, Citation } from '../search/answer.js';

/** What checking every citation of some answers came to. */
export interface VerbatimCheck {
  /** Citations looked at: passages and the other places that say the same. */
  readonly checked: number;
  /** One line for each that is not as promised. */
  readonly broken: readonly string[];
}

/**
 * Holds an answer's citations against the documents: each quote is the slice of its file, the marked sentence lies inside its
 * passage, the figure or name asked for inside that sentence.
 */
export function checkVerbatim(answer: Answer, dossier: Pick<Dossier, 'text'>): VerbatimCheck {
  const broken: string[] = [];
  let checked = 0;
  for (const passage of answer.passages) {
    for (const citation of [passage, ...passage.also]) {
      checked += 1;
      const text = dossier.text(citation.file);
      if (text?.slice(citation.start, citation.end) !== citation.quote) broken.push(`${place(citation)}: the quote is not what stands there`);
    }
    broken.push(...misplacedMarks(passage));
  }
  return { checked, broken };
}

function misplacedMarks(passage: AnswerPassage): string[] {
  const { highlight, focus } = passage;
  const problems: string[] = [];
  if (!lies(highlight, [passage.start, passage.end])) problems.push(`${place(passage)}: the marked sentence ${highlight.join('–')} is not inside it`);
  if (focus !== null && !lies(focus, highlight)) problems.push(`${place(passage)}: the focus ${focus.join('–')} is not inside the marked sentence`);
  return problems;
}

function lies(inner: readonly [number, number], outer: readonly [number, number]): boolean {
  return inner[0] >= outer[0] && inner[0] < inner[1] && inner[1] <= outer[1];
}

function place(citation: Citation): string {
  return `${citation.file} ${citation.start}–${citation.end}`;
}
