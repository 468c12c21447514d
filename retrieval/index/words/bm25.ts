/** BM25 weights of a word found in the title or the heading above a passage, against 1 in its text. Measured by `npm run evaluate`. */
export const FIELD_WEIGHTS = { text: 1, heading: 0.7, title: 0.7 };

/**
 * BM25+ (Lv and Zhai 2011) with MiniSearch's parameters: k and b as usual, and the δ that a field's mere holding of a term is worth
 * however long it is. Ranking is tested against MiniSearch.
 */
const K = 1.2;
const B = 0.7;
const DELTA = 0.5;

/** What a term's occurring so often brings to a field with so many different terms, on average `average`; to be weighed by the term's rarity. */
export function saturation(count: number, terms: number, average: number): number {
  return DELTA + (count * (K + 1)) / (count + K * (1 - B + (B * terms) / average));
}

/** How rare a term is that so many of the rows hold, its inverse document frequency: ln(1 + (N − n + ½) / (n + ½)), > 0 (Robertson and Zaragoza 2009). */
export function inverseFrequency(holding: number, rows: number): number {
  return Math.log(1 + (rows - holding + 0.5) / (holding + 0.5));
}
