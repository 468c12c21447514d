import type { Update, WebhookInfo } from 'grammy/types';
import { isObject, parseJson } from '../protocol/parameters.js';
import type { World } from './world.js';

export interface WebhookTarget {
  readonly url: string;
  readonly secret: string;
  /** Most deliveries at once. */
  readonly connections: number;
}

export interface WebhookTimes {
  /** How long an answer may take before the delivery counts as failed. */
  readonly timeoutMilliseconds: number;
  /** Wait before the first new try; doubled each time, up to `maxRetryMilliseconds`. */
  readonly retryMilliseconds: number;
  readonly maxRetryMilliseconds: number;
}

/**
 * Delivers updates by POST, as Telegram does: one at a time for each chat, several chats at once, again and again until an
 * answer of 2xx. An answer that holds a `method` is carried out as a call.
 */
export class Webhook {
  private target: WebhookTarget | null = null;
  private readonly busyChats = new Set<string>();
  private readonly inFlight = new Set<number>();
  private readonly timers = new Set<NodeJS.Timeout>();
  private lastError: { readonly date: number; readonly message: string } | null = null;
  private generation = 0;

  /** @param reply carries out a call that came as the answer to a delivery */
  constructor(
    private readonly world: World,
    private readonly times: WebhookTimes,
    private readonly reply: (method: string, values: Readonly<Record<string, unknown>>) => Promise<unknown>,
  ) {
    world.updates.onPush = () => {
      this.pump();
    };
  }

  get active(): boolean {
    return this.target !== null;
  }

  start(target: WebhookTarget): void {
    this.stop();
    this.target = target;
    this.pump();
  }

  /** Stops delivering; what is under way is not waited for. */
  stop(): void {
    this.generation += 1;
    this.target = null;
    this.lastError = null;
    this.busyChats.clear();
    this.inFlight.clear();
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
  }

  info(): Pick<WebhookInfo, 'max_connections' | 'last_error_date' | 'last_error_message'> & { url: string } {
    if (!this.target) return { url: '' };
    return {
      url: this.target.url,
      max_connections: this.target.connections,
      ...(this.lastError && { last_error_date: this.lastError.date, last_error_message: this.lastError.message }),
    };
  }

  private pump(): void {
    if (!this.target) return;
    for (const update of this.world.updates.waiting()) {
      if (this.busyChats.size >= this.target.connections) return;
      const chat = chatKey(update);
      if (this.inFlight.has(update.update_id) || this.busyChats.has(chat)) continue;
      this.inFlight.add(update.update_id);
      this.busyChats.add(chat);
      void this.deliver(update, chat, this.target, this.generation, this.times.retryMilliseconds);
    }
  }

  private async deliver(update: Update, chat: string, target: WebhookTarget, generation: number, wait: number): Promise<void> {
    const failure = await this.post(update, target);
    if (generation !== this.generation) return;
    if (failure === null) {
      this.inFlight.delete(update.update_id);
      this.busyChats.delete(chat);
      this.world.updates.remove(update.update_id);
      this.pump();
      return;
    }
    this.lastError = { date: this.world.seconds(), message: failure };
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      void this.deliver(update, chat, target, generation, Math.min(this.times.maxRetryMilliseconds, wait * 2));
    }, wait);
    this.timers.add(timer);
  }

  /** @returns what went wrong, in Telegram's words; `null` when the update arrived. */
  private async post(update: Update, { url, secret }: WebhookTarget): Promise<string | null> {
    try {
      const response = await fetch(url, {
        method: 'POST',
        redirect: 'manual',
        headers: { 'content-type': 'application/json', ...(secret && { 'x-telegram-bot-api-secret-token': secret }) },
        body: JSON.stringify(update),
        signal: AbortSignal.timeout(this.times.timeoutMilliseconds),
      });
      const body = await response.text();
      if (!response.ok) return `Wrong response from the webhook: ${response.status} ${response.statusText}`;
      await this.carryOut(body);
      return null;
    } catch (error) {
      return error instanceof Error && error.name === 'TimeoutError' ? 'Read timeout expired' : 'Connection failed';
    }
  }

  private async carryOut(body: string): Promise<void> {
    const call = parseJson(body);
    if (!isObject(call) || typeof call['method'] !== 'string') return;
    // Telegram never tells the bot how such a call went.
    await this.reply(call['method'], call).catch(() => undefined);
  }
}

/** Updates with the same key are delivered one after the other. */
function chatKey(update: Update): string {
  const content = Object.entries(update).find(([name]) => name !== 'update_id')?.[1] as
    | { readonly chat?: { readonly id: number }; readonly from?: { readonly id: number }; readonly message?: { readonly chat: { readonly id: number } } }
    | undefined;
  return String(content?.chat?.id ?? content?.message?.chat.id ?? content?.from?.id ?? 'other');
}
