import { badRequest } from '../protocol/error.js';
import type { Upload } from '../protocol/parameters.js';

/** The parts of a multipart/form-data body (RFC 7578). */
export interface Form {
  readonly values: Readonly<Record<string, string>>;
  readonly uploads: ReadonlyMap<string, Upload>;
}

/**
 * Takes a multipart body apart. File names are read as the Bot API server reads them: grammY sends them without quotes, so a
 * bare name runs to the next `;` with its spaces, and %XX stands for a byte. (The parsers on npm end such a name at a space.)
 * @throws ApiError 400
 */
export function readMultipart(body: Buffer, contentType: string): Form {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  const name = boundary?.[1] ?? boundary?.[2];
  if (name === undefined) throw badRequest('boundary in multipart/form-data not found');
  const values: Record<string, string> = {};
  const uploads = new Map<string, Upload>();
  for (const part of splitParts(body, name)) {
    const end = part.indexOf('\r\n\r\n');
    if (end < 0) throw badRequest("can't parse form data headers");
    const headers = part.toString('utf8', 0, end);
    const content = part.subarray(end + 4);
    const disposition = /^content-disposition:(.*)$/im.exec(headers)?.[1] ?? '';
    const field = fieldOf(disposition, 'name');
    if (field === undefined || field === '') throw badRequest('field name in multipart/form-data not found');
    const file = fieldOf(disposition, 'filename');
    if (file === undefined) values[field] = content.toString('utf8');
    else uploads.set(field, { name: cleanName(file), type: /^content-type:\s*(.*?)\s*$/im.exec(headers)?.[1] ?? 'application/octet-stream', bytes: content });
  }
  return { values, uploads };
}

function splitParts(body: Buffer, boundary: string): Buffer[] {
  const delimiter = Buffer.from(`--${boundary}`);
  const parts: Buffer[] = [];
  let start = body.indexOf(delimiter);
  if (start < 0) throw badRequest('boundary in multipart/form-data not found');
  for (;;) {
    start += delimiter.length;
    if (body.toString('latin1', start, start + 2) === '--') return parts;
    const end = body.indexOf(`\r\n--${boundary}`, start, 'utf8');
    if (end < 0) throw badRequest("can't parse multipart/form-data: the last boundary is missing");
    parts.push(body.subarray(body.indexOf('\r\n', start) + 2, end));
    start = end + 2;
  }
}

function fieldOf(disposition: string, key: string): string | undefined {
  const match = new RegExp(`;\\s*${key}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;]*))`, 'i').exec(disposition);
  if (!match) return undefined;
  const value = match[1]?.replaceAll(/\\(.)/g, '$1') ?? match[2]!.trim();
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** A name alone: no folder, no control character; `file` when nothing is left. */
function cleanName(name: string): string {
  return (
    name
      .replace(/^.*[/\\]/su, '')
      .replaceAll(/\p{Cc}/gu, '')
      .trim()
      .slice(0, 255) || 'file'
  );
}
