import { endWithReader } from '../../terminal/command-line.js';
import { evaluate } from '../command.js';

endWithReader();
process.exitCode = await evaluate(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  // Loaded once it is known that there is something to do: --help and wrong usage answer at once.
  open: async (options) => (await import('../../open-dossier.js')).openDossier(options),
});
