import type { Transformer } from 'grammy';
import { expect, test } from 'vitest';
import { GROUP_MESSAGES_A_MINUTE, groupPace } from '../../../bot/telegram/group-pace.js';

test('messages to a group wait for the minute, in order; others do not', async () => {
  let now = 0;
  const waits: number[] = [];
  const pace = groupPace(
    () => now,
    (milliseconds) => {
      waits.push(milliseconds);
      now += milliseconds;
      return Promise.resolve();
    },
  );
  const sent: [string, unknown][] = [];
  const call = ((method: string, payload: object) => {
    sent.push([method, 'text' in payload ? payload.text : '']);
    return Promise.resolve({ ok: true, result: true });
  }) as unknown as Parameters<Transformer>[0];
  const put = (chat: number, text: string): Promise<unknown> => pace(call, 'sendMessage', { chat_id: chat, text });

  await Promise.all(Array.from({ length: GROUP_MESSAGES_A_MINUTE + 2 }, (_, index) => put(-5, `g${index}`)));
  expect(sent.map(([, text]) => text)).toEqual(Array.from({ length: GROUP_MESSAGES_A_MINUTE + 2 }, (_, index) => `g${index}`));
  expect(waits).toEqual([60_000]);

  await Promise.all(Array.from({ length: 50 }, (_, index) => put(7, `p${index}`)));
  await pace(call, 'sendChatAction', { chat_id: -5, action: 'typing' });
  expect(waits).toHaveLength(1);
});
