import { decode } from './encoding.js';
import { NotReadable, type ReadResult } from '../file/reader.js';

/** Plain text in any encoding that can be told: no line end, space or byte-order mark is changed. */
export async function readText(bytes: Uint8Array): Promise<ReadResult> {
  const { text } = await decode(bytes);
  if (text.replace(/^\uFEFF/u, '').trim() === '') throw new NotReadable({ code: 'empty' });
  return { text, pages: null };
}
