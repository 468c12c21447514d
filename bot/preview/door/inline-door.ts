import type { Message, User } from 'grammy/types';
import type { InlineAnswer } from '../world/events.js';
import { chooseResult } from '../world/inline-mode.js';
import type { Room } from '../world/rooms.js';
import type { World } from '../world/world.js';
import { DEADLINE } from './deadline.js';

/** An inline query under way. */
export interface InlineDoor {
  /** The query's id. */
  readonly id: string;
  /** The bot's answer. @throws Error when none comes in time. */
  answer(milliseconds?: number): Promise<InlineAnswer>;
  /** Chooses a result of the answer: the message it sends. @throws ActError */
  choose(resultId: string): Message;
}

/** @param from number of the first event after which the answer may come */
export function openInlineDoor(world: World, room: Room, user: User, from: number, id: string): InlineDoor {
  return {
    id,
    async answer(milliseconds = DEADLINE) {
      const shown = world.shownAnswers.get(id);
      if (shown) return shown.answer;
      const { value } = await world.events.wait(
        from,
        (event) => (event.type === 'inline' && event.query === id ? event.answer : undefined),
        `the answer to inline query ${id}`,
        milliseconds,
      );
      return value;
    },
    choose: (resultId) => chooseResult(world, room, user, id, resultId),
  };
}
