/**
 * How passages are ranked. `late` is what users get; the others are its parts, kept in reach for the evaluation:
 * `lexical` words alone, `dense` vectors alone, `hybrid` both fused, `unread` the fused list reranked by late interaction,
 * `late` the same with the sentence marked with the reader's help.
 */
export const METHODS = ['lexical', 'dense', 'hybrid', 'unread', 'late'] as const;

export type Method = (typeof METHODS)[number];
