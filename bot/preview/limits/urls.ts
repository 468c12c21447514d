import { badRequest } from '../protocol/error.js';

const PROTOCOLS = ['http:', 'https:', 'tg:', 'ton:', 'tonsite:'];

/**
 * Checks a link of a button or a text as Telegram does; a bare `example.org` counts as http.
 * @param where how Telegram names the place: `entity`, `inline keyboard button`
 * @throws ApiError 400
 */
export function checkUrl(url: string, where: string): void {
  const address = /^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `http://${url}`;
  const refuse = (why: string) => badRequest(`${where} URL '${url}' is invalid: ${why}`);
  let parsed: URL;
  try {
    parsed = new URL(address);
  } catch {
    throw refuse('Wrong HTTP URL');
  }
  if (!PROTOCOLS.includes(parsed.protocol)) throw refuse('Unsupported URL protocol');
  const web = parsed.protocol === 'http:' || parsed.protocol === 'https:';
  if (web && !/^[^.]+(\.[^.]+)+\.?$|^\[.*\]$/.test(parsed.hostname)) throw refuse('Wrong HTTP URL');
}
