import type { Message } from 'grammy/types';
import type { FormattedText } from '../limits/entities.js';
import { readImageSize } from '../limits/image-size.js';
import type { StoredFile } from './files.js';

/** What a message says: everything but its number, chat, sender and date. */
export type MessageContent = Omit<Partial<Message>, 'message_id' | 'chat' | 'from' | 'date' | 'sender_chat'>;

export function textContent({ text, entities }: FormattedText): MessageContent {
  return { text, ...(entities.length > 0 && { entities: [...entities] }) };
}

export function captionContent({ text, entities }: FormattedText): MessageContent {
  return { ...(text && { caption: text }), ...(entities.length > 0 && { caption_entities: [...entities] }) };
}

/** A stored file as a message carries it. */
export function fileContent(file: StoredFile): MessageContent {
  const common = { file_id: file.id, file_unique_id: file.uniqueId, file_size: file.bytes.length };
  if (file.kind === 'document') return { document: { ...common, file_name: file.name, mime_type: file.type } };
  const size = readImageSize(file.bytes) ?? { width: 0, height: 0 };
  return { photo: [{ ...common, ...size }] };
}
