import { defineConfig } from 'vitest/config';

/** `npm run walk`: not a test that `npm test` runs, since what it makes is pictures for people to look at. */
export default defineConfig({
  test: { include: ['test/walk/newcomer.ts'], globalSetup: ['test/support/build.ts'], testTimeout: 600_000, hookTimeout: 180_000 },
});
