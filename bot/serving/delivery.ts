import type { IncomingMessage } from 'node:http';
import type { Update } from 'grammy/types';
import type { Deliver } from '../receiving/index.js';
import { isSameSecret } from './same-secret.js';

/** Where Telegram puts the webhook's secret (https://core.telegram.org/bots/api#setwebhook). */
export const SECRET_HEADER = 'x-telegram-bot-api-secret-token';

/** Longest body taken, in bytes: an update holds one message of 4,096 characters, the one replied to, and names. */
export const BODY_LIMIT = 1024 * 1024;

/** The answer to a delivery: a status, and for whoever reads it why. */
export interface DeliveryAnswer {
  readonly status: 200 | 400 | 401 | 413 | 503;
  readonly reason: string;
}

/**
 * Takes a delivery of Telegram's. The secret is looked at before a byte of the body is read; 200 is answered once the update is on the disk,
 * before it is handled; anything else makes Telegram deliver it again.
 * @param deliver `null` while the bot cannot take any
 */
export async function takeDelivery(request: IncomingMessage, secret: string, deliver: Deliver | null): Promise<DeliveryAnswer> {
  const given = request.headers[SECRET_HEADER];
  if (typeof given !== 'string' || !isSameSecret(given, secret)) return { status: 401, reason: 'the secret of the webhook expected' };
  if (deliver === null) return { status: 503, reason: 'starting' };
  if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT) return { status: 413, reason: `a body of at most ${BODY_LIMIT} bytes expected` };
  const body = await readBody(request);
  if (body === null) return { status: 413, reason: `a body of at most ${BODY_LIMIT} bytes expected` };
  const update = readUpdate(body);
  if (update === null) return { status: 400, reason: 'an update of the Bot API expected' };
  return (await deliver(update)) ? { status: 200, reason: '' } : { status: 503, reason: 'no room' };
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > BODY_LIMIT) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function readUpdate(body: string): Update | null {
  try {
    const value = JSON.parse(body) as Partial<Update> | null;
    return typeof value === 'object' && Number.isSafeInteger(value?.update_id) ? (value as Update) : null;
  } catch {
    return null;
  }
}
