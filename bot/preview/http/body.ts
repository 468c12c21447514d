import type { IncomingMessage } from 'node:http';
import { ApiError, badRequest } from '../protocol/error.js';
import { isObject, parseJson, type Parameters } from '../protocol/parameters.js';
import { readMultipart } from './multipart.js';

/** 50 MB of file (the Bot API's limit) and room for the other fields. */
const MAX_BODY_BYTES = 52 * 1024 * 1024;
/** A call without a file: 4,096 characters of text, 100 buttons or 50 inline results are far below this. */
const MAX_PLAIN_BYTES = 4 * 1024 * 1024;

/** Reads a whole body. @throws ApiError 413 over `most` bytes. */
export async function readBytes(request: IncomingMessage, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    // The rest is read and dropped: a reset in the middle would hide the answer from the caller.
    if (size <= most) chunks.push(chunk);
  }
  if (size > most) throw new ApiError(413, 'Request Entity Too Large');
  return Buffer.concat(chunks);
}

/** The parameters of a call: from the address, and from a body of JSON, form fields or multipart. @throws ApiError 400, 413 */
export async function readParameters(request: IncomingMessage, address: URL): Promise<Parameters> {
  const fromAddress = Object.fromEntries(address.searchParams);
  const type = (request.headers['content-type'] ?? '').toLowerCase();
  const multipart = type.startsWith('multipart/form-data');
  const body = await readBytes(request, multipart ? MAX_BODY_BYTES : MAX_PLAIN_BYTES);
  if (body.length === 0) return { values: fromAddress, uploads: new Map() };
  if (multipart) {
    const { values, uploads } = readMultipart(body, request.headers['content-type']!);
    return { values: { ...fromAddress, ...values }, uploads };
  }
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return { values: { ...fromAddress, ...Object.fromEntries(new URLSearchParams(body.toString('utf8'))) }, uploads: new Map() };
  }
  if (type.startsWith('application/json')) return { values: { ...fromAddress, ...parseObject(body) }, uploads: new Map() };
  return { values: fromAddress, uploads: new Map() };
}

function parseObject(body: Buffer): Readonly<Record<string, unknown>> {
  const value = parseJson(body.toString('utf8'));
  if (value === undefined) throw badRequest("can't parse JSON object");
  if (!isObject(value)) throw badRequest('object expected as parameters');
  return value;
}
