import { evaluate } from './command.js';

// `| head` closes the pipe before everything is written: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

process.exitCode = await evaluate(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  // Loaded once it is known that there is something to do: --help and wrong usage answer at once.
  open: async (options) => (await import('../open-dossier.js')).openDossier(options),
});
