import type { MiddlewareFn } from 'grammy';
import type { BotContext, Parts } from '../context.js';
import { change } from '../memory/index.js';

/** Keeps the day on which each person was last here, and the name they go by, for the admins' list: one write a day and person. */
export function visits({ memory, now }: Parts): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    const { from } = ctx;
    if (from !== undefined && !from.is_bot && ctx.update.my_chat_member === undefined) {
      const day = new Date(now()).toISOString().slice(0, 10);
      const known = await memory.people.read(String(from.id));
      if (known?.lastSeen !== day || known.name !== from.first_name || known.blocked !== undefined) {
        await change(memory.people, from.id, ({ blocked: _before, ...person }) => ({ ...person, lastSeen: day, name: from.first_name }));
      }
    }
    await next();
  };
}
