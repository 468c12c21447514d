import type { Progress } from './dossier.js';

/** Before this an estimate is a guess. In milliseconds. */
const ESTIMATE_AFTER = 3_000;

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
  return (progress) => {
    const { done, total, work = { done, total }, ahead = 0 } = progress;
    const time = now();
    if (stage === null) first = time;
    // A new stage, or another indexing: counts that go back belong to something else.
    if (progress.stage !== stage || done < from) {
      stage = progress.stage;
      began = time;
      from = done;
      fromWork = progress.stage === 'reading' ? 0 : work.done;
    }
    const elapsed = (time - began) / 1_000;
    const share = work.total > 0 ? Math.min(1, work.done / work.total) : 0;
    const left = Math.max(0, work.total - work.done);
    // Reading tells its work in seconds; of the others the pace is measured here.
    const stageLeft = progress.stage === 'reading' ? left : left === 0 ? 0 : work.done > fromWork ? (elapsed / (work.done - fromWork)) * left : null;
    const known = time - first >= ESTIMATE_AFTER && stageLeft !== null;
    return {
      share,
      secondsLeft: known ? stageLeft + ahead : null,
      perSecond: elapsed >= 1 && done > from ? (done - from) / elapsed : null,
    };
  };
}
