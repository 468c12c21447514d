import { dirname } from 'node:path';
import { codeOrMessage, systemCode, UserError } from '../../errors.js';
import { DamagedIndexError } from '../errors.js';

/** What to do about what a system says most when it does not let a file be read; anything else: look at the file. */
const REMEDIES: Readonly<Record<string, string>> = {
  EACCES: 'give the permission to read it, or name another place with --index or INDEX',
  EPERM: 'give the permission to read it, or name another place with --index or INDEX',
  EMFILE: 'let the program have more files open ("ulimit -n"), and start it again',
  ENFILE: 'let the system have more files open, and start the program again',
  ENOMEM: 'free some memory, and start the program again',
  ENOTDIR: 'a file stands where the folder of the index should: name a folder with --index or INDEX',
};

/**
 * What it means that a file of the index cannot be opened or read. Only what is gone, or can be read no more, is damage: a whole index that
 * the system does not let be read just now must not be built again.
 * @returns a `DamagedIndexError`, or a `UserError` that says what to do.
 */
export function whyUnread(error: unknown, path: string, name: string): DamagedIndexError | UserError {
  const code = systemCode(error);
  if (code === 'ENOENT' || code === 'EIO') return new DamagedIndexError(`its file ${name} is missing or cannot be read (${code})`);
  const remedy = REMEDIES[code ?? ''] ?? `look at it, or remove ${dirname(path)} to have the index built again`;
  return new UserError(`opening the index: a file that can be read expected at ${path}, found ${codeOrMessage(error)}; ${remedy}`);
}
