import type { Embedder } from '../../embeddings/index.js';
import type { AskOptions } from './ask-options.js';
import type { Scope, Store } from '../index/index.js';
import type { Answer, AnswerPassage, Citation } from './answer.js';
import { cite } from './cite.js';
import { findFocus } from './mark/focus.js';
import { documentsOf } from './documents-of.js';
import { lookUp } from './look-up.js';
import { checkedQuestion, prepareQuestion } from './question/question.js';
import { judge, type Judgement } from './verdict/verdict.js';

/** Passages given when the caller does not say how many, and the most that are given. */
const DEFAULT_TOP = 5;
const LARGEST_TOP = 50;

export interface Asked {
  readonly question: string;
  readonly store: Store;
  readonly embedder: Embedder;
  readonly unread: Answer['searched']['unread'];
  readonly options: AskOptions;
}

/**
 * Question → answer: ranked passages, each with the sentence that answers marked, and a verdict.
 * @throws {UserError} when the question is empty or too long.
 * @throws RangeError when `top` is not a whole number from 1 to 50.
 */
export async function answerQuestion({ question, store, embedder, unread, options }: Asked): Promise<Answer> {
  const began = performance.now();
  const top = options.top ?? DEFAULT_TOP;
  if (!Number.isInteger(top) || top < 1 || top > LARGEST_TOP) throw new RangeError(`asking: 1 to ${LARGEST_TOP} passages expected, found ${top}`);
  const scope = scopeOf(store, options);
  const checked = checkedQuestion(question);
  const asking = prepareQuestion(checked, embedder, store);
  let understood = began;
  void asking.ready.then(
    () => (understood = performance.now()),
    () => undefined,
  );
  const { shown, judged } = await lookUp(store, asking, { method: options.method ?? 'late', top, scope });
  const found = performance.now();
  const documents = documentsOf(store);
  const { asked, terms } = asking.said;
  const placeOf = (row: number): Citation => {
    const { file, start, end } = store.passages[row]!;
    return cite(documents.get(file)!, start, end);
  };
  const passages = shown.map(({ hit, also, mark: { sentence } }, at): AnswerPassage => {
    const { id, heading } = store.passages[hit.row]!;
    const { file, title, date, start, end, lines, page, quote, uncertain } = placeOf(hit.row);
    const said = quote.slice(sentence.start - start, sentence.end - start);
    const focus = asked === null ? null : findFocus(said, asked, terms);
    return {
      rank: at + 1,
      id,
      file,
      title,
      date,
      heading,
      start,
      end,
      lines,
      page,
      quote,
      ...(uncertain && { uncertain }),
      highlight: [sentence.start, sentence.end],
      focus: focus && [sentence.start + focus.start, sentence.start + focus.end],
      score: Math.min(1, Math.max(0, hit.score)),
      also: also.map(({ row }) => placeOf(row)),
    };
  });
  const searched = scope ? new Set(scope.map((row) => store.passages[row]!.file)).size : store.documents.length;
  return {
    question: checked,
    ...(judged ? judge(judged) : NOTHING_FOUND),
    passages,
    searched: { documents: searched, passages: scope?.length ?? store.passages.length, unread },
    milliseconds: tenths(performance.now() - began),
    stages: { understanding: tenths(understood - began), searching: tenths(found - understood), citing: tenths(performance.now() - found) },
  };
}

const tenths = (milliseconds: number): number => Math.round(milliseconds * 10) / 10;

const NOTHING_FOUND: Judgement = { verdict: 'absent', confidence: 0 };

/** The rows that the options leave to search; `undefined` when that is all of them. */
function scopeOf(store: Store, { files, without }: AskOptions): Scope | undefined {
  if (!files && !without) return undefined;
  const wanted = files && new Set(files);
  const unwanted = new Set(without);
  return [...store.passages.keys()].filter((row) => {
    const { file, id } = store.passages[row]!;
    return (!wanted || wanted.has(file)) && !unwanted.has(id);
  });
}
