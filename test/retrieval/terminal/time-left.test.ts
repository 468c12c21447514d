import { describe, expect, it } from 'vitest';
import { ReadingPace } from '../../../retrieval/documents/folder/reading-pace.js';
import type { Progress } from '../../../retrieval/progress.js';
import { paceOf } from '../../../retrieval/terminal/time-left.js';
import { seeded } from '../../support/seeded.js';

interface Made {
  readonly file: string;
  readonly size: number;
  /** Seconds that reading it really takes, in steps (pages of a scan). */
  readonly steps: readonly number[];
  /** Lengths of its passages. */
  readonly passages: readonly number[];
}

/** An indexing on a clock of its own: what it reports, when, and how long it really takes. */
function simulated(files: readonly Made[], charactersASecond: number, next: () => number) {
  let clock = 0;
  const pace = paceOf(() => clock * 1_000);
  const told: { at: number; left: number | null }[] = [];
  const tell = (progress: Progress): void => {
    told.push({ at: clock, left: pace(progress).secondsLeft });
  };
  const reading = new ReadingPace(files);
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const all = files.flatMap(({ passages }) => passages);
  let [bytesRead, characters] = [0, 0];
  for (const [done, file] of files.entries()) {
    const began = clock;
    const all = file.passages.reduce((sum, length) => sum + length, 0);
    const ahead = (share = 0): number =>
      bytesRead + share === 0 ? 0 : ((characters + share * all) * bytes) / (bytesRead + share * file.size) / charactersASecond;
    for (const [step, seconds] of file.steps.entries()) {
      if (file.steps.length > 1)
        tell({
          stage: 'reading',
          done,
          total: files.length,
          work: reading.work({ ...file, share: step / file.steps.length, seconds: clock - began }),
          ahead: ahead(step / file.steps.length),
        });
      clock += seconds;
    }
    reading.took(file, clock - began);
    bytesRead += file.size;
    characters += all;
    tell({ stage: 'reading', done: done + 1, total: files.length, work: reading.work(), ahead: ahead() });
  }
  const work = { done: 0, total: all.reduce((sum, length) => sum + length, 0) };
  for (const [done, length] of all.entries()) {
    tell({ stage: 'embedding', done, total: all.length, work: { ...work } });
    clock += (length / charactersASecond) * (0.6 + 0.8 * next());
    work.done += length;
  }
  return { told, total: clock };
}

/** Characters of passages: short notes and long ones, most near 700. */
const lengths = (count: number, next: () => number): number[] => Array.from({ length: count }, () => Math.round(60 + 1_300 * next() ** 1.5));

const MIB = 1024 * 1024;
const text = (at: number, next: () => number): Made => {
  const passages = lengths(1 + Math.floor(12 * next() ** 2), next);
  return { file: `note ${at}.txt`, size: passages.reduce((sum, length) => sum + length, 0) * 1.05, steps: [0.002 + 0.002 * next()], passages };
};
const scan = (at: number, next: () => number): Made => {
  const pages = 1 + Math.floor(15 * next());
  return {
    file: `scan ${at}.pdf`,
    size: pages * 0.3 * MIB * (0.85 + 0.3 * next()),
    steps: Array.from({ length: pages }, () => 3 + 2 * next()),
    passages: lengths(2 * pages, next),
  };
};
const report = (at: number, next: () => number): Made => {
  const pages = 5 + Math.floor(30 * next());
  return { file: `report ${at}.docx`, size: pages * 0.02 * MIB, steps: [pages * 0.004 * (0.8 + 0.4 * next())], passages: lengths(3 * pages, next) };
};
const photo = (at: number, next: () => number): Made => ({
  file: `photo ${at}.jpg`,
  size: MIB * (1 + next()),
  steps: [4 + 3 * next()],
  passages: lengths(2, next),
});

describe('the time left', () => {
  it.each([
    ['texts', (next: () => number) => Array.from({ length: 400 }, (_, at) => text(at, next)), 2_000],
    ['texts, on a fast machine', (next: () => number) => Array.from({ length: 400 }, (_, at) => text(at, next)), 50_000],
    ['Word files', (next: () => number) => Array.from({ length: 60 }, (_, at) => report(at, next)), 10_000],
    ['scans', (next: () => number) => Array.from({ length: 60 }, (_, at) => scan(at, next)), 8_000],
    [
      'one long scan',
      (next: () => number) => [{ ...scan(0, next), size: 90 * MIB, steps: Array.from({ length: 300 }, () => 4 + next()), passages: lengths(600, next) }],
      8_000,
    ],
    ['everything', (next: () => number) => Array.from({ length: 600 }, (_, at) => [text, report, scan, photo, text, text][at % 6]!(at, next)), 8_000],
  ])('of a build of %s is within a fifth after its first tenth', (_, make, speed) => {
    for (let seed = 1; seed <= 5; seed++) {
      const next = seeded(seed);
      const { told, total } = simulated(make(next), speed, next);
      const later = told.filter(({ at }) => at >= total / 10);
      expect(later.length).toBeGreaterThan(50);
      for (const { at, left } of later) {
        if (at < 3.1) continue;
        expect(left, `at ${at.toFixed(1)} of ${total.toFixed(1)} s`).not.toBeNull();
        // The last seconds may be off by one.
        expect(Math.abs(left! - (total - at)), `at ${at.toFixed(1)} of ${total.toFixed(1)} s`).toBeLessThanOrEqual(0.2 * (total - at) + 1);
      }
    }
  });

  it('would be wrong by passages: long ones at the end take longer', () => {
    const files = [...Array.from({ length: 100 }, () => 100), ...Array.from({ length: 100 }, () => 1_500)];
    let clock = 0;
    const pace = paceOf(() => clock * 1_000);
    const total = files.reduce((sum, length) => sum + length, 0);
    let done = 0;
    let told = 0;
    for (const [at, length] of files.entries()) {
      const { secondsLeft } = pace({ stage: 'embedding', done: at, total: files.length, work: { done, total } });
      if (at === 50) told = secondsLeft!;
      clock += length / 1_000;
      done += length;
    }
    expect(told).toBeCloseTo(155, 0);
  });

  it('is not told before there is anything to go by, nor for what stands still', () => {
    let clock = 0;
    const pace = paceOf(() => clock);
    expect(pace({ stage: 'embedding', done: 0, total: 10 })).toEqual({ share: 0, secondsLeft: null, perSecond: null });
    clock = 2_000;
    expect(pace({ stage: 'embedding', done: 1, total: 10 }).secondsLeft).toBeNull();
    clock = 4_000;
    expect(pace({ stage: 'embedding', done: 2, total: 10 })).toEqual({ share: 0.2, secondsLeft: 16, perSecond: 0.5 });
    expect(pace({ stage: 'writing', done: 0, total: 0 })).toEqual({ share: 0, secondsLeft: 0, perSecond: null });
  });
});
