import type { Progress } from '../progress.js';

/** Before this many seconds an estimate is a guess. */
const ESTIMATE_AFTER = 3;

/** What was expected of a stage counts for so many seconds of it. */
const EXPECTED_COUNTS = 2;

/** What the progress of an indexing says of its speed. */
export interface Pace {
  /** Of the stage's work that is done, 0 to 1. */
  readonly share: number;
  /** Until the index is written; `null` while there is nothing to go by. */
  readonly secondsLeft: number | null;
  /** Files, documents or passages a second in this stage; `null` likewise. */
  readonly perSecond: number | null;
}

/**
 * Tells how long an indexing will take from what it reports as it goes: each stage goes on as it went so far, by its work (characters, not
 * passages: they differ in length), and the stages after it take what the indexing itself expects.
 * @param now a clock in milliseconds
 */
export function paceOf(now: () => number): (progress: Progress) => Pace {
  let stage: Progress['stage'] | null = null;
  let began = 0;
  let from = 0;
  let fromWork = 0;
  let first = 0;
  let expected = 0;
  let last = 0;
  return (progress) => {
    const { done, total, work = { done, total }, ahead = 0 } = progress;
    const time = now() / 1_000;
    if (stage === null) first = time;
    // A new stage, or another indexing: counts that go back belong to something else.
    if (progress.stage !== stage || done < from) {
      // Splitting is quick: what comes ahead of it is embedding.
      expected = progress.stage === 'embedding' ? last : 0;
      stage = progress.stage;
      began = time;
      from = done;
      fromWork = work.done;
    }
    if (ahead > 0) last = ahead;
    const elapsed = time - began;
    const left = Math.max(0, work.total - work.done);
    // Reading tells its work in seconds; of the others the pace is measured here, from what was expected of it on.
    const stageLeft = stage === 'reading' || left === 0 ? left : left * paceFrom(elapsed, work.done - fromWork, expected / (work.total - fromWork));
    const known = time - first >= ESTIMATE_AFTER && Number.isFinite(stageLeft);
    return {
      share: work.total > 0 ? Math.min(1, work.done / work.total) : 0,
      secondsLeft: known ? stageLeft + ahead : null,
      perSecond: elapsed >= 1 && done > from ? (done - from) / elapsed : null,
    };
  };
}

/** Seconds a unit of work; not finite when nothing says so. @param expected the same, as told before the stage began; 0 when it was not */
function paceFrom(elapsed: number, done: number, expected: number): number {
  return expected > 0 && Number.isFinite(expected) ? (elapsed + EXPECTED_COUNTS) / (done + EXPECTED_COUNTS / expected) : elapsed / done;
}
