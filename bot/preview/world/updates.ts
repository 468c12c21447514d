import type { Update } from 'grammy/types';
import { ApiError } from '../protocol/error.js';

/** A new update, before it has its number. */
export type UpdateContent = Omit<Update, 'update_id'>;

/** Sent only to bots that ask for them by name (Bot API, getUpdates). */
const ONLY_ON_REQUEST = ['chat_member', 'message_reaction', 'message_reaction_count'];

interface Poll {
  readonly limit: number;
  readonly answer: (updates: Update[]) => void;
  readonly refuse: (error: ApiError) => void;
}

/**
 * The updates that the bot has not confirmed yet. An update stays until a later call's `offset` passes it, so that a bot
 * that dies between getting and handling it gets it again: at least once, never lost.
 */
export class UpdateQueue {
  private pending: Update[] = [];
  private nextId: number;
  private poll: Poll | null = null;
  private changed: (() => void)[] = [];
  /** Names of the wanted kinds; `null`: all but those sent only on request. */
  allowed: ReadonlySet<string> | null = null;
  /** Called with each new update; the webhook's delivery waits here. */
  onPush: () => void = () => undefined;

  /** @param firstId the first update's number; Telegram starts anywhere. */
  constructor(firstId: number) {
    this.nextId = firstId;
  }

  waiting(): readonly Update[] {
    return this.pending;
  }

  push(content: UpdateContent): Update | null {
    const kind = Object.keys(content)[0] ?? '';
    const wanted = this.allowed === null ? !ONLY_ON_REQUEST.includes(kind) : this.allowed.has(kind);
    if (!wanted) return null;
    const update = { update_id: this.nextId++, ...content };
    this.pending.push(update);
    this.answerPoll();
    this.onPush();
    return update;
  }

  /** Puts an update with its old number back, as if its confirmation had been lost. */
  pushAgain(update: Update): void {
    this.pending.push(update);
    this.answerPoll();
    this.onPush();
  }

  /** Names the wanted kinds; an empty list is Telegram's default. */
  allow(kinds: readonly string[]): void {
    this.allowed = kinds.length === 0 ? null : new Set(kinds);
  }

  /** Forgets the updates below `offset`; a negative offset keeps only that many of the last. */
  confirm(offset: number): void {
    if (offset === 0) return;
    this.pending = offset > 0 ? this.pending.filter(({ update_id }) => update_id >= offset) : this.pending.slice(offset);
    this.tell();
  }

  remove(id: number): void {
    this.pending = this.pending.filter(({ update_id }) => update_id !== id);
    this.tell();
  }

  clear(): void {
    this.pending = [];
    this.tell();
  }

  /**
   * The next updates, waiting for one when there is none. A poll that still waits is ended with 409, as Telegram does.
   * @param limit 1 to 100. @param milliseconds how long to wait; 0 answers at once.
   * @param gone aborted when the client hangs up.
   */
  take(limit: number, milliseconds: number, gone: AbortSignal): Promise<Update[]> {
    this.conflict('terminated by other getUpdates request; make sure that only one bot instance is running');
    if (this.pending.length > 0 || milliseconds <= 0) return Promise.resolve(this.pending.slice(0, limit));
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        gone.removeEventListener('abort', hangUp);
        if (this.poll === poll) this.poll = null;
      };
      const hangUp = () => {
        end();
        resolve([]);
      };
      const poll: Poll = {
        limit,
        answer: (updates) => {
          end();
          resolve(updates);
        },
        refuse: (error) => {
          end();
          reject(error);
        },
      };
      const timer = setTimeout(() => {
        poll.answer([]);
      }, milliseconds);
      gone.addEventListener('abort', hangUp);
      this.poll = poll;
    });
  }

  /** Ends a waiting poll with 409 Conflict. */
  conflict(words: string): void {
    this.poll?.refuse(new ApiError(409, `Conflict: ${words}`));
  }

  /** Ends a waiting poll with no updates, when the stand-in closes. */
  close(): void {
    this.poll?.answer([]);
  }

  /** Resolves once every update is confirmed. @throws Error after `milliseconds`. */
  drained(milliseconds: number): Promise<void> {
    if (this.pending.length === 0) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const look = () => {
        if (this.pending.length > 0) return;
        clearTimeout(timer);
        this.changed = this.changed.filter((other) => other !== look);
        resolve();
      };
      const timer = setTimeout(() => {
        this.changed = this.changed.filter((other) => other !== look);
        reject(new Error(`waiting ${milliseconds} ms for the bot to confirm its updates: ${this.pending.length} are still unconfirmed`));
      }, milliseconds);
      this.changed.push(look);
    });
  }

  private answerPoll(): void {
    if (this.poll && this.pending.length > 0) this.poll.answer(this.pending.slice(0, this.poll.limit));
  }

  private tell(): void {
    for (const look of [...this.changed]) look();
  }
}
