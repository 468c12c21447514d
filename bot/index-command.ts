import { readEnvironment } from './config.js';
import { runCommand } from './exit.js';
import { bringUpToDate } from './terminal/bring-up-to-date.js';

// `| head` closes the pipe before everything is written: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

await runCommand('index', async () => {
  process.exitCode = await bringUpToDate(process.argv.slice(2), {
    stdout: process.stdout,
    stderr: process.stderr,
    env: readEnvironment(),
    // Loaded once it is known that there is something to do: --help and wrong usage answer at once.
    open: async (settings, onProgress) => (await import('./opening.js')).openFromSettings(settings, onProgress),
  });
});
