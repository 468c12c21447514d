import type { Embedder } from '../../embeddings/embedder.js';
import type { AskOptions } from '../dossier.js';
import { CodeComparer, type Scope, type Store } from '../index/index.js';
import type { Answer, AnswerPassage } from './answer.js';
import { cite } from './cite.js';
import { markSentence } from './mark.js';
import { checkedQuestion, prepareQuestion } from './question.js';
import { rank } from './rank.js';
import { judge } from './verdict.js';

/** Passages given when the caller does not say how many, and the most that are given. */
const DEFAULT_TOP = 5;
const LARGEST_TOP = 50;

/** Passages that the verdict looks at: the first and those it stands out from. */
const JUDGED = 5;

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
  const hits = await rank(store, prepared, options.method ?? 'late', Math.max(top, JUDGED), scope);
  const comparer = new CodeComparer(prepared.tokens, store.dimensions);
  const shown = hits.slice(0, top);
  const codes = await store.tokens(shown.map(({ row }) => row));
  const documents = new Map(store.documents.map((document) => [document.file, document]));
  const passages = shown.map((hit, at): AnswerPassage => {
    const passage = store.passages[hit.row]!;
    const marked = markSentence(passage, codes[at]!, comparer);
    const { file, title, date, start, end, lines, page, quote } = cite(documents.get(passage.file)!, passage.start, passage.end);
    return {
      rank: at + 1,
      id: passage.id,
      file,
      title,
      date,
      heading: passage.heading,
      start,
      end,
      lines,
      page,
      quote,
      highlight: [marked.start, marked.end],
      focus: null,
      score: Math.min(1, Math.max(0, hit.score)),
      also: [],
    };
  });
  const searched = scope ? new Set(scope.map((row) => store.passages[row]!.file)).size : store.documents.length;
  return {
    question: prepared.text,
    ...judge(hits),
    passages,
    searched: { documents: searched, passages: scope?.length ?? store.passages.length, unread },
    milliseconds: Math.round((performance.now() - began) * 10) / 10,
  };
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
