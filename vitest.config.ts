import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/build.ts'],
    reporters: ['default', './test/support/counts.ts'],
    testTimeout: 60_000,
    hookTimeout: 180_000,
    // The model takes ~400 MB and both cores: more files at once only make each slower.
    maxWorkers: 2,
  },
});
