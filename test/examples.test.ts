import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectRoot } from '../embeddings/project-root.js';
import { docExamplesIn } from './support/examples.js';
import { temporaryFolder } from './support/folder.js';

/* The examples of the docstrings run as a program that is not the bot would run them: the package imported by its name. */
const examples = ['embeddings', 'retrieval'].flatMap((layer) =>
  readdirSync(join(projectRoot, layer), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) =>
      docExamplesIn(readFileSync(join(projectRoot, layer, name), 'utf8')).map((example, at) => ({ name: `${layer}/${name} ${at + 1}`, ...example })),
    ),
);

test('an example is what follows @example in a docstring, up to the next tag', () => {
  const source =
    '/**\n * Adds.\n * @example\n * console.log(1 + 1); // → 2\n * console.log(3);\n * @throws nothing\n */\nfunction add() {}\n/**\n * @example\n */';
  expect(docExamplesIn(source)).toEqual([
    { code: 'console.log(1 + 1); // → 2\nconsole.log(3);', prints: ['2'] },
    { code: '', prints: [] },
  ]);
});

describe('the examples of the docstrings', () => {
  // Inside the project, so that its name can be imported; dist/ is no part of what is shipped or checked.
  const folder = join(projectRoot, 'dist', 'examples');
  let place: string;
  beforeAll(() => {
    mkdirSync(folder, { recursive: true });
    place = temporaryFolder();
    symlinkSync(join(projectRoot, 'seeds'), join(place, 'seeds'));
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test('are there', () => {
    expect(examples.length).toBeGreaterThan(5);
  });

  test.each(examples)('$name runs, and prints what it says', ({ name, code, prints }) => {
    expect(code).toMatch(/^import .+ from 'dossier-bot/mu);
    const file = join(folder, `${name.replace(/\W+/gu, '-')}.mjs`);
    writeFileSync(file, code);
    const printed = execFileSync(process.execPath, [file], { cwd: place, encoding: 'utf8' });
    expect(
      printed
        .trim()
        .split('\n')
        .filter((line) => line !== '')
        .slice(0, prints.length),
    ).toEqual(prints);
  });
});
