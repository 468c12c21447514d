import { defineConfig } from 'vitest/config';

/* The quick tests of what is mutated, chosen by PART; long texts and benchmarks would be run again for each of thousands of mutants. */
export const PARTS: Readonly<Record<string, readonly string[]>> = {
  passages: ['test/retrieval/passages/**/*.test.ts'],
  index: [
    'test/retrieval/index/*.test.ts',
    'test/retrieval/index/{words,tokens,kernels,vectors}/*.test.ts',
    'test/retrieval/index/build/{build-content,embedding-record,lend,passage-text}.test.ts',
    'test/retrieval/index/folder/{manifest,passages-part,plan-segments}.test.ts',
    'test/retrieval/index/postgres/{address,errors,like-patterns,postings,score-postings,segments}.test.ts',
    '!test/retrieval/index/{stores,vectors/graph,words/minisearch}.test.ts',
  ],
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
    testNamePattern:
      /^(?!.*(?:1 MB|100,000|PIAF|comes to an end|words of a scan|65,535|2000 words|however low|of (?:100|384|768|4096) values|\(seed \d|edits reached|every slice|without a full stop)).*$/u,
    testTimeout: 60_000,
  },
});
