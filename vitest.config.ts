import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/build.ts', 'test/support/run-folder.ts'],
    reporters: ['default', './test/support/counts.ts'],
    // Only what hangs meets these: a machine with other work takes many times as long.
    testTimeout: 240_000,
    // One second, vitest's own, is too short for a browser on a loaded machine; what holds at once takes no longer for that.
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 300_000,
    // The model takes ~400 MB and both cores: more files at once only make each slower.
    maxWorkers: 2,
    coverage: { provider: 'v8', include: ['bot/**/*.ts', 'retrieval/**/*.ts', 'embeddings/**/*.ts'], reporter: ['text-summary', 'json-summary', 'html'] },
  },
});
