import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectRoot } from '../embeddings/project-root.js';
import { seedText } from './support/dossiers.js';
import { docExamplesIn, exampleOf } from './support/examples.js';
import { filled, temporaryFolder } from './support/folder.js';
import { readReadme } from './support/readme.js';

/* The examples of the docstrings and of the README run as a program that is not the bot would run them: the package imported by its name. */
const documented = ['embeddings', 'retrieval'].flatMap((layer) =>
  readdirSync(join(projectRoot, layer), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) =>
      docExamplesIn(readFileSync(join(projectRoot, layer, name), 'utf8')).map((example, at) => ({ name: `${layer}/${name} ${at + 1}`, ...example })),
    ),
);
const programs = readReadme(readFileSync(join(projectRoot, 'README.md'), 'utf8')).programs.map((code, at) => ({
  name: `README.md ${at + 1}`,
  ...exampleOf(code),
}));
const examples = [...documented, ...programs];

test('an example is what follows @example in a docstring, up to the next tag', () => {
  const source =
    '/**\n * Adds.\n * @example\n * console.log(1 + 1); // → 2\n * console.log(3);\n * @throws nothing\n */\nfunction add() {}\n/**\n * @example\n */';
  expect(docExamplesIn(source)).toEqual([
    { code: 'console.log(1 + 1); // → 2\nconsole.log(3);', prints: ['2'] },
    { code: '', prints: [] },
  ]);
});

describe('the examples of the docstrings and of the README', () => {
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
    expect(documented.length).toBeGreaterThan(5);
    expect(programs.length).toBeGreaterThan(0);
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

/** A program of somebody else's: it asks, checks a quote and embeds. */
const PROGRAM = `
import { openDossier, type Answer, type Dossier } from 'dossier-bot';
import { verifyInDossier, type QuoteCheck } from 'dossier-bot/evidence';
import { openEmbedder, type Embedder } from 'dossier-bot/embeddings';

const dossier: Dossier = await openDossier({ folder: 'papers', index: 'papers-index' });
const answer: Answer = await dossier.ask('Combien de cellules ont été fouillées ?');
console.log(answer.verdict, answer.passages[0]?.file);
const check: QuoteCheck = verifyInDossier(dossier, 'près de 5 000 de ces appareils étaient en usage');
console.log(check.verdict);
await dossier.close();
const embedder: Embedder = await openEmbedder({ allowDownload: false });
const { vector } = await embedder.embed('cellules', 'question');
console.log(vector.length);
await embedder.close();
`;

describe('a program elsewhere', () => {
  let folder: string;
  let installed: string;
  beforeAll(() => {
    const compilerOptions = { module: 'nodenext', target: 'es2023', strict: true, types: ['node'], typeRoots: [join(projectRoot, 'node_modules/@types')] };
    folder = filled(temporaryFolder(), {
      'package.json': '{ "type": "module" }',
      'program.ts': PROGRAM,
      'tsconfig.json': JSON.stringify({ compilerOptions, files: ['program.ts'] }),
      'papers/prisons.txt': seedText('002'),
    });
    installed = join(folder, 'node_modules', 'dossier-bot');
    mkdirSync(join(folder, 'node_modules'));
    execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: projectRoot, stdio: 'pipe' });
    execFileSync('tar', ['-xzf', readdirSync(folder).find((name) => name.endsWith('.tgz'))!], { cwd: folder });
    renameSync(join(folder, 'package'), installed);
    symlinkSync(join(projectRoot, 'node_modules'), join(installed, 'node_modules'));
  });
  const run = () => execFileSync(process.execPath, ['program.js'], { cwd: folder, encoding: 'utf8' }).trim().split('\n');

  test('asks, checks a quote and embeds with what npm pack packs; a compiler finds the types, and nothing wrong in them', () => {
    execFileSync(process.execPath, [join(projectRoot, 'node_modules/typescript/bin/tsc'), '-p', folder], { encoding: 'utf8' });
    expect(run()).toEqual(['answered prisons.txt', 'exact', '384']);
  });

  test('what npm pack packs is the program, its model and the seeds, and nothing that is there for development', () => {
    const held = readdirSync(installed).filter((name) => name !== 'node_modules');
    expect(held.sort()).toEqual(['LICENSE', 'README.md', 'bot', 'dist', 'embeddings', 'package.json', 'retrieval', 'seeds']);
    expect(readdirSync(join(installed, 'dist')).sort()).toEqual(['bot', 'embeddings', 'retrieval']);
  });

  test('does so with a link to the project, which is what npm install of a folder makes', () => {
    rmSync(installed, { recursive: true });
    symlinkSync(projectRoot, installed);
    expect(run()).toEqual(['answered prisons.txt', 'exact', '384']);
  });
});
