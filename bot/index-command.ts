import { endWithReader } from '../retrieval/terminal/command-line.js';
import { readEnvironment } from './settings/config.js';
import { runCommand } from './exit.js';
import { stopSignal } from './stopping.js';
import { bringUpToDate } from './terminal/bring-up-to-date.js';

endWithReader();

await runCommand('index', async () => {
  process.exitCode = await bringUpToDate(process.argv.slice(2), {
    stdout: process.stdout,
    stderr: process.stderr,
    env: readEnvironment(),
    // Loaded once it is known that there is something to do: --help and wrong usage answer at once.
    open: async (settings, onProgress, signal) => (await import('./opening.js')).openFromSettings(settings, onProgress, signal),
    stopping: stopSignal(),
  });
});
