// documents: a folder of files → Documents, each with its text, title and date. In the order in which a file goes through:
// folder/ finds the files and tells which must be read, file/ reads one of them (in a process of its own), formats/ has a reader for each format,
// text/ tells how a text is built and what it says of itself; document-of puts the document together.
export { IGNORE_FILE, readIgnored } from './folder/ignored.js';
export { documentPath } from './folder/document-path.js';
export { byFile } from './folder/files.js';
export { readDossier, type ReadDossier } from './folder/read-dossier.js';
export { KeptReadings } from './folder/kept-readings.js';
export { openRecord, settingsOf, writeRecord, type ReadingRecord } from './folder/reading-record.js';
export { recognise } from './file/format.js';
export { DEFAULT_LIMITS, type ReadingLimits } from './limits.js';
export type { UnreadReason, UnreadReasons } from './unread/unread-reason.js';
export { unreadInWords } from './unread/unread-words.js';
export { keptUnreadable, unreadRecord } from './unread/unread-record.js';
export type { Heading, Structure, Table } from './text/structure.js';
export { partsOf, type PartedText, type TextPart, type TextParts } from './text/text-parts.js';
export { lineStarts, numberAt } from './text/line-numbers.js';
export { blocksOf } from './text/blocks.js';
export type { Block } from './text/block.js';
export { isFrontDetail } from './text/front-detail.js';
export type { Document, MetadataOrigin, Recorded, Unreadable } from './document.js';
