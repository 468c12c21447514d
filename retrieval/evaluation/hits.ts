import type { Gold } from './questions/questions.js';

/** White space (no-break spaces and line ends too) collapsed to single spaces, none at the ends. */
export function collapse(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** Share of the gold quote's characters that a passage must hold in one run (design.md). */
const NEEDED_SHARE = 0.5;

/** What of a passage a hit depends on. */
export interface Found {
  readonly file: string;
  readonly quote: string;
}

/**
 * Whether a passage is a hit for a gold: it comes from the gold's file and, white space collapsed, holds at least half of
 * the gold quote's characters (UTF-16 units) in one run. Without a quote any passage of the file is one.
 */
export function isHit(passage: Found, gold: Gold): boolean {
  if (passage.file !== gold.file) return false;
  if (gold.quote === undefined) return true;
  const wanted = collapse(gold.quote);
  const held = collapse(passage.quote);
  const needed = Math.ceil(NEEDED_SHARE * wanted.length);
  for (let start = 0; start + needed <= wanted.length; start++) if (held.includes(wanted.slice(start, start + needed))) return true;
  return false;
}

/** For each gold, the rank (from 1) of the first passage that is a hit for it; `null` when there is none. */
export function goldRanks(passages: readonly Found[], golds: readonly Gold[]): (number | null)[] {
  return golds.map((gold) => {
    const index = passages.findIndex((passage) => isHit(passage, gold));
    return index < 0 ? null : index + 1;
  });
}
