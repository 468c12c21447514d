import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { projectRoot } from '../embeddings/project-root.js';

test('the top level is the fixed folders and files, and what tools need beside them', () => {
  const allowed = new Set([
    ...['bot', 'retrieval', 'embeddings', 'seeds', 'test', 'package.json', 'tsconfig.json', 'README.md'],
    ...['package-lock.json', 'LICENSE', 'eslint.config.js', 'vitest.config.ts', 'node_modules', 'dist', 'coverage', 'reports'],
  ]);
  const others = readdirSync(projectRoot).filter((name) => !name.startsWith('.') && !allowed.has(name));
  expect(others).toEqual([]);
});
