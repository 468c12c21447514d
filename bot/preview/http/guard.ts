import type { IncomingMessage, ServerResponse } from 'node:http';

/** Nothing but the page's own files and calls: no inline script or style, no frame, no other host. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'cache-control': 'no-store',
};

/**
 * Why a request must be refused, or `null`. A web site opened in the same browser can send requests to 127.0.0.1, under its
 * own name when it makes that name lead here (DNS rebinding): hence the Host header must be ours, and so must the origin of
 * whatever changes something or reads the chats.
 */
export function refusalOf(request: IncomingMessage, port: number, address: URL): string | null {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (!hosts.includes((request.headers.host ?? '').toLowerCase())) return `a Host header of ${hosts.join(' or ')} expected`;
  const { origin } = request.headers;
  const ownOrigin = origin !== undefined && hosts.some((host) => origin.toLowerCase() === `http://${host}`);
  if (origin !== undefined && !ownOrigin) return "the page's own origin expected";
  const site = request.headers['sec-fetch-site'];
  const forPage = !/^\/(bot|file\/bot)/.test(address.pathname);
  // A click on a link elsewhere may open the page itself (GET /), and only that.
  const opensPage = request.method === 'GET' && address.pathname === '/';
  if (forPage && !opensPage && site !== undefined && site !== 'same-origin' && site !== 'none') return 'a request of the page itself expected';
  if (forPage && request.method !== 'GET' && request.method !== 'HEAD' && !ownOrigin) return 'the Origin header of the page expected';
  return null;
}

export function setSecurityHeaders(response: ServerResponse): void {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
}
