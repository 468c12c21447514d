import { expect, test } from 'vitest';
import { countsTable, isSound } from './report.js';
import { TRIALS } from './trials/index.js';

/* The short form of `npm run torture`: nothing lost, nothing wrong. */
test.each(TRIALS.map((trial) => [trial.name, trial] as const))(
  '%s: nothing lost, nothing wrong',
  async (_name, trial) => {
    const lines: string[] = [];
    const began = performance.now();
    const result = await trial.run({ short: true, seed: 1, say: (line) => void lines.push(line) });
    console.log(countsTable([{ trial, result, seconds: (performance.now() - began) / 1000 }]));
    expect({ lost: result.lost, wrong: result.wrong, findings: result.findings ?? [] }).toEqual({ lost: 0, wrong: 0, findings: [] });
    expect(result.trials).toBeGreaterThan(0);
  },
  240_000,
);

test('a trial that tried nothing, lost something, did something wrong or broke off is not sound', () => {
  const trial = TRIALS[0]!;
  const counts = { trials: 5, faults: 5, lost: 0, wrong: 0 };
  expect(isSound({ trial, result: counts, seconds: 1 })).toBe(true);
  for (const result of [{ ...counts, trials: 0 }, { ...counts, lost: 1 }, { ...counts, wrong: 1 }, new Error('broke')])
    expect(isSound({ trial, result, seconds: 1 })).toBe(false);
});
