/** A word cut into pieces of the vocabulary. */
export interface Pieces {
  readonly ids: readonly number[];
  /** Where each piece ends in the word, in UTF-16 units; each starts where the one before ended. */
  readonly ends: readonly number[];
}

/** A unigram vocabulary, ready for look-ups. */
export interface Unigram {
  readonly ids: ReadonlyMap<string, number>;
  /** Log probability of each piece, by id. */
  readonly scores: Float64Array;
  /** UTF-16 units of the longest piece. */
  readonly longest: number;
  readonly unknownId: number;
  readonly unknownScore: number;
}

/** SentencePiece's `kUnkPenalty`: an unknown character scores this much below the rarest piece. */
const UNKNOWN_PENALTY = 10;

/**
 * @param vocabulary Pieces with their log probabilities, in order of id (as in tokenizer.json).
 * @param notInText Pieces that mean something to the model but are plain letters when they stand in a text, such as `<s>`.
 */
export function unigramOf(vocabulary: readonly (readonly [string, number])[], unknownId: number, notInText: ReadonlySet<string>): Unigram {
  const ids = new Map<string, number>();
  const scores = new Float64Array(vocabulary.length);
  let longest = 0;
  let lowest = 0;
  for (let id = 0; id < vocabulary.length; id++) {
    const [piece, score] = vocabulary[id]!;
    scores[id] = score;
    if (score < lowest) lowest = score;
    if (notInText.has(piece)) continue;
    ids.set(piece, id);
    if (piece.length > longest) longest = piece.length;
  }
  return { ids, scores, longest, unknownId, unknownScore: lowest - UNKNOWN_PENALTY };
}

/**
 * The most probable way to cut a word into pieces (Kudo 2018, "Subword Regularization", the Viterbi search of section 3.2).
 * Neighbouring unknown characters make one unknown piece, as in SentencePiece. Time grows with the word's length, no faster.
 */
export function cut(word: string, { ids, scores, longest, unknownId, unknownScore }: Unigram): Pieces {
  const { length } = word;
  const best = new Float64Array(length + 1).fill(-Infinity);
  const cameFrom = new Int32Array(length + 1);
  const arrivedBy = new Int32Array(length + 1);
  best[0] = 0;
  for (let start = 0; start < length; start++) {
    const soFar = best[start]!;
    let oneUnit = false;
    const last = Math.min(start + longest, length);
    for (let end = start + 1; end <= last; end++) {
      const id = ids.get(word.slice(start, end));
      if (id === undefined) continue;
      if (end === start + 1) oneUnit = true;
      arrive(start, end, soFar + scores[id]!, id);
    }
    if (!oneUnit) arrive(start, start + 1, soFar + unknownScore, unknownId);
  }

  const pieceIds: number[] = [];
  const ends: number[] = [];
  for (let at = length; at > 0; at = cameFrom[at]!) {
    const id = arrivedBy[at]!;
    // Going backwards: the unknown piece already taken ends later, so it swallows this one.
    if (id === unknownId && pieceIds.at(-1) === unknownId) continue;
    pieceIds.push(id);
    ends.push(at);
  }
  return { ids: pieceIds.reverse(), ends: ends.reverse() };

  function arrive(from: number, to: number, score: number, id: number): void {
    if (score <= best[to]!) return;
    best[to] = score;
    cameFrom[to] = from;
    arrivedBy[to] = id;
  }
}
