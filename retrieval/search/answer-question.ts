import type { Embedder } from '../../embeddings/embedder.js';
import type { AskOptions } from '../dossier.js';
import { CodeComparer, type Scope, type Store } from '../index/index.js';
import type { Answer, AnswerPassage, Citation } from './answer.js';
import { chooseHits } from './choose.js';
import { cite } from './cite.js';
import { findFocus } from './focus.js';
import { markSentence, type Mark } from './mark.js';
import { checkedQuestion, prepareQuestion, type Question } from './question.js';
import { rank, type Ranking } from './rank.js';
import { judge, type Judgement } from './verdict.js';

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
  const prepared = await prepareQuestion(checkedQuestion(question), embedder, store);
  const ranking = await rank(store, prepared, options.method ?? 'late', scope);
  const comparer = new CodeComparer(prepared.tokens, store.dimensions);
  const documents = new Map(store.documents.map((document) => [document.file, document]));
  const textOf = (row: number): string => {
    const { file, start, end } = store.passages[row]!;
    return documents.get(file)!.text.slice(start, end);
  };
  const chosen = chooseHits(ranking.hits, textOf, top);
  const codes = await store.tokens(chosen.map(({ hit }) => hit.row));
  const placeOf = (row: number): Citation => {
    const { file, start, end } = store.passages[row]!;
    return cite(documents.get(file)!, start, end);
  };
  const marks = chosen.map(({ hit }, at) => {
    const passage = store.passages[hit.row]!;
    return markSentence(documents.get(passage.file)!.text, passage, codes[at]!, { terms: prepared.terms, asked: prepared.asked, comparer });
  });
  const passages = chosen.map(({ hit, also }, at): AnswerPassage => {
    const { id, heading } = store.passages[hit.row]!;
    const { file, title, date, start, end, lines, page, quote } = placeOf(hit.row);
    const { sentence } = marks[at]!;
    const said = documents.get(file)!.text.slice(sentence.start, sentence.end);
    const focus = prepared.asked === null ? null : findFocus(said, prepared.asked, prepared.terms);
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
      highlight: [sentence.start, sentence.end],
      focus: focus && [sentence.start + focus.start, sentence.start + focus.end],
      score: Math.min(1, Math.max(0, hit.score)),
      also: also.map(({ row }) => placeOf(row)),
    };
  });
  const searched = scope ? new Set(scope.map((row) => store.passages[row]!.file)).size : store.documents.length;
  return {
    question: prepared.text,
    ...verdictOn(passages, prepared, ranking, marks[0]),
    passages,
    searched: { documents: searched, passages: scope?.length ?? store.passages.length, unread },
    milliseconds: Math.round((performance.now() - began) * 10) / 10,
  };
}

function verdictOn([first]: readonly AnswerPassage[], question: Question, ranking: Ranking, mark: Mark | undefined): Judgement {
  if (!first || !mark) return { verdict: 'absent', confidence: 0 };
  const [from, to] = first.highlight;
  return judge({
    question,
    ranking,
    passage: first.quote,
    above: [first.title, first.heading ?? ''].join('\n'),
    sentence: first.quote.slice(from - first.start, to - first.start),
    sentenceSignals: mark.signals,
  });
}

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
