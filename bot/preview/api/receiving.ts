import type { Update, WebhookInfo } from 'grammy/types';
import type { Call } from './call.js';
import { ApiError, badRequest } from '../protocol/error.js';
import { booleanOf, integerOf, jsonOf, textOf, type Parameters } from '../protocol/parameters.js';

/** Bot API, getUpdates: "Values between 1-100 are accepted. Defaults to 100." */
const MAX_UPDATES = 100;
/** The longest that the Bot API server lets a poll wait, in seconds. */
const MAX_POLL_SECONDS = 50;

export async function getUpdates({ world, webhook, parameters, gone }: Call): Promise<Update[]> {
  if (webhook.active) {
    throw new ApiError(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first");
  }
  const kinds = readAllowed(parameters);
  if (kinds) world.updates.allow(kinds);
  world.updates.confirm(integerOf(parameters, 'offset'));
  const limit = Math.min(MAX_UPDATES, Math.max(1, integerOf(parameters, 'limit', MAX_UPDATES)));
  const seconds = Math.min(MAX_POLL_SECONDS, Math.max(0, integerOf(parameters, 'timeout')));
  return world.updates.take(limit, seconds * 1000, gone);
}

export function setWebhook(call: Call): true {
  const { world, webhook, parameters } = call;
  const url = textOf(parameters, 'url');
  if (url === '') return deleteWebhook(call);
  const secret = textOf(parameters, 'secret_token');
  if (secret.length > 256) throw badRequest('secret token is too long');
  if (!/^[A-Za-z0-9_-]*$/.test(secret)) throw badRequest('secret token contains unallowed characters');
  checkWebhookUrl(url);
  const kinds = readAllowed(parameters);
  if (kinds) world.updates.allow(kinds);
  if (booleanOf(parameters, 'drop_pending_updates')) world.updates.clear();
  world.updates.conflict('terminated by setWebhook request');
  webhook.start({ url, secret, connections: Math.min(100, Math.max(1, integerOf(parameters, 'max_connections', 40))) });
  return true;
}

export function deleteWebhook({ world, webhook, parameters }: Call): true {
  webhook.stop();
  if (booleanOf(parameters, 'drop_pending_updates')) world.updates.clear();
  return true;
}

export function getWebhookInfo({ world, webhook }: Call): WebhookInfo {
  const allowed = world.updates.allowed;
  return {
    ...webhook.info(),
    has_custom_certificate: false,
    pending_update_count: world.updates.waiting().length,
    ...(allowed && { allowed_updates: [...allowed] as never }),
  };
}

function readAllowed(parameters: Parameters): string[] | undefined {
  const kinds = jsonOf(parameters, 'allowed_updates', "can't parse allowed_updates JSON object");
  return Array.isArray(kinds) ? kinds.map(String) : undefined;
}

/** Telegram asks for https; the stand-in, from which nothing may leave the machine, asks for this machine instead. */
function checkWebhookUrl(url: string): void {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    throw badRequest('invalid webhook URL specified');
  }
  const local = ['127.0.0.1', 'localhost', '[::1]'].includes(parsed.hostname);
  if (!local || !['http:', 'https:'].includes(parsed.protocol))
    throw badRequest('bad webhook: the local preview delivers to 127.0.0.1 only, nothing leaves this machine');
}
