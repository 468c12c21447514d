import type { TextParts } from '../documents/text/text-parts.js';
import type { Scope, Store, TokenCodes } from '../index/index.js';
import type { Passage } from '../passages/index.js';
import { chooseHits, type Chosen } from './choose.js';
import { documentsOf } from './documents-of.js';
import { markSentence, type Mark, type SeenPassage } from './mark.js';
import type { Method } from './method.js';
import type { Asking, Question } from './question.js';
import { rank, type Ranking } from './rank.js';
import { ReadPassages } from './read-passages.js';
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
export async function lookUp(
  store: Store,
  asking: Asking,
  { method, top, scope }: { method: Method; top: number; scope?: Scope | undefined },
): Promise<Findings> {
  const read = new ReadPassages(store);
  const ranking = await rank(store, asking, { method, scope, read });
  const question = await asking.ready;
  const chosen = chooseHits(ranking.hits, (row) => read.wording(row), top);
  const codes = await read.codes(chosen.map(({ hit }) => hit.row));
  const shown = chosen.map((each, at): Finding => {
    const passage = store.passages[each.hit.row]!;
    const text = read.asPart(each.hit.row);
    return { ...each, mark: markSentence(text, passage, seePassage(text, passage, codes[at]!, question, method), question) };
  });
  const [first] = shown;
  if (!first) return { ranking, shown, judged: null };
  const passage = store.passages[first.hit.row]!;
  const { title } = documentsOf(store).get(passage.file)!;
  const judged: Judged = {
    question,
    ranking,
    passage: read.text(first.hit.row),
    above: [title, passage.heading ?? ''].join('\n'),
    sentence: read.asPart(first.hit.row).slice(first.mark.sentence.start, first.mark.sentence.end),
    closestSentence: first.mark.closest,
  };
  return { ranking, shown, judged };
}

/** A passage's tokens beside those of the question. @param text the document's, or what has the passage of it. */
export function seePassage(
  text: Pick<TextParts, 'slice'>,
  passage: Passage,
  codes: TokenCodes,
  { comparer, reading }: Question,
  method: Method = 'late',
): SeenPassage {
  const compared = comparer.compare(codes);
  return { codes, compared, reading: reading && method === 'late' ? reading.reader.read(reading.asked, compared, tokenMarks(text, passage, codes)) : null };
}
