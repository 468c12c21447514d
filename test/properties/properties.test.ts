import { afterAll, expect, test } from 'vitest';
import { PROPERTIES } from './index.js';
import { dealt } from './property.js';

/* `FAST_CHECK_RUNS=100000 FAST_CHECK_SEED=$RANDOM` for a night's run; the same small one on every `npm test`. */
const cases = Number(process.env['FAST_CHECK_RUNS'] ?? 2_000);
const seed = Number(process.env['FAST_CHECK_SEED'] ?? 1);
let tried = 0;

test.each(dealt(PROPERTIES, cases))('$name', async (property) => {
  const { cases: ran, fault } = await property.run(property.cases, seed);
  tried += ran;
  expect(fault).toBeNull();
}, 600_000);

afterAll(() => {
  console.log(`${tried} generated cases of ${PROPERTIES.length} properties, seed ${seed}`);
});
