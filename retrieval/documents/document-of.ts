import { basename } from 'node:path';
import { dateInName, findDate } from './text/date.js';
import type { Document, Recorded } from './document.js';
import type { DocumentMetadata } from './folder/metadata.js';
import type { ReadResult } from './file/reader.js';
import { findTitle, titleFromName } from './text/title.js';

/** What a reader found that stays the same whatever the file is called. */
export type Content = Pick<Document, 'text' | 'hash' | 'pages' | 'structure' | 'uncertain' | 'recorded'>;

/** What a reader found → the content of a document. */
export function contentOf(hash: string, { text, pages, structure, uncertain, title, author, date, created, link }: ReadResult): Content {
  const told = title?.replaceAll(/\s+/gu, ' ').trim();
  const recorded: Recorded = {
    ...(told && { title: told }),
    ...(author !== undefined && { author }),
    ...(date !== undefined && { date }),
    ...(created !== undefined && { created }),
    ...(link !== undefined && { link }),
  };
  return {
    text,
    hash,
    pages,
    ...(structure && { structure }),
    ...(uncertain && uncertain.length > 0 && { uncertain }),
    ...(Object.keys(recorded).length > 0 && { recorded }),
  };
}

/**
 * A document: what `dossier.json` says of it goes before what the file records (a person wrote it there to mend the other), that before what is
 * found in the text, and that before its name.
 */
export function documentOf(file: string, { text, hash, pages, structure, uncertain, recorded }: Content, metadata: DocumentMetadata = {}): Document {
  return {
    file,
    text,
    hash,
    ...titleOf(file, text, structure, recorded, metadata),
    ...authorOf(recorded, metadata),
    ...dateOf(file, text, recorded, metadata),
    ...linkOf(recorded, metadata),
    pages,
    ...(structure && { structure }),
    ...(uncertain && { uncertain }),
    ...(recorded && { recorded }),
  };
}

function titleOf(
  file: string,
  text: string,
  structure: Document['structure'],
  recorded: Recorded | undefined,
  metadata: DocumentMetadata,
): Pick<Document, 'title' | 'titleFrom'> {
  if (metadata.title !== undefined) return { title: metadata.title, titleFrom: 'dossier.json' };
  if (recorded?.title !== undefined) return { title: recorded.title, titleFrom: 'file' };
  const title = findTitle(text, structure);
  return title === null ? { title: titleFromName(basename(file)), titleFrom: 'name' } : { title, titleFrom: 'text' };
}

function authorOf(recorded: Recorded | undefined, metadata: DocumentMetadata): Pick<Document, 'author' | 'authorFrom'> {
  if (metadata.author !== undefined) return { author: metadata.author, authorFrom: 'dossier.json' };
  return recorded?.author === undefined ? {} : { author: recorded.author, authorFrom: 'file' };
}

function linkOf(recorded: Recorded | undefined, metadata: DocumentMetadata): Pick<Document, 'link' | 'linkFrom'> {
  if (metadata.link !== undefined) return { link: metadata.link, linkFrom: 'dossier.json' };
  return recorded?.link === undefined ? { link: null } : { link: recorded.link, linkFrom: 'file' };
}

function dateOf(file: string, text: string, recorded: Recorded | undefined, metadata: DocumentMetadata): Pick<Document, 'date' | 'dateFrom'> {
  if (metadata.date !== undefined) return { date: metadata.date, dateFrom: 'dossier.json' };
  if (recorded?.date !== undefined) return { date: recorded.date, dateFrom: 'file' };
  const written = findDate(text);
  if (written !== null) return { date: written, dateFrom: 'text' };
  const named = dateInName(basename(file));
  if (named !== null) return { date: named, dateFrom: 'name' };
  return recorded?.created === undefined ? { date: null, dateFrom: null } : { date: recorded.created, dateFrom: 'file' };
}
