import type { Update } from 'grammy/types';

/** Updates in work at a time: our choice. The model takes one question after the other; the rest of the time goes to Telegram's answers. */
const MOST_AT_ONCE = 100;

/** Updates that wait in all: about a minute and a half of answers at 20 a second, and some MB of memory. */
const MOST_WAITING = 2000;

/** Updates that wait in one chat: some times what one person may send in a minute (see `UPDATES_A_MINUTE`), who is told that rather than "busy". */
export const MOST_WAITING_A_CHAT = 100;

/** What came of an update: its handling, and (rarely) work that goes on while the chat's next update is taken. */
export interface Handled {
  readonly goingOn?: Promise<void> | undefined;
}

/**
 * The updates that wait for an answer. Those of one chat, and those of one person, are handled one after the other in the order they came;
 * different chats side by side, each in its turn, so that a chat with many waiting updates holds up no other.
 */
export interface UpdateQueue {
  /** @returns false when there is no room, in its chat or in all: then nothing is queued */
  push(update: Update): boolean;
  /** Not begun yet. */
  readonly waiting: number;
  /** Begun and not done, those that only go on in the background too. */
  readonly working: number;
  /** The most that may wait in all. */
  readonly most: number;
  /** Resolves once so many more would find room (in all). */
  room(count: number): Promise<void>;
  /** Resolves once nothing waits and nothing is in work. */
  idle(): Promise<void>;
  /** Begins nothing more. Resolves once all that was begun is done; what waits is left. */
  stop(): Promise<void>;
}

export interface QueueOptions {
  readonly atOnce?: number;
  readonly most?: number;
  readonly mostAChat?: number;
}

interface Item {
  readonly update: Update;
  /** The chat and the person: no two updates that share one are handled at a time. */
  readonly keys: readonly string[];
}

/** @param handle handles an update; must not reject */
export function createQueue(
  handle: (update: Update) => Promise<Handled>,
  { atOnce = MOST_AT_ONCE, most = MOST_WAITING, mostAChat = MOST_WAITING_A_CHAT }: QueueOptions = {},
): UpdateQueue {
  /** The waiting updates of each chat; the chat whose turn it is first. A chat that was served goes to the end. */
  const lines = new Map<string, Item[]>();
  const busy = new Set<string>();
  let [waiting, inHand, goingOn, isStopped] = [0, 0, 0, false];
  let watchers: { readonly holds: () => boolean; readonly resolve: () => void }[] = [];

  const once = (holds: () => boolean): Promise<void> => (holds() ? Promise.resolve() : new Promise((resolve) => watchers.push({ holds, resolve })));
  const tell = (): void => {
    const [now, later] = [watchers.filter(({ holds }) => holds()), watchers.filter(({ holds }) => !holds())];
    watchers = later;
    for (const { resolve } of now) resolve();
  };

  const work = async ({ update, keys }: Item): Promise<void> => {
    const { goingOn: rest } = await handle(update);
    for (const key of keys) busy.delete(key);
    inHand -= 1;
    if (rest !== undefined) {
      goingOn += 1;
      void rest.finally(() => {
        goingOn -= 1;
        tell();
      });
    }
    pump();
    tell();
  };

  const pump = (): void => {
    if (isStopped) return;
    // A chat put to the end is met again in this very loop, and passed over since it is busy then.
    for (const [chat, line] of lines) {
      if (inHand >= atOnce) return;
      const [item] = line;
      if (item === undefined || item.keys.some((key) => busy.has(key))) continue;
      line.shift();
      lines.delete(chat);
      if (line.length > 0) lines.set(chat, line);
      waiting -= 1;
      inHand += 1;
      for (const key of item.keys) busy.add(key);
      void work(item);
    }
  };

  return {
    push(update) {
      const keys = keysOf(update);
      const [chat] = keys as [string];
      const line = lines.get(chat) ?? [];
      if (waiting >= most || line.length >= mostAChat) return false;
      line.push({ update, keys });
      lines.set(chat, line);
      waiting += 1;
      pump();
      return true;
    },
    get waiting() {
      return waiting;
    },
    get working() {
      return inHand + goingOn;
    },
    most,
    // More than there is room for at all finds it when nothing waits.
    room: (count) => once(() => waiting + Math.min(count, most) <= most || isStopped),
    idle: () => once(() => waiting === 0 && inHand === 0 && goingOn === 0),
    stop() {
      isStopped = true;
      tell();
      return once(() => inHand === 0 && goingOn === 0);
    },
  };
}

/** The fields of an update's content that say where it belongs; every kind has some of them. */
interface Placed {
  readonly chat?: { readonly id: number };
  readonly message?: { readonly chat: { readonly id: number } };
  readonly from?: { readonly id: number };
  readonly user?: { readonly id: number };
}

/** The chat of an update (else its person, else its kind) first, then its person. */
export function keysOf(update: Update): readonly string[] {
  const [kind, content] = (Object.entries(update) as [string, unknown][]).find(([name]) => name !== 'update_id') ?? ['none', {}];
  const { chat, message, from, user } = content as Placed;
  const ids = [chat?.id ?? message?.chat.id, from?.id ?? user?.id].filter((id) => id !== undefined).map(String);
  return ids.length === 0 ? [kind] : [...new Set(ids)];
}
