// npm install --no-save @stryker-mutator/core@9.6.1 @stryker-mutator/vitest-runner@9.6.1, then PART=passages npm run mutate
// One file: PART=passages TESTS=test/retrieval/passages/cut.test.ts npm run mutate -- --mutate retrieval/passages/cut.ts
export const MUTATED = {
  passages: ['retrieval/passages/**/*.ts'],
  index: [
    'retrieval/index/{best,bytes,rotation}.ts',
    'retrieval/index/build/{build-content,embedding-record,lend,passage-text}.ts',
    'retrieval/index/{words,tokens,kernels}/*.ts',
    'retrieval/index/vectors/{graph-file,vector-codes,vector-index,whole-vectors}.ts',
    'retrieval/index/folder/manifest.ts',
    'retrieval/index/folder/segments/{passages-part,plan-segments}.ts',
    'retrieval/index/postgres/{address,errors,like-patterns,postings,score-postings,segments}.ts',
  ],
  search: [
    'retrieval/search/{language,question/asked-kind,question/small-talk,rank/choose,rank/near-duplicates,rank/rank}.ts',
    'retrieval/search/{mark/expressions,mark/focus,mark/mark,verdict/premise,verdict/verdict,verdict/verdict-signals}.ts',
  ],
  evidence: [
    // Files and the open dossier (the ledger, dossier-documents, in-dossier, the zip) and wordings (evidence-words) are edges.
    'retrieval/evidence/{evidence-document,coverage}.ts',
    'retrieval/evidence/{words,quotes,chronology,absence}/*.ts',
    'retrieval/evidence/citations/{citation-id,check-citation}.ts',
    'retrieval/evidence/pack/{pack-content,pack-html,pack-markdown}.ts',
  ],
  messages: ['bot/messages/*.ts', 'bot/callback-data.ts'],
};
const part = process.env.PART ?? 'passages';

export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
  mutate: [...MUTATED[part], '!**/index.ts'],
  // What is worked out once when a file is loaded (word lists, patterns) cannot be switched between tests: the test of words and patterns hold those.
  ignoreStatic: true,
  coverageAnalysis: 'perTest',
  incremental: true,
  incrementalFile: `reports/mutation/${part}.incremental.json`,
  ignorePatterns: ['dist', 'coverage', 'reports', 'embeddings/model/*.onnx', 'bot/preview/page', 'test/files', 'test/walk'],
  concurrency: 2,
  timeoutMS: 3_000,
  reporters: ['clear-text', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, allowEmojis: false },
  jsonReporter: { fileName: `reports/mutation/${part}.json` },
  thresholds: { high: 80, low: 80, break: 80 },
};
