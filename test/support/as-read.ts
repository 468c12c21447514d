import type { FormattedString } from '@grammyjs/parse-mode';
import type { MessageEntity } from 'grammy/types';
import type { Keyboard, Message } from '../../bot/messages/index.js';

/** How each kind of entity is written out, the outermost first where several begin at one place. */
const TAGS: readonly (readonly [MessageEntity['type'], string])[] = [
  ['blockquote', 'quote'],
  ['expandable_blockquote', 'folded'],
  ['text_link', 'a'],
  ['bold', 'b'],
  ['underline', 'u'],
  ['italic', 'i'],
  ['code', 'code'],
];

/** A message as its reader sees it, in one text: `<quote>` a quote, `<folded>` one that opens when tapped, `<b>`, `<i>`, `<u>`, `<code>`, `<a ADDRESS>`. */
export function asRead({ text, entities }: Pick<Message, 'text' | 'entities'> | FormattedString): string {
  const tags = entities.map((entity) => {
    const depth = TAGS.findIndex(([type]) => type === entity.type);
    if (depth < 0) throw new Error(`reading a message: an entity that has a tag expected, found ${entity.type}; give it one`);
    const { offset, length } = entity;
    return { offset, end: offset + length, depth, name: TAGS[depth]![1], address: entity.type === 'text_link' ? ` ${entity.url}` : '' };
  });
  tags.sort((a, b) => a.offset - b.offset || a.depth - b.depth);
  let read = '';
  for (let at = 0; at <= text.length; at += 1) {
    for (const { end, name } of tags.toReversed()) if (end === at) read += `</${name}>`;
    for (const { offset, name, address } of tags) if (offset === at) read += `<${name}${address}>`;
    read += text.charAt(at);
  }
  return read;
}

/** Rows of buttons: the label with what a press sends, or `⧉` and what it copies. */
export function buttonsAsRead({ keyboard }: { readonly keyboard: Keyboard }): string[][] {
  return keyboard.map((row) =>
    row.map((one) => {
      if ('callback_data' in one) return `${one.text} → ${one.callback_data}`;
      if ('copy_text' in one) return `${one.text} ⧉ ${one.copy_text.text}`;
      throw new Error(`reading a button: data or a text to copy expected, found ${JSON.stringify(one)}`);
    }),
  );
}
