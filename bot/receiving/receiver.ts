import { setTimeout as timer } from 'node:timers/promises';
import type { Bot } from 'grammy';
import type { Update } from 'grammy/types';
import type { BotContext } from '../context.js';
import type { Log } from '../log.js';
import type { Monitor } from '../monitoring/index.js';
import { goingOn, onDelivered, turnAway } from './course.js';
import type { Inbox } from './inbox.js';
import { createNotes } from './notes.js';
import { createQueue, type Handled, type QueueOptions } from './queue.js';

/** From so many beginnings on, a left-over update is handled alone, so that one which ends the program can be told from those in work beside it. */
const SUSPECT = 2;

/** Those turned away are told so beside the queue: so many at a time, so many waiting for it, one a chat. Beyond that they are passed over in silence, so that a flood costs nothing more. */
const FAREWELLS = { atOnce: 20, most: 1000, mostAChat: 1 } as const;

/** What becomes of updates, from wherever they come: inbox, queue, handlers, note in the inbox. */
export interface Receiver {
  /**
   * Takes updates: resolves once they are on the disk, and so may be confirmed to Telegram. What came before is dropped. While there is no
   * room (see queue.ts), people are told that the bot is busy.
   * @throws when the disk does not take them: then they must not be confirmed
   */
  accept(updates: readonly Update[]): Promise<void>;
  /** Begins what an earlier run left: the suspects one at a time, then the rest with all others. Resolves once the suspects are done. */
  begin(): Promise<void>;
  /** Whether what piled up while the bot was away is still being worked off: Telegram keeps what there is no room for, and nobody is told "busy". */
  readonly catchingUp: boolean;
  /** Tells it that there may be a pile (again): the start, a connection cut for a while. */
  catchUp(): void;
  /** Tells it that Telegram holds no more than what just came. */
  caughtUp(): void;
  /** Resolves once so many updates would find room. */
  room(count: number): Promise<void>;
  readonly waiting: number;
  readonly working: number;
  /** The most that may wait. */
  readonly most: number;
  /** Resolves once nothing waits and nothing is in work. */
  idle(): Promise<void>;
  /** Takes nothing more; resolves once what was begun is answered. */
  stop(): Promise<void>;
  /** Ends at once: what is in work stays in the inbox, for the next start. @returns how many updates that are */
  abandon(): Promise<number>;
}

export interface ReceiverOptions extends QueueOptions {
  readonly bot: Bot<BotContext>;
  readonly inbox: Inbox;
  readonly log: Log;
  readonly monitor: Monitor;
}

export function createReceiver({ bot, inbox, log, monitor, ...sizes }: ReceiverOptions): Receiver {
  const leftOver = new Set(inbox.leftOver.map(({ update_id: id }) => id));
  const notes = createNotes(inbox, log);
  let catchingUp = true;

  const run = async (update: Update): Promise<void> => {
    try {
      await bot.handleUpdate(update);
    } catch (error) {
      // `failures` catches all; this is for what fails before it.
      log.error({ error, update: update.update_id }, 'handling an update failed');
    }
  };
  const over = (update: Update): void => {
    notes.over(update.update_id);
    // Unless it failed or was refused.
    monitor.update('answered', update);
  };
  const queue = createQueue(async (update): Promise<Handled> => {
    const id = update.update_id;
    if (leftOver.delete(id)) {
      await inbox.begin(id).catch((error: unknown) => {
        log.error({ error }, 'the beginning of an update cannot be noted on the disk');
      });
    }
    onDelivered(update, () => {
      notes.answered(id);
    });
    await run(update);
    const rest = goingOn(update);
    if (rest === undefined) {
      over(update);
      return {};
    }
    return {
      goingOn: rest.then(() => {
        over(update);
      }),
    };
  }, sizes);
  monitor.observeQueue(() => ({ waiting: queue.waiting, working: queue.working, open: inbox.open }));

  /** They go the handlers' own way, gate included. */
  const farewells = createQueue(async (update) => {
    await run(update);
    notes.over(update.update_id);
    return {};
  }, FAREWELLS);
  const enqueue = (update: Update): void => {
    monitor.received(update);
    if (queue.push(update)) return;
    monitor.update('busy', update);
    turnAway(update, 'busy');
    if (!farewells.push(update)) notes.over(update.update_id);
  };

  return {
    async accept(updates) {
      const fresh = await inbox.add(updates);
      for (let repeated = updates.length - fresh.length; repeated > 0; repeated -= 1) monitor.update('repeated');
      for (const update of fresh) enqueue(update);
    },
    async begin() {
      for (const update of inbox.givenUp) {
        log.error({ update: update.update_id }, 'an update ended the program each time it was handled: it is given up');
        turnAway(update, 'given-up');
        farewells.push(update);
      }
      if (inbox.leftOver.length > 0) log.info({ updates: inbox.leftOver.length }, 'answering what the last run left');
      const isSuspect = ({ update_id: id }: Update): boolean => (inbox.begun.get(id) ?? 0) >= SUSPECT;
      const [suspects, others] = [inbox.leftOver.filter(isSuspect), inbox.leftOver.filter((update) => !isSuspect(update))];
      for (const update of suspects) {
        if (notes.isClosed) return;
        enqueue(update);
        await queue.idle();
      }
      // The inbox may hold more than the queue takes of one chat: an update left over is never turned away.
      for (const update of others) {
        monitor.received(update);
        while (!notes.isClosed && !queue.push(update)) await timer(50);
      }
    },
    get catchingUp() {
      return catchingUp;
    },
    catchUp() {
      catchingUp = true;
    },
    caughtUp() {
      catchingUp = false;
    },
    room: (count) => queue.room(count),
    get waiting() {
      return queue.waiting;
    },
    get working() {
      return queue.working;
    },
    most: queue.most,
    idle: () => queue.idle(),
    async stop() {
      await Promise.all([queue.stop(), farewells.stop()]);
      await notes.close();
    },
    abandon() {
      void queue.stop();
      void farewells.stop();
      return notes.close();
    },
  };
}
