import { execFileSync } from 'node:child_process';
import { projectRoot } from '../../embeddings/project-root.js';

/** Worker threads and the commands run from dist/: build it once before the tests. */
export default function build(): void {
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc'], { cwd: projectRoot, stdio: 'inherit' });
}
