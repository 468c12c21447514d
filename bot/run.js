// Starts a command from the compiled code, compiling first when a source is newer than what was compiled.
// Plain JavaScript, so that `npm start` works right after a pull without a build step to remember.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [command, ...options] = process.argv.slice(2);
const commands = {
  main: 'bot/main.js',
  ask: 'bot/ask.js',
  'index-command': 'bot/index-command.js',
  evaluate: 'retrieval/evaluation/commands/evaluate.js',
  'evaluate-quotes': 'retrieval/evaluation/commands/evaluate-quotes.js',
  'evaluate-dates': 'retrieval/evaluation/commands/evaluate-dates.js',
  'evaluate-passages': 'retrieval/evaluation/commands/evaluate-passages.js',
  fit: 'retrieval/evaluation/commands/fit.js',
  bench: '../test/bench/run.mjs',
};
const file = join(root, 'dist', commands[command] ?? '');
/** What the compiler knows of its last run: it compiles again only what changed since, and touches nothing else. */
const memo = join(root, 'dist/.tsbuildinfo');

if (isStale()) {
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  if (existsSync(compiler)) {
    // Told of files that are there no more, it would not make them again.
    if (!existsSync(file)) rmSync(memo, { force: true });
    const began = new Date();
    const { status } = spawnSync(process.execPath, [compiler, '-p', root], { stdio: ['ignore', 2, 2] });
    if (status !== 0) {
      rmSync(memo, { force: true });
      process.exit(2);
    }
    utimesSync(memo, began, began);
  } else if (!existsSync(file)) {
    console.error(`starting ${command}: dist/ expected beside package.json, found none; run "npm install" (with its development packages) first`);
    process.exit(2);
  }
}
process.argv = [process.argv[0], file, ...options];
await import(pathToFileURL(file).href);

function isStale() {
  if (!existsSync(file)) return true;
  const built = statSync(memo, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return ['bot', 'retrieval', 'embeddings'].some((folder) =>
    readdirSync(join(root, folder), { recursive: true }).some((name) => /\.(?:ts|json)$/.test(name) && statSync(join(root, folder, name)).mtimeMs > built),
  );
}
