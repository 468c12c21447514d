// documents: a folder of files → Documents, each with its text, title and date.
export { IGNORE_FILE, readIgnored } from './ignored.js';
export { recognise } from './format.js';
export { DEFAULT_LIMITS, type ReadingLimits } from './limits.js';
export type { Structure, Table } from './structure.js';
export { readDossier, type ReadDossier } from './read.js';
export { KeptReadings } from './kept-readings.js';
export { openRecord, settingsOf, writeRecord, type ReadingRecord } from './reading-record.js';
export type { Document, MetadataOrigin, Recorded, Unreadable } from './document.js';
export { keptUnreadable, unreadInWords, unreadRecord, type UnreadReason, type UnreadReasons, type UnreadWording } from './unread-reason.js';
