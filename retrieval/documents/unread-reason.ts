import { z } from 'zod';

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
  'no-text': { kind: 'docx' | 'odt' | 'rtf' | 'html' | 'mail' | 'xlsx' | 'picture' | 'pdf' };
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
export type Foreign = keyof typeof FOREIGN;

/** Why a file of the dossier, or some of it, could not be read: a code, worded where it is shown. */
export type UnreadReason = { [Code in keyof UnreadReasons]: { readonly code: Code } & Readonly<UnreadReasons[Code]> }[keyof UnreadReasons];

const FOREIGN = {
  'old-office': 'an old or password-protected office document (DOC, XLS, MSG, protected DOCX); save it as DOCX without a password',
  gif: 'a GIF picture; save it as PNG',
  gzip: 'a GZIP archive; unpack it',
  bzip2: 'a BZIP2 archive; unpack it',
  sevenzip: 'a 7z archive; unpack it',
  rar: 'a RAR archive; unpack it',
  zip: 'a ZIP archive; unpack it',
  video: 'a video, or a HEIC picture; save a picture as JPEG',
  sound: 'a sound or video',
  program: 'a program',
  database: 'a database (SQLite); export what is to be searched as CSV',
  presentation: 'a presentation (PPTX); save it as PDF',
  ebook: 'an e-book (EPUB); save it as PDF or HTML',
  opendocument: 'an OpenDocument file that is no text; save it as ODT or PDF',
} as const;

const DAMAGED: Readonly<Record<UnreadReasons['damaged']['kind'], (detail: string) => string>> = {
  docx: (detail) => `a Word document expected, found a damaged one (${detail}); save it again`,
  package: (detail) => `a whole document expected, found a damaged one (${detail}); save it again`,
  pdf: (detail) => `a PDF expected, found a damaged one (${detail}); save or scan it again`,
  mail: (detail) => `a mail expected, found a damaged one (${detail}); save it again`,
  picture: (detail) => `a picture expected, found one that cannot be read (${detail}); save it as PNG or JPEG`,
};

const NO_TEXT: Readonly<Record<UnreadReasons['no-text']['kind'], string>> = {
  docx: 'text expected in the Word document, found none; if it holds pictures of pages, save it as PDF',
  odt: 'text expected in the document, found none; if it holds pictures of pages, save it as PDF',
  rtf: 'text expected in the RTF file, found none; if it holds pictures of pages, save it as PDF',
  html: 'a text expected in the page, found none; save the page with its text, or as PDF',
  mail: 'a mail with a text expected, found none',
  xlsx: 'rows expected in the spreadsheet, found none; there is nothing to search in it',
  picture: 'text expected in the picture, found none; scan or photograph the page again, straight and sharp',
  pdf: 'text expected, found only empty pages',
};

const WORDS: { readonly [Code in keyof UnreadReasons]: (reason: UnreadReasons[Code]) => string } = {
  'cannot-open': ({ detail }) => `cannot be opened (${detail}); check that it is there and its permissions`,
  'closed-folder': ({ detail }) => `a folder that cannot be opened (${detail}); check its permissions`,
  'control-name': () => 'a name without control characters expected; rename the file',
  'no-file': () => 'a file expected, found a socket, pipe or device',
  'broken-link': ({ detail }) => `a link that leads nowhere (${detail})`,
  'link-out': () => 'a link that leads out of the dossier; copy the file into the folder instead',
  'link-folder': () => 'a link to a folder of the dossier; its files are read in their own place',
  'not-there': () => 'named in dossier.json, but no such file is in the dossier; correct the name there',
  foreign: ({ kind }) => `a document expected, found ${FOREIGN[kind]}`,
  encrypted: () => 'a document without a password expected, found an encrypted one; save it without a password',
  damaged: ({ kind, detail }) => DAMAGED[kind](detail),
  nul: ({ at }) => `text expected, found a NUL character at byte ${at}: the file looks binary; save it as a document or as plain text`,
  controls: ({ found }) => `text expected, found ${found} control characters: the file looks binary; save it as a document or as plain text`,
  'bad-utf8': ({ at }) => `UTF-8 text expected, found other bytes from byte ${at} on; save the file as UTF-8 again`,
  'bad-utf16': () => 'UTF-16 text expected after its mark, found other bytes; save the file as UTF-8',
  empty: () => 'text expected, found an empty file; there is nothing to search in it',
  'no-text': ({ kind }) => NO_TEXT[kind],
  'silent-pictures': () => 'text expected, found only pictures without any; scan the pages again, straight and at 300 dpi',
  'unrecognised-pictures': () => 'text expected, found only pictures that could not be recognised; scan the pages again',
  'too-many-pictures': ({ limit }) => `text expected, found only pictures, more than the ${limit} that are recognised in one file; split it`,
  'too-large': ({ limit, found }) => `at most ${limit} MiB expected, found ${found} MiB; split the file`,
  'too-long': ({ limit }) => `at most ${limit} characters of text expected, found more; split the file`,
  'too-many-pages': ({ limit, found }) => `at most ${limit} pages expected, found ${found}; split the file`,
  'too-many-pixels': ({ limit, width, height }) => `a picture of at most ${limit} million pixels expected, found ${width} × ${height}; make it smaller`,
  unfolds: ({ limit, found }) =>
    `a document of at most ${limit} MiB expected once unfolded, found ${found} MiB: it may be a bomb; save its text in a smaller document`,
  attachments: ({ limit }) => `at most ${limit} attachments expected in a mail, found more; save it apart`,
  'mail-depth': ({ limit }) => `at most ${limit} mails inside each other expected, found more; save it apart`,
  nested: () => 'a document expected, found one nested too deeply; save its text in a new one',
  memory: ({ limit }) => `at most ${limit} MiB of memory expected for reading it, found that it takes more; split it or save its text`,
  time: ({ limit }) => `at most ${limit} seconds expected for reading it, found that it takes longer; split it or save its text`,
  'reader-failed': ({ detail }) => `its reader stumbled over it (${detail}); save it again or as another format`,
  'reader-ended': ({ detail }) => `the reading process ended on it (${detail}); save its text in a new document`,
  'reader-missing': ({ detail }) => `the reading process could not be started or reached (${detail}); try again`,
  'no-language-data': ({ language }) => `recognising a picture: the language data @tesseract.js-data/${language} expected, found none; run "npm install"`,
  stopped: () => 'reading was stopped',
  'silent-pages': (part) => `${pages(part)}: a picture in which no text was found; the rest of the file is searched`,
  'unrecognised-pages': (part) => `${pages(part)}: a picture that could not be recognised; the rest of the file is searched`,
  'left-pages': (part) => `${pages(part)}: more pictures than are recognised in one file; split it`,
};

/**
 * What may be otherwise the next time though the file is the same: its disk, its permissions, how the program is installed, a process that ended.
 * What runs into a limit is not among them: a reading is only taken over under the same limits, and takes its time to fail again.
 */
const OF_THE_MOMENT: ReadonlySet<UnreadReason['code']> = new Set(['cannot-open', 'reader-ended', 'reader-missing', 'no-language-data', 'stopped']);

/** Whether a reason may be gone the next time, the file being the same. */
export function isOfTheMoment({ code }: UnreadReason): boolean {
  return OF_THE_MOMENT.has(code);
}

/** How a reason is worded. */
export type UnreadWording = (reason: UnreadReason) => string;

/** A reason for terminals, logs and JSON, in English. */
export function unreadInWords(reason: UnreadReason): string {
  return (WORDS[reason.code] as (reason: UnreadReason) => string)(reason);
}

/** A file that could not be read, as JSON for other programs gives it: the code to act on, the English text to read. */
export function unreadRecord({ file, reason }: { readonly file: string; readonly reason: UnreadReason }): { file: string; code: string; reason: string } {
  return { file, code: reason.code, reason: unreadInWords(reason) };
}

/** Every code, for whoever words them. */
export const UNREAD_CODES = Object.keys(WORDS) as readonly UnreadReason['code'][];

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

function pages({ count, pages: list }: { readonly count: number; readonly pages: string }): string {
  return `${count === 1 ? 'page' : 'pages'} ${list}`;
}
