/** The few numbers that were learned. */
export const WEIGHTS = {
  fusion: { meaning: 0.55 },
  rank: { coverage: 0.1 },
};
