import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Log } from '../log.js';
import type { Monitor } from '../monitoring/index.js';
import type { Deliver } from '../receiving/index.js';
import { takeDelivery } from './delivery.js';
import { takePort } from './take-port.js';

export interface FrontOptions {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** The webhook's secret; `null` when updates are polled for, and no delivery is taken. */
  readonly secret: string | null;
  readonly monitor: Monitor;
  readonly log: Log;
}

/** The bot's HTTP server. */
export interface Front {
  readonly port: number;
  /** Takes deliveries from now on. */
  open(deliver: Deliver): void;
  /** Why the bot is not ready to answer; `null` once it is. */
  notReady(reason: string | null): void;
  /** Takes no more connections, and ends those that are open. */
  close(): Promise<void>;
}

/** Longer than the minute for which proxies keep a connection open, in milliseconds: else one is closed as a request is on its way. */
const KEEP_ALIVE = 75_000;

/** A delivery is some KB over a local line: slower ones are no proxy. In milliseconds. */
const HEADERS_TIMEOUT = 5_000;
const REQUEST_TIMEOUT = 10_000;

/** Telegram opens at most 100 connections; the rest is for the proxy's own and for who watches. */
const MOST_CONNECTIONS = 256;

/** Requests with a wrong secret are told together, at most so often, in milliseconds: anyone may send them. */
const TELL_REFUSED_EVERY = 60_000;

/**
 * Serves `/health` (the process is alive), `/ready` (it answers questions), `/metrics` (Prometheus), and takes the webhook's deliveries by POST to any
 * other path, since proxies may keep or cut a prefix: the secret tells them from other requests.
 * @throws {UserError} when the port cannot be taken
 */
export async function openFront({ host, port, secret, monitor, log }: FrontOptions): Promise<Front> {
  let deliver: Deliver | null = null;
  let missing: string | null = 'starting';
  let [refused, toldAt] = [0, 0];

  const refuse = (): void => {
    refused += 1;
    if (Date.now() - toldAt < TELL_REFUSED_EVERY) return;
    log.warn({ requests: refused }, 'deliveries without the webhook’s secret were refused: they are not Telegram’s');
    [refused, toldAt] = [0, Date.now()];
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? '/').split('?')[0]!;
    const reads = request.method === 'GET' || request.method === 'HEAD';
    if (reads && path === '/health') sendJson(response, 200, { status: 'ok' });
    else if (reads && path === '/ready')
      sendJson(response, missing === null ? 200 : 503, missing === null ? { status: 'ready' } : { status: 'not ready', reason: missing });
    else if (reads && path === '/metrics') {
      const { type, text } = await monitor.metrics();
      response.writeHead(200, { 'content-type': type }).end(text);
    } else if (request.method === 'POST' && secret !== null) {
      const { status, reason } = await takeDelivery(request, secret, deliver);
      if (status === 401) refuse();
      if (status === 503) response.setHeader('retry-after', '5');
      // What is left of a body that was not read is not waited for.
      if (status !== 200) response.setHeader('connection', 'close');
      sendJson(response, status, status === 200 ? {} : { error: reason });
    } else sendJson(response, reads ? 404 : 405, { error: 'not found' });
  };

  const server = createServer(
    { keepAliveTimeout: KEEP_ALIVE, headersTimeout: HEADERS_TIMEOUT, requestTimeout: REQUEST_TIMEOUT, connectionsCheckingInterval: 1_000 },
    (request, response) => {
      response.setHeader('x-content-type-options', 'nosniff');
      response.setHeader('cache-control', 'no-store');
      answer(request, response).catch((error: unknown) => {
        // A client that hung up in the middle of its body is no fault of ours.
        if (!request.destroyed || request.complete) log.warn({ error }, 'a request over HTTP failed');
        sendJson(response, 500, { error: 'failed' });
      });
    },
  );
  server.maxConnections = MOST_CONNECTIONS;
  const taken = await takePort(server, host, port, {
    doing: 'serving HTTP',
    remedy: 'name another with HTTP_PORT, or another address with HTTP_HOST',
  });
  log.info({ host, port: taken }, secret === null ? 'serving /health, /ready and /metrics' : 'serving the webhook, /health, /ready and /metrics');
  return {
    port: taken,
    open(takes) {
      deliver = takes;
    },
    notReady(reason) {
      missing = reason;
    },
    async close() {
      deliver = null;
      missing = 'stopping';
      const closed = new Promise<void>((resolve) =>
        server.close(() => {
          resolve();
        }),
      );
      // Proxies keep idle connections open for a minute.
      server.closeIdleConnections();
      setTimeout(() => {
        server.closeAllConnections();
      }, 1000).unref();
      await closed;
    },
  };
}

function sendJson(response: ServerResponse, status: number, value: object): void {
  if (response.headersSent || response.destroyed) return;
  const body = JSON.stringify(value);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body);
}
