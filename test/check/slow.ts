/**
 * Tests that `npm run check` leaves to `npm test`: one belongs here when its file takes more than ten seconds by itself on a quiet core, and then for
 * one of these reasons. The fast run names those that have become slow.
 */
export const SLOW: Readonly<Record<string, readonly string[]>> = {
  'drives the whole program from outside': ['test/commands/**', 'test/{readme,examples,floor}.test.ts', 'test/bot/main.test.ts'],
  'drives a browser': ['test/bot/preview/page/**'],
  'starts a PostgreSQL': ['test/retrieval/index/postgres/sharing.test.ts', 'test/retrieval/index/stores.test.ts', 'test/bot/keeping.test.ts'],
  'loads the shipped model': ['test/embeddings/{open,model}.test.ts'],
  'recognises text in pictures': ['test/retrieval/evaluation/formats.test.ts', 'test/retrieval/documents/{folder/read-again,formats/*-files}.test.ts'],
  'breaks things on purpose, many times': ['test/torture/**', 'test/retrieval/index/{build/kept-embeddings,folder/write}.test.ts'],
  'compares large made-up indexes with looking at everything': [
    'test/retrieval/index/vectors/{graph,vector-index}.test.ts',
    'test/retrieval/index/words/minisearch.test.ts',
  ],
  'waits for the disk to tell of changes': ['test/retrieval/watch/**'],
};

/** Tests that put something in the place of a module (`vi.mock`): where files share one load of the modules it is too late for that. */
export const REPLACING: readonly string[] = ['test/retrieval/index/{build/journal,folder/unread-files}.test.ts'];

/** Seconds after which a test file of the fast run is named as slow. */
export const SLOW_SECONDS = 10;
