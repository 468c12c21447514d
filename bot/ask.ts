import { ask, type AskWorld } from './terminal/ask-command.js';

// `| head` closes the pipe before everything is written: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

process.exitCode = await ask(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  open: async (options) => {
    const door = (await import(new URL('../retrieval/index.js', import.meta.url).href)) as { openDossier: AskWorld['open'] };
    return door.openDossier(options);
  },
});
