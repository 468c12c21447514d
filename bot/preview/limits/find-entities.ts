import type { MessageEntity } from 'grammy/types';

type FoundType = 'bot_command' | 'mention' | 'url' | 'email' | 'hashtag';

/** Earlier patterns win where two find the same stretch. */
const PATTERNS: readonly (readonly [FoundType, RegExp])[] = [
  ['url', /(?<![\w@.])(?:https?:\/\/|www\.)[^\s<>"«»]*[^\s<>"«».,;:!?)\]’']/gu],
  ['email', /(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu],
  ['bot_command', /(?<![\w/@.])\/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])/gu],
  ['mention', /(?<![\w@/.])@[A-Za-z][A-Za-z0-9_]{2,31}(?!\w)/gu],
  ['hashtag', /(?<![\w#/])#(?=[\p{L}\p{N}_]*[\p{L}_])[\p{L}\p{N}_]{1,255}/gu],
];

/** The commands, mentions, links, addresses and hashtags of a text, as Telegram marks them in every message. */
export function findEntities(text: string): MessageEntity[] {
  const found: MessageEntity[] = [];
  for (const [type, pattern] of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const entity = { type, offset: match.index, length: match[0].length };
      if (!found.some((other) => meet(entity, other))) found.push(entity);
    }
  }
  return found.sort((a, b) => a.offset - b.offset);
}

/** Whether two entities share a character. */
export function meet(a: MessageEntity, b: MessageEntity): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}
