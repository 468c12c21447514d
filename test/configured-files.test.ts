import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../embeddings/project-root.js';
import { REPLACING, SLOW } from './check/slow.js';
import { MUTATED } from './mutation/stryker.config.mjs';
import { PARTS } from './mutation/vitest.config.js';

/* A file that was renamed or removed is still named by the configurations: nothing would say that it is no longer looked at. */
const files = ['bot', 'embeddings', 'retrieval', 'test'].flatMap((folder) =>
  readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
);

/** `a/{b,c}.ts` → `a/b.ts`, `a/c.ts`: each name by itself, so that one that is gone is noticed beside one that is there. */
function unfolded(pattern: string): string[] {
  const braces = /^(.*?)\{([^{}]*)\}(.*)$/u.exec(pattern);
  if (braces === null) return [pattern];
  const [, before, names, after] = braces;
  return names!.split(',').flatMap((name) => unfolded(`${before!}${name}${after!}`));
}

/** Those of some patterns (`*` within a name, `**` any folders; `!` before what is left out) that no file fits. */
function idle(patterns: readonly string[]): string[] {
  const asRegExp = (pattern: string) =>
    new RegExp(`^${pattern.replace(/[.+]/gu, '\\$&').replace(/\*\*\/?|\*/gu, (stars) => (stars === '*' ? '[^/]*' : '.*'))}$`, 'u');
  return patterns.flatMap((pattern) => unfolded(pattern.replace(/^!/u, ''))).filter((pattern) => !files.some((file) => asRegExp(pattern).test(file)));
}

test('names are unfolded, and one that no file fits is found', () => {
  expect(unfolded('a/{b,c/*-d}.{ts,js}')).toEqual(['a/b.ts', 'a/b.js', 'a/c/*-d.ts', 'a/c/*-d.js']);
  expect(idle(['test/{configured-files,gone}.test.ts', 'test/**/*.test.ts', 'test/check/*', 'nowhere/**'])).toEqual(['test/gone.test.ts', 'nowhere/**']);
  expect(idle(['!test/{configured-files,gone}.test.ts'])).toEqual(['test/gone.test.ts']);
});

test('npm run check: the tests that it leaves out are there', () => {
  expect(idle([...Object.values(SLOW).flat(), ...REPLACING])).toEqual([]);
});

test('npm run unused: what is started from outside is there', () => {
  const { entry, project } = JSON.parse(readFileSync(join(projectRoot, '.knip.json'), 'utf8')) as Record<'entry' | 'project', string[]>;
  expect(idle([...entry, ...project])).toEqual([]);
});

test('npm run mutate: what it changes, and the tests that must notice, are there', () => {
  expect(Object.keys(PARTS)).toEqual(Object.keys(MUTATED));
  expect(idle([...Object.values(MUTATED).flat(), ...Object.values(PARTS).flat()])).toEqual([]);
});
