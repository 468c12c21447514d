import { sayTheSame, type Wording } from './near-duplicates.js';
import type { Hit } from './rank.js';

/** A hit to show, and those that say the same. */
export interface Chosen {
  readonly hit: Hit;
  readonly also: readonly Hit[];
}

/** Hits looked at past those shown: what repeats a shown passage ranks close behind it. */
const LOOKED_PAST = 20;

/** The best `limit` hits; one that says what a better one says is put with that one. */
export function chooseHits(hits: readonly Hit[], wordingOf: (row: number) => Wording, limit: number): Chosen[] {
  const chosen: { hit: Hit; also: Hit[]; wording: Wording }[] = [];
  for (const hit of hits.slice(0, limit + LOOKED_PAST)) {
    const wording = wordingOf(hit.row);
    const same = chosen.find((other) => sayTheSame(other.wording, wording));
    if (same) same.also.push(hit);
    else if (chosen.length < limit) chosen.push({ hit, also: [], wording });
  }
  return chosen;
}
