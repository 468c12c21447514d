import { defineConfig, mergeConfig } from 'vitest/config';
import whole from '../../vitest.config.js';
import { REPLACING, SLOW } from './slow.js';

/**
 * The tests of `npm run check` and `npm run watch`. Files share one load of the modules, which halves the time; `npm test` gives each its own, so what
 * one file leaves behind for another shows there.
 */
export default mergeConfig(
  whole,
  defineConfig({
    test: { reporters: ['./test/check/slow-files.ts'], isolate: false, exclude: ['node_modules/**', ...Object.values(SLOW).flat(), ...REPLACING] },
  }),
);
