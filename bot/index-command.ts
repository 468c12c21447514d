import { bringUpToDate, type IndexWorld } from './terminal/bring-up-to-date.js';

// `| head` closes the pipe before everything is written: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

process.exitCode = await bringUpToDate(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  open: async (options) => {
    const door = (await import(new URL('../retrieval/index.js', import.meta.url).href)) as { openDossier: IndexWorld['open'] };
    return door.openDossier(options);
  },
});
