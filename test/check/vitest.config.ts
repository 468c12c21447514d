import { defineConfig, mergeConfig } from 'vitest/config';
import whole from '../../vitest.config.js';
import { SLOW } from './slow.js';

/** The tests of `npm run check` and `npm run watch`. */
export default mergeConfig(
  whole,
  defineConfig({ test: { reporters: ['./test/check/slow-files.ts'], exclude: ['node_modules/**', ...Object.values(SLOW).flat()] } }),
);
