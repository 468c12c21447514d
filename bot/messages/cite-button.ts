import type { InlineKeyboardButton } from 'grammy/types';
import { callbackData } from '../callback-data.js';
import type { Speech } from '../speech.js';
import { citationText, type Cited } from './citation.js';
import { button, COPY_LIMIT } from './message.js';

/** Stands where button data needs an answer's key and there is none. */
export const NO_ANSWER = '--------';

/** A button that copies a citation where Telegram lets it (256 characters), else one that sends it as a message. */
export function citeButton(cited: Cited, quote: string, passage: string, answer: string | null, speech: Speech): InlineKeyboardButton {
  const text = citationText(cited, quote, speech);
  if (text.length <= COPY_LIMIT) return { text: speech.say('button-copy'), copy_text: { text } };
  return button(speech.say('button-cite'), callbackData('cite', { passage, answer: answer ?? NO_ANSWER }));
}
