import type { Span } from '../../span.js';
import type { AlignedWords, ComparedWord } from './align.js';
import { differencesOf, type Difference } from './differences.js';
import { UNKNOWN, type Candidate, type WordPlace } from './find-places.js';
import type { PartVerdict } from './quote-check.js';
import type { QuoteIndex } from '../words/quote-index.js';
import type { QuotePiece } from './quote-text.js';
import { likeness } from '../words/word-forms.js';

/**
 * A part is `near` a place when at least this share of its words stands there, rare words counting more: measured by
 * `npm run evaluate:quotes`, where quotes with one word changed stay above .64 even when they have only five words, and foreign ones below .62
 but for stock phrases.
 */
const NEAR = 0.62;

/** A place in the documents, and how far it says what a part of a quote says. */
export interface GradedPlace extends WordPlace {
  readonly verdict: PartVerdict;
  readonly form: 'identical' | 'typographic' | null;
  readonly similarity: number;
  readonly differences: readonly Difference[];
  readonly span: Span;
}

type Words = Pick<QuotePiece, 'start' | 'end' | 'words'>;

/** What a word tells of its place: 1 for words seen once or never, near .1 for the commonest. */
export function weightOf(index: QuoteIndex, { number }: ComparedWord): number {
  if (number === UNKNOWN) return 1;
  const times = index.byWord.from[number + 1]! - index.byWord.from[number]!;
  return Math.max(0.1, 1 - Math.log2(times) / Math.log2(Math.max(4, index.words.length)));
}

/** A place where the words stand one by one. */
export function gradeRun(index: QuoteIndex, text: string, piece: Words, words: readonly ComparedWord[], run: WordPlace): GradedPlace {
  const { text: body } = index.documents[run.document]!;
  const steps = words.map((word, at): AlignedWords => {
    const place = run.first + at;
    return { quote: [at, at + 1], document: [at, at + 1], likeness: likeness(word.text, body.slice(index.starts[place], index.ends[place])) };
  });
  return grade(index, text, piece, run, steps, 1);
}

/** A place where some of them do. */
export function gradeCandidate(index: QuoteIndex, text: string, piece: Words, words: readonly ComparedWord[], candidate: Candidate): GradedPlace {
  const { steps } = candidate.alignment;
  const touched = steps.filter(({ document }) => document[0] < document[1]);
  const [from, to] = [touched[0]?.document[0] ?? 0, touched.at(-1)?.document[1] ?? 1];
  const run = { document: candidate.document, first: candidate.from + from, last: candidate.from + to - 1 };
  const shifted = steps.map((step): AlignedWords => ({ ...step, document: [step.document[0] - from, step.document[1] - from] }));
  let [same, all] = [0, 0];
  for (const { quote, document, likeness: likened } of steps) {
    const inQuote = words.slice(quote[0], quote[1]).reduce((sum, word) => sum + weightOf(index, word), 0);
    const inDocument = candidate.window.slice(document[0], document[1]).reduce((sum, word) => sum + weightOf(index, word), 0);
    all += quote[0] < quote[1] ? inQuote : inDocument / 2;
    if (likened !== null && likened !== 'other') same += inQuote;
  }
  return grade(index, text, piece, run, shifted, all === 0 ? 0 : same / all);
}

function grade(index: QuoteIndex, text: string, piece: Words, run: WordPlace, steps: readonly AlignedWords[], similarity: number): GradedPlace {
  const { text: body } = index.documents[run.document]!;
  const spans: Span[] = [];
  for (let place = run.first; place <= run.last; place++) spans.push({ start: index.starts[place]!, end: index.ends[place]! });
  const differences = differencesOf({ text, spans: piece.words }, { text: body, spans }, steps);
  const span = withMarks(text, piece, body, { start: spans[0]!.start, end: spans.at(-1)!.end });
  differences.push(...terminalDifferences(text, piece, body, spans.at(-1)!.end));
  const exact = differences.length === 0;
  const identical = exact && body.slice(span.start, span.end) === text.slice(piece.start, piece.end);
  return {
    ...run,
    verdict: exact ? 'exact' : similarity >= NEAR ? 'near' : 'absent',
    form: exact ? (identical ? 'identical' : 'typographic') : null,
    similarity,
    differences,
    span,
  };
}

/** A quote that asks or exclaims where the document states: its sentence does not end there so. */
function terminalDifferences(text: string, { end, words }: Pick<QuotePiece, 'end' | 'words'>, body: string, bodyEnd: number): Difference[] {
  const from = words.at(-1)!.end;
  const written = /^[^\p{L}\p{N}]{0,12}/u.exec(body.slice(bodyEnd, bodyEnd + 12))![0];
  return ['?', '!'].flatMap((mark): Difference[] => {
    const at = text.slice(from, end).indexOf(mark);
    if (at < 0 || written.includes(mark)) return [];
    return [{ what: 'added', kind: 'typography', touches: null, quoted: { start: from + at, end: from + at + 1, text: mark }, written: null }];
  });
}

/** The place of the words, widened by the marks around them that the quote has too. */
function withMarks(text: string, piece: Words, body: string, { start, end }: Span): Span {
  const lead = text.slice(piece.start, piece.words[0]!.start);
  const trail = text.slice(piece.words.at(-1)!.end, piece.end);
  return { start: body.slice(0, start).endsWith(lead) ? start - lead.length : start, end: body.startsWith(trail, end) ? end + trail.length : end };
}
