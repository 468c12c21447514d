/**
 * How passages are ranked, each method adding to the one before it:
 * `lexical` words alone (BM25) · `dense` the passages' vectors alone · `hybrid` both, fused · `late` the fused list
 * reranked by the vectors of tokens: everything on, what a question gets when nothing is said.
 */
export const METHODS = ['lexical', 'dense', 'hybrid', 'late'] as const;

export type Method = (typeof METHODS)[number];
