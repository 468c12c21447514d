import type { Scope, Store } from '../index/index.js';
import { chooseHits, type Chosen } from './rank/choose.js';
import { documentsOf } from './documents-of.js';
import { markSentence, type Mark } from './mark/mark.js';
import { seePassage } from './mark/seen-passage.js';
import type { Method } from './method.js';
import type { Asking } from './question/question.js';
import { rank, type Ranking } from './rank/rank.js';
import { PassageCache } from './passage-cache.js';
import type { Judged } from './verdict/verdict-signals.js';

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
export async function lookUp(
  store: Store,
  asking: Asking,
  { method, top, scope }: { method: Method; top: number; scope?: Scope | undefined },
): Promise<Findings> {
  const cache = new PassageCache(store);
  const ranking = await rank(store, asking, { method, scope, cache });
  const question = await asking.ready;
  const chosen = chooseHits(ranking.hits, (row) => cache.wording(row), top);
  const codes = await cache.codes(chosen.map(({ hit }) => hit.row));
  const shown = chosen.map((each, at): Finding => {
    const passage = store.passages[each.hit.row]!;
    const text = cache.asPart(each.hit.row);
    return { ...each, mark: markSentence(text, passage, seePassage(text, passage, codes[at]!, question, method), question) };
  });
  const [first] = shown;
  if (!first) return { ranking, shown, judged: null };
  const passage = store.passages[first.hit.row]!;
  const { title } = documentsOf(store).get(passage.file)!;
  const judged: Judged = {
    question,
    ranking,
    passage: cache.text(first.hit.row),
    above: [title, passage.heading ?? ''].join('\n'),
    sentence: cache.asPart(first.hit.row).slice(first.mark.sentence.start, first.mark.sentence.end),
    closestSentence: first.mark.closest,
  };
  return { ranking, shown, judged };
}
