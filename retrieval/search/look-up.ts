import { CodeComparer, type IndexedDocument, type Scope, type Store, type TokenCodes } from '../index/index.js';
import { chooseHits, type Chosen } from './choose.js';
import { documentsOf } from './documents-of.js';
import { markSentence, type Mark } from './mark.js';
import type { Method } from './method.js';
import type { Question } from './question.js';
import { rank, type Ranking } from './rank.js';
import { tokenMarks } from './reader/index.js';
import type { Judged } from './verdict-signals.js';

/** A passage to show, with its marked sentence. */
export interface Finding extends Chosen {
  readonly mark: Mark;
}

/** What was found for a question, before anything is said of it. */
export interface Findings {
  readonly ranking: Ranking;
  /** Best first. */
  readonly shown: readonly Finding[];
  /** What a verdict is given on; `null` when nothing was found. */
  readonly judged: Judged | null;
}

/** Ranks the passages, puts repeats together and marks the sentences that answer. */
export async function lookUp(store: Store, question: Question, options: { method: Method; top: number; scope?: Scope | undefined }): Promise<Findings> {
  const ranking = await rank(store, question, options.method, options.scope);
  const documents = documentsOf(store);
  const chosen = chooseHits(ranking.hits, (row) => textOf(documents, store, row), options.top);
  const codes = await store.tokens(chosen.map(({ hit }) => hit.row));
  const comparer = new CodeComparer(question.tokens, store.dimensions);
  const shown = chosen.map((each, at): Finding => {
    const { row } = each.hit;
    const passage = store.passages[row]!;
    const reading = options.method === 'late' ? readPassage(store, question, row, codes[at]!) : null;
    return {
      ...each,
      mark: markSentence(documents.get(passage.file)!.text, passage, codes[at]!, { terms: question.terms, asked: question.asked, comparer, reading }),
    };
  });
  const [first] = shown;
  if (!first) return { ranking, shown, judged: null };
  const passage = store.passages[first.hit.row]!;
  const { text, title } = documents.get(passage.file)!;
  const judged: Judged = {
    question,
    ranking,
    passage: text.slice(passage.start, passage.end),
    above: [title, passage.heading ?? ''].join('\n'),
    sentence: text.slice(first.mark.sentence.start, first.mark.sentence.end),
    closestSentence: first.mark.closest,
  };
  return { ranking, shown, judged };
}

function textOf(documents: ReadonlyMap<string, IndexedDocument>, store: Store, row: number): string {
  const { file, start, end } = store.passages[row]!;
  return documents.get(file)!.text.slice(start, end);
}

/** What the reader says of a passage's tokens; `null` when nobody reads. */
export function readPassage(store: Store, { reading }: Question, row: number, codes: TokenCodes): Float32Array | null {
  if (!reading) return null;
  const passage = store.passages[row]!;
  const { text } = documentsOf(store).get(passage.file)!;
  return reading.reader.read(reading.asked, codes, tokenMarks(text, passage, codes));
}
