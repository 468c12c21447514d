// documents: a folder of files → Documents, each with its text, title and date.
export { listFiles, METADATA_FILE, type FileStamp } from './files.js';
export { IGNORE_FILE, readIgnored } from './ignored.js';
export { readMetadata, type DocumentMetadata } from './metadata.js';
export { recognise, HEAD_BYTES, type Format } from './format.js';
export { DEFAULT_LIMITS, type ReadingLimits } from './limits.js';
export { NotReadable, type Part, type ReadContext, type Reader, type ReadResult } from './reader.js';
export { decode, type Decoded } from './encoding.js';
export type { Structure, Table } from './structure.js';
export { blocksOf, type Block } from './blocks.js';
export { findTitle, titleFromName } from './title.js';
export { findDate, isIsoDate } from './date.js';
export { lineStarts, numberAt } from './line-numbers.js';
export { readDossier, readDocument, type ReadDossier, type ReadingProgress, type ReadOptions } from './read.js';
export { KeptReadings } from './kept-readings.js';
export { openRecord, settingsOf, writeRecord, type FileRecord, type ReadingRecord } from './reading-record.js';
export type { Document, MetadataOrigin, Recorded, Unreadable } from './document.js';
