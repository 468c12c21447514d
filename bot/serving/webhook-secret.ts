import { randomBytes } from 'node:crypto';
import type { Settings } from '../settings/config.js';
import { keepSecret } from '../settings/secrets.js';

/** The webhook's secret: as set, else a new one for this run, which Telegram is told. */
export function webhookSecret({ webhook }: Pick<Settings, 'webhook'>): string | null {
  if (webhook === null) return null;
  const secret = webhook.secret ?? randomBytes(32).toString('base64url');
  keepSecret(secret);
  return secret;
}
