import type { Outcome } from '../run.js';

/** The ways in which an answer misses, gravest first, in words for a table or a heading. */
export const MISSES = {
  'answered-wrongly': 'Answered, though the dossier does not say it',
  'not-found': 'Not among the first 10',
  'partly-found': 'Found only in part: several documents were needed',
  lower: 'Found, but not first',
  withheld: 'Right passage first, but refused',
  'mark-elsewhere': 'Right passage first, but another sentence marked',
} as const;

export type Miss = keyof typeof MISSES;

/** What is wrong with an outcome; empty when nothing is. */
export function missesOf(outcome: Outcome): Miss[] {
  const misses: Miss[] = [];
  if (!outcome.answerable) {
    if (outcome.verdict === 'answered') misses.push('answered-wrongly');
    return misses;
  }
  if (outcome.served === null) misses.push(outcome.ranks.some((rank) => rank !== null) ? 'partly-found' : 'not-found');
  else if (!outcome.firstRight) misses.push('lower');
  if (outcome.firstRight && outcome.verdict !== 'answered') misses.push('withheld');
  if (outcome.marked === false) misses.push('mark-elsewhere');
  return misses;
}
