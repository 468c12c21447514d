/** What goes with each code: numbers and short texts. `detail` is what a library or the system said, as it said it. */
export interface UnreadReasons {
  // As the folder shows it.
  'cannot-open': { detail: string };
  'closed-folder': { detail: string };
  'control-name': object;
  'no-file': object;
  'broken-link': { detail: string };
  'link-out': object;
  'link-folder': object;
  /** dossier.json names it. */
  'not-there': object;
  // What it is.
  foreign: { kind: Foreign };
  encrypted: object;
  damaged: { kind: 'docx' | 'package' | 'pdf' | 'mail' | 'picture'; detail: string };
  nul: { at: number };
  controls: { found: number };
  'bad-utf8': { at: number };
  'bad-utf16': object;
  // Nothing in it.
  empty: object;
  'no-text': { kind: 'docx' | 'odt' | 'rtf' | 'epub' | 'html' | 'mail' | 'xlsx' | 'picture' | 'pdf' };
  'silent-pictures': object;
  'unrecognised-pictures': object;
  'too-many-pictures': { limit: number };
  // More than is read (see ReadingLimits); sizes in MiB.
  'too-large': { limit: number; found: number };
  'too-long': { limit: number };
  'too-many-pages': { limit: number; found: number };
  'too-many-pixels': { limit: number; width: number; height: number };
  unfolds: { limit: number; found: number };
  attachments: { limit: number };
  'mail-depth': { limit: number };
  nested: object;
  memory: { limit: number };
  time: { limit: number };
  // The reader, not the file.
  'reader-failed': { detail: string };
  'reader-ended': { detail: string };
  'reader-missing': { detail: string };
  'no-language-data': { language: string };
  stopped: object;
  // Some pages of it; the rest is searched. `pages` as "1–3, 7".
  'silent-pages': { count: number; pages: string };
  'unrecognised-pages': { count: number; pages: string };
  'left-pages': { count: number; pages: string };
}

/** What a file is instead of a document. */
export type Foreign =
  'old-office' | 'gif' | 'gzip' | 'bzip2' | 'sevenzip' | 'rar' | 'zip' | 'video' | 'sound' | 'program' | 'database' | 'presentation' | 'ebook' | 'opendocument';

/** Why a file of the dossier, or some of it, could not be read: a code, worded where it is shown (see `unreadInWords`). */
export type UnreadReason = { [Code in keyof UnreadReasons]: { readonly code: Code } & Readonly<UnreadReasons[Code]> }[keyof UnreadReasons];

/**
 * What may be otherwise the next time though the file is the same: its disk, its permissions, how the program is installed, a process that ended.
 * What runs into a limit is not among them: a reading is only taken over under the same limits, and takes its time to fail again.
 */
const OF_THE_MOMENT: ReadonlySet<UnreadReason['code']> = new Set(['cannot-open', 'reader-ended', 'reader-missing', 'no-language-data', 'stopped']);

/** Whether a reason may be gone the next time, the file being the same. */
export function isOfTheMoment({ code }: UnreadReason): boolean {
  return OF_THE_MOMENT.has(code);
}
