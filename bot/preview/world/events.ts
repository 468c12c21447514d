import type { Chat, InlineQueryResult, InlineQueryResultsButton, Message, ReactionType, ReplyKeyboardMarkup } from 'grammy/types';

/** What the bot answered to a pressed button. */
export interface CallbackAnswer {
  readonly text: string;
  /** Shown as an alert to be closed, not as a passing note. */
  readonly alert: boolean;
  readonly url: string | null;
}

/** What the bot answered to an inline query. */
export interface InlineAnswer {
  readonly results: readonly InlineQueryResult[];
  readonly button: InlineQueryResultsButton | null;
  /** Offset to ask on with; empty at the end. */
  readonly nextOffset: string;
  readonly personal: boolean;
  /** Served from Telegram's cache, the bot was not asked. */
  readonly cached: boolean;
}

/** Everything that happens where a user can see it, in order. */
export type PreviewEvent =
  | { readonly type: 'message' | 'edited'; readonly chat: Chat; readonly message: Message; readonly byBot: boolean }
  | { readonly type: 'deleted'; readonly chat: Chat; readonly messages: readonly number[]; readonly byBot: boolean }
  | { readonly type: 'reaction'; readonly chat: Chat; readonly message: number; readonly reaction: readonly ReactionType[] }
  | { readonly type: 'action'; readonly chat: Chat; readonly action: string }
  | { readonly type: 'keyboard'; readonly chat: Chat; readonly keyboard: ReplyKeyboardMarkup | null }
  /** The bot asks for a reply to this message. */
  | { readonly type: 'force'; readonly chat: Chat; readonly message: number; readonly placeholder: string }
  | { readonly type: 'callback'; readonly user: number; readonly query: string; readonly answer: CallbackAnswer }
  | { readonly type: 'inline'; readonly user: number; readonly query: string; readonly answer: InlineAnswer }
  /** Commands, names, the dossier or the chats changed: read the state again. */
  | { readonly type: 'profile' };

/** Events kept for those who wait with a cursor; older ones are forgotten. */
const KEPT = 10_000;

/** The events so far, numbered from 0, and those who listen. */
export class EventLog {
  private events: PreviewEvent[] = [];
  private first = 0;
  private readonly listeners = new Set<(event: PreviewEvent, number: number) => void>();

  /** The number that the next event will have. */
  get next(): number {
    return this.first + this.events.length;
  }

  append(event: PreviewEvent): void {
    const number = this.next;
    this.events.push(event);
    if (this.events.length > 2 * KEPT) {
      this.events = this.events.slice(-KEPT);
      this.first = number + 1 - KEPT;
    }
    for (const listener of [...this.listeners]) listener(event, number);
  }

  /** @returns a function that ends the listening. */
  listen(listener: (event: PreviewEvent, number: number) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /**
   * The first event from number `from` on that `match` gives a value for, waiting for it when needed.
   * @param milliseconds after which it gives up. @throws Error that says what was waited for and what came instead.
   */
  wait<T>(
    from: number,
    match: (event: PreviewEvent) => T | undefined,
    what: string,
    milliseconds: number,
  ): Promise<{ readonly value: T; readonly number: number }> {
    for (let number = Math.max(from, this.first); number < this.next; number++) {
      const value = match(this.events[number - this.first]!);
      if (value !== undefined) return Promise.resolve({ value, number });
    }
    return new Promise((resolve, reject) => {
      const stop = this.listen((event, number) => {
        const value = match(event);
        if (value === undefined) return;
        clearTimeout(timer);
        stop();
        resolve({ value, number });
      });
      const timer = setTimeout(() => {
        stop();
        const seen = this.events.slice(Math.max(0, from - this.first)).map(describeEvent);
        reject(new Error(`waiting ${milliseconds} ms for ${what}: none came; since then: ${seen.slice(-12).join(' | ') || 'nothing at all'}`));
      }, milliseconds);
    });
  }
}

function describeEvent(event: PreviewEvent): string {
  switch (event.type) {
    case 'message':
    case 'edited':
      return `${event.type} ${event.message.message_id} in ${event.chat.id} by ${event.byBot ? 'the bot' : 'a user'}: ${(event.message.text ?? event.message.caption ?? '(no text)').slice(0, 60)}`;
    case 'callback':
      return `callback answer "${event.answer.text}"`;
    case 'inline':
      return `inline answer with ${event.answer.results.length} results`;
    case 'action':
      return `chat action ${event.action}`;
    default:
      return event.type;
  }
}
