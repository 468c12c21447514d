import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UserError } from '../../retrieval/errors.js';

/**
 * Lets a server listen.
 * @param port 0: any free one
 * @param doing what it is for, and `remedy` what to do when the port cannot be had, for the error
 * @returns the port taken
 * @throws {UserError} when the port is in use or may not be opened
 */
export async function takePort(
  server: Server,
  host: string,
  port: number,
  { doing, remedy }: { readonly doing: string; readonly remedy: string },
): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', ({ code }: NodeJS.ErrnoException) => {
      const found = code === 'EADDRINUSE' ? 'one in use' : code === 'EACCES' ? 'one that this user may not open' : (code ?? 'an error');
      reject(new UserError(`${doing} on ${host}:${port}: a free port expected, found ${found}; ${remedy}`));
    });
    server.listen(port, host, resolve);
  });
  return (server.address() as AddressInfo).port;
}
