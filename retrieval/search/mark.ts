import type { CodeComparer, TokenCodes } from '../index/index.js';
import type { Passage, Span } from '../passages/index.js';

/**
 * The sentence of a passage that answers best: the one whose tokens come nearest to the question's, token by token.
 * @returns the passage itself when splitting found no sentence in it.
 */
export function markSentence(passage: Passage, codes: TokenCodes, comparer: CodeComparer): Span {
  const { sentences } = passage;
  if (sentences.length <= 1) return sentences[0] ?? { start: passage.start, end: passage.end };
  const tokens = codes.scales.length;
  const cosines = comparer.compare(codes);
  const rows = tokens === 0 ? 0 : cosines.length / tokens;
  const ofToken = sentenceOfToken(passage, codes);
  let chosen = 0;
  let highest = -Infinity;
  for (const index of sentences.keys()) {
    let sum = 0;
    for (let row = 0; row < rows; row++) {
      let best = -1;
      for (let token = 0; token < tokens; token++) {
        if (ofToken[token] === index) best = Math.max(best, cosines[row * tokens + token]!);
      }
      sum += best;
    }
    if (sum > highest) {
      highest = sum;
      chosen = index;
    }
  }
  return sentences[chosen]!;
}

/** The index of the sentence in which each token starts. */
function sentenceOfToken(passage: Passage, codes: TokenCodes): number[] {
  let sentence = 0;
  return Array.from(codes.starts, (start) => {
    while (sentence + 1 < passage.sentences.length && passage.start + start >= passage.sentences[sentence + 1]!.start) sentence++;
    return sentence;
  });
}
