import type { Format } from './format.js';
import { NotReadable, type ReadContext, type Reader, type ReadResult } from './reader.js';

/** The reader of each format, loaded when the first file of its kind is seen. */
const READERS: Readonly<Record<Format, () => Promise<Reader>>> = {
  text: async () => (await import('../formats/text.js')).readText,
  markdown: async () => (await import('../formats/markdown.js')).readMarkdown,
  csv: async () => (await import('../formats/csv.js')).readCsv,
  html: async () => (await import('../formats/html.js')).readHtml,
  mail: async () => (await import('../formats/mail.js')).readMail,
  rtf: async () => (await import('../formats/rtf/rtf.js')).readRtf,
  pdf: async () => (await import('../formats/pdf/pdf.js')).readPdf,
  picture: async () => (await import('../formats/picture.js')).readPicture,
  package: async () => (await import('../formats/package.js')).readPackage,
};

/**
 * Reads the bytes of a file of a known format, in this process.
 * @throws {NotReadable} with a reason for the user.
 */
export async function readBytes(bytes: Uint8Array, format: Format, name: string, context: ReadContext): Promise<ReadResult> {
  let result: ReadResult;
  try {
    result = await (await READERS[format]())(bytes, name, context);
  } catch (error) {
    // Recursive parsers of the libraries run out of stack on what is nested without end.
    if (error instanceof RangeError && /call stack/u.test(error.message)) throw new NotReadable({ code: 'nested' });
    if (error instanceof RangeError && /string length/u.test(error.message)) throw tooLong(context);
    throw error;
  }
  if (result.text.length > context.limits.characters) throw tooLong(context);
  return result;
}

function tooLong({ limits }: ReadContext): NotReadable {
  return new NotReadable({ code: 'too-long', limit: limits.characters });
}
