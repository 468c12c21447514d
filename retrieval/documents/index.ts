// documents: a folder of files → Documents, each with its text, title and date.
export { listFiles, METADATA_FILE, type FileStamp } from './files.js';
export { readMetadata, type DocumentMetadata } from './metadata.js';
export { NotReadable, type Reader, type ReadResult } from './reader.js';
export { textReader } from './text-reader.js';
export { blocksOf, type Block } from './blocks.js';
export { findTitle, titleFromName } from './title.js';
export { findDate, isIsoDate } from './date.js';
export { lineStarts, numberAt } from './line-numbers.js';
export { readDossier, readDocument, READERS, type ReadOptions } from './read.js';
export type { Document, MetadataOrigin, Unreadable } from './document.js';
