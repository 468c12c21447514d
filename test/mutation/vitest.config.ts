import { defineConfig } from 'vitest/config';

/* The quick tests of what is mutated, chosen by PART; long texts and benchmarks would be run again for each of thousands of mutants. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  passages: ['test/retrieval/passages/**/*.test.ts'],
  index: ['test/retrieval/index/{best,token-codes}.test.ts', 'test/retrieval/index/{words,vectors}/*.test.ts'],
  search: ['test/retrieval/search/**/*.test.ts'],
  evidence: ['test/retrieval/evidence/**/*.test.ts'],
  messages: ['test/bot/messages/**/*.test.ts', 'test/bot/callback-data.test.ts'],
};
const part = process.env['PART'];
/** Fewer tests still: those of the file looked at. */
const tests = process.env['TESTS'];

export default defineConfig({
  test: {
    include: tests !== undefined ? [tests] : part === undefined ? Object.values(PARTS).flat() : [...(PARTS[part] ?? [])],
    testNamePattern: /^(?!.*(?:1 MB|100,000|PIAF|comes to an end|words of a scan|\(seed \d|edits reached|every slice|without a full stop)).*$/u,
    testTimeout: 60_000,
  },
});
