import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { codeOrMessage, systemCode, UserError } from '../../errors.js';
import { isIsoDate } from '../text/date.js';
import { METADATA_FILE } from './files.js';

/** What `dossier.json` says of one document; everything is optional. */
export interface DocumentMetadata {
  readonly title?: string | undefined;
  readonly author?: string | undefined;
  /** ISO date: 2025-05-20, 2025-05 or 2025. */
  readonly date?: string | undefined;
  /** http(s) address where the document was published. */
  readonly link?: string | undefined;
}

const documentSchema = z.strictObject({
  title: z.string('a text').trim().min(1, 'a title with at least one letter').optional(),
  author: z.string('a name').trim().min(1, 'a name with at least one letter').optional(),
  date: z
    .string('a date such as "2025-05-20", "2025-05" or "2025"')
    .refine(isIsoDate, 'a date of the calendar such as "2025-05-20", "2025-05" or "2025"')
    .optional(),
  link: z.url({ protocol: /^https?$/, error: 'an address that begins with http:// or https://' }).optional(),
});

const metadataSchema = z.strictObject({ documents: z.record(z.string(), documentSchema, 'an object with a file name for each key').optional() });

/**
 * Reads `dossier.json`; a dossier without one has no metadata.
 * @returns what is said of each file, by its path below the folder.
 * @throws {UserError} naming the file, the field, what was expected and what was found.
 */
export async function readMetadata(folder: string): Promise<ReadonlyMap<string, DocumentMetadata>> {
  const path = join(folder, METADATA_FILE);
  let source: string;
  try {
    source = await readFile(path, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return new Map();
    throw new UserError(`reading ${path}: a file that can be opened expected, found ${codeOrMessage(error)}; check its permissions, or take it away`);
  }
  let value: unknown;
  try {
    value = JSON.parse(source.replace(/^\uFEFF/u, ''));
  } catch (error) {
    const detail = error instanceof Error ? error.message.replaceAll(/\s+/gu, ' ') : String(error);
    throw new UserError(`reading ${path}: JSON expected, found something else (${detail}); mend it, or take it away`);
  }
  const parsed = metadataSchema.safeParse(value);
  if (!parsed.success) throw new UserError(describe(path, value, parsed.error));
  return new Map(Object.entries(parsed.data.documents ?? {}).map(([file, said]) => [file.replaceAll('\\', '/').replace(/^\.\//u, ''), said]));
}

function describe(path: string, value: unknown, error: z.ZodError): string {
  const issue = error.issues[0]!;
  if (issue.code === 'unrecognized_keys') {
    const allowed = issue.path.length === 0 ? '"documents"' : '"title", "author", "date" and "link"';
    const field = fieldOf([...issue.path, issue.keys[0]!]);
    return `reading ${path}: only ${allowed} expected ${issue.path.length === 0 ? 'at the top' : 'for a document'}, found the field ${field}; correct its name or take it away`;
  }
  const found = issue.path.reduce<unknown>((inside, key) => (inside as Record<PropertyKey, unknown> | undefined)?.[key], value);
  const expected = issue.message.startsWith('Invalid input') ? 'an object such as { "title": "…", "date": "2025-05-20", "link": "https://…" }' : issue.message;
  const field = issue.path.length === 0 ? 'the whole file' : fieldOf(issue.path);
  return `reading ${path}: ${field}: ${expected} expected, found ${clipped(JSON.stringify(found))}; correct it`;
}

function fieldOf(path: readonly PropertyKey[]): string {
  return clipped(path.map((key) => String(key).replaceAll(/\s+/gu, ' ')).join(' › '));
}

function clipped(text: string | undefined): string {
  if (text === undefined) return 'nothing';
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
