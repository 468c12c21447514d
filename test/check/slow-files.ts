import type { Reporter, TestModule } from 'vitest/node';
import { SLOW_SECONDS } from './slow.js';

/** Ends the fast run with the files that are slow by the rule of `slow.ts`. A machine that does other things makes others slow: it is said, no failure. */
export default class SlowFiles implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    for (const module of modules) {
      const seconds = module.diagnostic().duration / 1000;
      if (seconds > SLOW_SECONDS)
        console.log(`${module.relativeModuleId} took ${seconds.toFixed(1)} s: more than ${SLOW_SECONDS} on a quiet machine belong into test/check/slow.ts`);
    }
  }
}
