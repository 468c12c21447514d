import { createHash } from 'node:crypto';

/** Characters of an id: 72 bits of a hash. A callback button has 64 bytes, and 72 bits keep a million passages apart. */
const ID_CHARACTERS = 12;

/**
 * The id of a passage: it stays the same as long as the file keeps its name and the passage its text.
 * @param file path below the dossier's folder.
 * @param text the passage's text.
 * @param repeat what tells it from another passage of the file with the same text: how many come before it.
 */
export function passageId(file: string, text: string, repeat: number | string = 0): string {
  return createHash('sha256')
    .update(JSON.stringify([file, text, repeat]))
    .digest('base64url')
    .slice(0, ID_CHARACTERS);
}
