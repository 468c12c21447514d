import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { UserError } from '../errors.js';

/**
 * A file of text.
 * @param what it holds, for messages
 * @throws {UserError} when it cannot be read, or is not UTF-8
 */
export function readText(file: string, what: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new UserError(`reading ${what} from ${file}: a file that can be read expected, found ${reasonOf(error)}; check the path`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UserError(`reading ${what} from ${file}: UTF-8 text expected, found other bytes; save it as UTF-8`);
  }
}

/** @throws {UserError} when the file cannot be written */
export function writeText(file: string, text: string): void {
  writing(file, () => {
    writeFileSync(file, text);
  });
}

/** Adding nothing opens the file as writing will, and leaves an earlier report whole should the work fail. @throws {UserError} when it cannot be written */
export function checkWritable(file: string): void {
  writing(file, () => {
    appendFileSync(file, '');
  });
}

function writing(file: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw new UserError(`writing ${file}: a file that can be written expected, found ${reasonOf(error)}; name another place`);
  }
}

/** Node's messages for the file system, without the call and path that follow the comma. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.split(',')[0]! : String(error);
}
