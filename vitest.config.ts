import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/build.ts'],
    reporters: ['default', './test/support/counts.ts'],
    // Many tests talk over HTTP to programs and browsers: on a shared machine one may run out of its time; a real fault fails twice.
    retry: process.env['CI'] ? 1 : 0,
    testTimeout: 60_000,
    hookTimeout: 180_000,
    // The model takes ~400 MB and both cores: more files at once only make each slower.
    maxWorkers: 2,
  },
});
