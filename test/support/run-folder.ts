import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Everything temporary of a run, of the tests and of the programs that they start, lies in one folder, removed when the run ends. */
export default function runFolder(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'dossier-bot-tests-'));
  process.env['TMPDIR'] = folder;
  return () => {
    rmSync(folder, { recursive: true, force: true });
  };
}
