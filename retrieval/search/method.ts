/**
 * How passages are ranked. `late` is what users get; the others are its parts, kept in reach for the evaluation:
 * `lexical` words alone, `dense` vectors alone, `hybrid` both fused, `late` the fused list reranked by late interaction.
 */
export const METHODS = ['lexical', 'dense', 'hybrid', 'late'] as const;

export type Method = (typeof METHODS)[number];
