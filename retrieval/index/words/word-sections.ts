/** Names of the parts of an index file that hold words. */
export const SECTIONS = {
  letters: 'words.letters',
  starts: 'words.starts',
  shared: 'words.shared',
  postingStarts: 'words.posting-starts',
  /**
   * A term's postings: how many passages hold it; then for each field how many postings, and for each the step to its row
   * (from −1) × 2, plus 1 when the term occurs more than once, in which case how often follows.
   */
  postings: 'words.postings',
  lengths: 'words.lengths',
} as const;

export type WordSections = Readonly<Record<(typeof SECTIONS)[keyof typeof SECTIONS], Uint8Array>>;
