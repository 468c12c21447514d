import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Compiles the program when a source is newer than what was compiled. */
export function buildWhenStale(root) {
  const built = statSync(join(root, 'dist/retrieval/index.js'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const stale = ['bot', 'retrieval', 'embeddings'].some((folder) =>
    readdirSync(join(root, folder), { recursive: true }).some((name) => /\.(?:ts|json)$/u.test(name) && statSync(join(root, folder, name)).mtimeMs > built),
  );
  if (stale) execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc')], { cwd: root, stdio: ['ignore', 2, 2] });
}
