import { dealt } from '../../properties/property.js';
import { PROPERTIES } from '../../properties/index.js';
import type { Trial, TrialOptions, TrialResult } from '../trial.js';

/** Generated cases of a night, and of `npm test`. */
const CASES = { long: 100_000, short: 2_000 };

/** What must hold for every text, message, setting and file, tried on generated ones. */
export const properties: Trial = {
  name: 'properties',
  about: 'any text, bytes, settings and lines: quotes are slices, messages within Telegram’s limits, one clear error at most',
  run,
};

async function run({ short, seed, say }: TrialOptions): Promise<TrialResult> {
  const findings: string[] = [];
  let trials = 0;
  for (const property of dealt(PROPERTIES, short ? CASES.short : CASES.long)) {
    const { cases, fault } = await property.run(property.cases, seed);
    trials += cases;
    say(`${property.name}: ${cases} cases`);
    if (fault !== null) findings.push(`${property.name}: ${fault}`);
  }
  // Every case is a fault made on purpose.
  return { trials, faults: trials, lost: 0, wrong: findings.length, counts: { properties: PROPERTIES.length }, findings };
}
