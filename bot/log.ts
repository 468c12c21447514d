import { BotError, GrammyError, HttpError } from 'grammy';
import { destination, pino, type DestinationStream, type Logger } from 'pino';
import { systemCode } from '../retrieval/errors.js';
import type { LogLevel } from './settings/variables.js';
import { withoutSecrets } from './settings/secrets.js';
import { printable } from './terminal/style.js';

export type Log = Logger;

/** What a log line says of an error: chosen fields only, since grammY's own fields hold the token (ctx.api.token, the request's URL). */
export interface ErrorDescription {
  readonly kind: string;
  readonly message: string;
  /** Bot API method that failed. */
  readonly method?: string;
  /** Error code of the Bot API (401, 403, 409, 429…) or of the system (ECONNREFUSED…). */
  readonly code?: number | string;
  /** Where it was thrown, for errors of our own. */
  readonly stack?: string;
}

/** An error as it may be logged. Never holds a token, whatever the error. */
export function describeError(error: unknown): ErrorDescription {
  if (error instanceof BotError) return describeError(error.error);
  if (error instanceof GrammyError) {
    return { kind: error.name, method: error.method, code: error.error_code, message: withoutSecrets(error.description) };
  }
  if (error instanceof HttpError) {
    const code = systemCode(error.error);
    return { kind: error.name, message: withoutSecrets(error.message), ...(code !== null && { code }) };
  }
  if (error instanceof Error) {
    const code = systemCode(error);
    return {
      kind: error.name,
      message: withoutSecrets(error.message),
      ...(code !== null && { code }),
      ...(error.stack !== undefined && { stack: withoutSecrets(error.stack) }),
    };
  }
  return { kind: typeof error, message: withoutSecrets(String(error)) };
}

/**
 * A log of JSON lines on standard error; on a terminal, plain lines.
 * Errors go under `error`, and every line is searched for tokens before it is written.
 */
export function createLog(level: LogLevel, stream: DestinationStream = standardError()): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: describeError, err: describeError },
      redact: { paths: ['token', '*.token', 'ctx', '*.ctx', 'api', '*.api'], censor: '<hidden>' },
      hooks: { streamWrite: withoutSecrets },
    },
    stream,
  );
}

function standardError(): DestinationStream {
  // Synchronous, so that the last lines before an exit are not lost.
  const stream = destination({ fd: 2, sync: true });
  return process.stderr.isTTY ? { write: (line: string) => stream.write(plainLine(line)) } : stream;
}

/** A JSON line as people read it: the level when it matters, the message, then what comes with it; nothing in it that a terminal obeys. */
export function plainLine(line: string): string {
  const { level, msg, ...rest } = JSON.parse(line) as Record<string, unknown>;
  delete rest['time'];
  const label = level === 'info' ? '' : `${String(level)}: `;
  const details = Object.keys(rest).length === 0 ? '' : `  ${JSON.stringify(rest)}`;
  return `${printable(`${label}${typeof msg === 'string' ? msg : ''}${details}`).replace(/\n/g, ' ')}\n`;
}
