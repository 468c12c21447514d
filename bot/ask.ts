import { endWithReader } from '../retrieval/terminal/command-line.js';
import { readEnvironment } from './settings/config.js';
import { runCommand } from './exit.js';
import { ask } from './terminal/ask-command.js';

endWithReader();

await runCommand('ask', async () => {
  process.exitCode = await ask(process.argv.slice(2), {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: readEnvironment(),
    // Loaded once it is known that there is something to do: --help and wrong usage answer at once.
    open: async (settings, onProgress) => (await import('./opening.js')).openFromSettings(settings, onProgress),
  });
});
