import { setTimeout as timer } from 'node:timers/promises';
import type { Bot } from 'grammy';
import type { Update } from 'grammy/types';
import type { BotContext } from '../context.js';
import type { Log } from '../log.js';
import type { Monitor } from '../monitoring/index.js';
import { goingOn, onDelivered, turnAway } from './course.js';
import type { Inbox } from './inbox.js';
import { createNotes, type Notes } from './notes.js';
import { createQueue, type Handled, type QueueOptions, type UpdateQueue } from './queue.js';

/** From so many beginnings on, a left-over update is handled alone, so that one which ends the program can be told from those in work beside it. */
const SUSPECT = 2;

/** Those turned away are told so beside the queue: so many at a time, so many waiting for it, one a chat. Beyond that they are passed over in silence, so that a flood costs nothing more. */
const FAREWELLS = { atOnce: 20, most: 1000, mostAChat: 1 } as const;

export interface ReceiverOptions extends QueueOptions {
  readonly bot: Bot<BotContext>;
  readonly inbox: Inbox;
  readonly log: Log;
  readonly monitor: Monitor;
}

/** What becomes of updates, from wherever they come: inbox, queue, handlers, note in the inbox. */
export class Receiver {
  /**
   * Whether what piled up while the bot was away is still being worked off: Telegram keeps what there is no room for, and nobody is told
   * "busy". Whoever asks Telegram says so: at a connection cut for a while, and once Telegram holds no more than what just came.
   */
  catchingUp = true;
  private readonly bot: Bot<BotContext>;
  private readonly inbox: Inbox;
  private readonly log: Log;
  private readonly monitor: Monitor;
  private readonly notes: Notes;
  private readonly queue: UpdateQueue;
  private readonly farewells: UpdateQueue;
  /** Ids of updates left by an earlier run and not begun by this one. */
  private readonly leftOver: Set<number>;

  constructor({ bot, inbox, log, monitor, ...sizes }: ReceiverOptions) {
    this.bot = bot;
    this.inbox = inbox;
    this.log = log;
    this.monitor = monitor;
    this.leftOver = new Set(inbox.leftOver.map(({ update_id: id }) => id));
    this.notes = createNotes(inbox, log);
    this.queue = createQueue((update) => this.answer(update), sizes);
    this.farewells = createQueue((update) => this.sayFarewell(update), FAREWELLS);
    monitor.observeQueue(() => ({ waiting: this.waiting, working: this.working, open: inbox.open }));
  }

  /** Updates not begun yet. */
  get waiting(): number {
    return this.queue.waiting;
  }

  /** Updates begun and not done. */
  get working(): number {
    return this.queue.working;
  }

  /** The most that may wait. */
  get most(): number {
    return this.queue.most;
  }

  /** Resolves once so many updates would find room. */
  room(count: number): Promise<void> {
    return this.queue.room(count);
  }

  /** Resolves once nothing waits and nothing is in work. */
  idle(): Promise<void> {
    return this.queue.idle();
  }

  /**
   * Takes updates: resolves once they are on the disk, and so may be confirmed to Telegram. What came before is dropped. While there is no
   * room (see queue.ts), people are told that the bot is busy.
   * @throws when the disk does not take them: then they must not be confirmed
   */
  async accept(updates: readonly Update[]): Promise<void> {
    const fresh = await this.inbox.add(updates);
    for (let repeated = updates.length - fresh.length; repeated > 0; repeated -= 1) this.monitor.update('repeated');
    for (const update of fresh) this.enqueue(update);
  }

  /** Begins what an earlier run left: the suspects one at a time, then the rest with all others. Resolves once the suspects are done. */
  async begin(): Promise<void> {
    const { leftOver, givenUp, begun } = this.inbox;
    for (const update of givenUp) {
      this.log.error({ update: update.update_id }, 'an update ended the program each time it was handled: it is given up');
      turnAway(update, 'given-up');
      this.farewells.push(update);
    }
    if (leftOver.length > 0) this.log.info({ updates: leftOver.length }, 'answering what the last run left');
    const isSuspect = ({ update_id: id }: Update): boolean => (begun.get(id) ?? 0) >= SUSPECT;
    const [suspects, others] = [leftOver.filter(isSuspect), leftOver.filter((update) => !isSuspect(update))];
    for (const update of suspects) {
      if (this.notes.isClosed) return;
      this.enqueue(update);
      await this.idle();
    }
    // The inbox may hold more than the queue takes of one chat: an update left over is never turned away.
    for (const update of others) {
      this.monitor.received(update);
      while (!this.notes.isClosed && !this.queue.push(update)) await timer(50);
    }
  }

  /** Takes nothing more; resolves once what was begun is answered. */
  async stop(): Promise<void> {
    await Promise.all([this.queue.stop(), this.farewells.stop()]);
    await this.notes.close();
  }

  /** Ends at once: what is in work stays in the inbox, for the next start. @returns how many updates that are */
  abandon(): Promise<number> {
    void this.queue.stop();
    void this.farewells.stop();
    return this.notes.close();
  }

  private enqueue(update: Update): void {
    this.monitor.received(update);
    if (this.queue.push(update)) return;
    this.monitor.update('busy', update);
    turnAway(update, 'busy');
    if (!this.farewells.push(update)) this.notes.over(update.update_id);
  }

  private async answer(update: Update): Promise<Handled> {
    const id = update.update_id;
    if (this.leftOver.delete(id)) {
      await this.inbox.begin(id).catch((error: unknown) => {
        this.log.error({ error }, 'the beginning of an update cannot be noted on the disk');
      });
    }
    onDelivered(update, () => {
      this.notes.answered(id);
    });
    await this.handle(update);
    const over = (): void => {
      this.notes.over(id);
      // Unless it failed or was refused.
      this.monitor.update('answered', update);
    };
    const rest = goingOn(update);
    if (rest !== undefined) return { goingOn: rest.then(over) };
    over();
    return {};
  }

  /** Tells that an update is not answered. It goes the handlers' own way, gate included. */
  private async sayFarewell(update: Update): Promise<Handled> {
    await this.handle(update);
    this.notes.over(update.update_id);
    return {};
  }

  private async handle(update: Update): Promise<void> {
    try {
      await this.bot.handleUpdate(update);
    } catch (error) {
      // `failures` catches all; this is for what fails before it.
      this.log.error({ error, update: update.update_id }, 'handling an update failed');
    }
  }
}
