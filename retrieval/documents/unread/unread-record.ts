import { z } from 'zod';
import type { UnreadReason } from './unread-reason.js';
import { UNREAD_CODES, unreadInWords } from './unread-words.js';

/** A reason as it is kept. */
export const unreadReasonSchema = z
  .object({ code: z.enum(UNREAD_CODES) })
  .catchall(z.union([z.string(), z.number()]))
  .transform((reason) => reason as unknown as UnreadReason);

/** Files that could not be read as they were kept, maybe by another version of the program: what it says otherwise is left out. */
export function keptUnreadable(kept: readonly { readonly file: string; readonly reason: unknown }[]): { file: string; reason: UnreadReason }[] {
  return kept.flatMap(({ file, reason }) => {
    const { data } = unreadReasonSchema.safeParse(reason);
    return data === undefined ? [] : [{ file, reason: data }];
  });
}

/** A file that could not be read, as JSON for other programs gives it: the code to act on, the English text to read. */
export function unreadRecord({ file, reason }: { readonly file: string; readonly reason: UnreadReason }): { file: string; code: string; reason: string } {
  return { file, code: reason.code, reason: unreadInWords(reason) };
}
