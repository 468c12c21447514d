import type { UnreadReason } from '../../retrieval/documents/index.js';
import type { Speech } from '../speech.js';

/** Why a file could not be read, in the person's language. */
export function unreadSaid({ code, ...values }: UnreadReason, { say }: Speech): string {
  return say(`unread-${code}`, values);
}
