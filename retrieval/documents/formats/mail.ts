import { simpleParser, type AddressObject, type ParsedMail } from 'mailparser';
import { laidOut } from './laid-out.js';
import { NotReadable, type Part, type Reader } from '../file/reader.js';
import { recordedAuthor } from './properties.js';
import { htmlResult } from './html.js';

/** Pictures smaller than this are logos and dots that count readers, not documents. In bytes. */
const SMALLEST_PICTURE = 20_000;

/**
 * A mail: sender, receivers, date and subject on lines as mails show them, then its text; attachments are documents of their own.
 * Nothing that it refers to is fetched.
 */
export const readMail: Reader = async (bytes, _name, { limits }) => {
  let mail: ParsedMail;
  try {
    mail = await simpleParser(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      skipHtmlToText: true,
      skipTextToHtml: true,
      skipImageLinks: true,
      skipTextLinks: true,
    });
  } catch (error) {
    throw new NotReadable({ code: 'damaged', kind: 'mail', detail: (error as Error).message.slice(0, 120) });
  }
  const date = mail.date && !Number.isNaN(mail.date.getTime()) ? mail.date : null;
  const fields = [
    ['From', named(mail.from)],
    ['To', named(mail.to)],
    ['Cc', named(mail.cc)],
    ['Date', oneLine(headerLine(mail, 'date'))],
    ['Subject', oneLine(mail.subject)],
  ] as const;
  const head = fields.filter(([, value]) => value !== '').map(([name, value]) => `${name}: ${value}`);
  // The fields are asides: who wrote to whom is read and cited, but a subject is the title and no sentence.
  const parts = mail.attachments
    .filter(isDocument)
    .map((attachment, at): Part => ({ name: attachment.filename ?? nameOf(attachment.contentType, at), bytes: attachment.content }));
  if (parts.length > limits.attachments) throw new NotReadable({ code: 'attachments', limit: limits.attachments });
  const plain = mail.text?.replaceAll('\r\n', '\n').trimEnd() ?? '';
  const prefix = head.length > 0 ? `${head.join('\n')}\n\n` : '';
  const title = oneLine(mail.subject).replace(/^(?:(?:re|tr|fw|fwd|réf|ref|aw)\s*:\s*)+/iu, '');
  const properties = {
    pages: null,
    ...(title !== '' && { title }),
    ...recordedAuthor(senderOf(mail)),
    ...(date && { date: date.toISOString().slice(0, 10) }),
    parts,
  };
  if (plain.trim() === '' && typeof mail.html === 'string') {
    const body = htmlBody(mail.html);
    if (body) {
      const moved = <T extends { readonly start: number; readonly end: number }>(span: T): T => ({
        ...span,
        start: span.start + prefix.length,
        end: span.end + prefix.length,
      });
      const { headings, tables } = body.structure;
      return {
        ...properties,
        text: prefix + body.text,
        structure: {
          headings: headings?.map(moved) ?? null,
          tables: tables.map(({ header, ...table }) => ({ ...moved(table), header: header && moved(header) })),
          asides: [],
          unwrapped: true,
        },
      };
    }
  }
  const text = `${prefix}${plain === '' ? '' : `${plain}\n`}`;
  if (text.trim() === '') throw new NotReadable({ code: 'no-text', kind: 'mail' });
  return { ...properties, text };
};

function htmlBody(html: string): ReturnType<typeof laidOut> | null {
  try {
    const { text, structure } = htmlResult(html);
    return structure ? { text, structure } : null;
  } catch (error) {
    if (error instanceof NotReadable) return null;
    throw error;
  }
}

function isDocument({ contentType, contentDisposition, size, filename, related }: ParsedMail['attachments'][number]): boolean {
  if (contentType === 'application/pgp-signature' || /^application\/(?:x-)?pkcs7-signature$/u.test(contentType)) return false;
  if (contentType.startsWith('image/') && size < SMALLEST_PICTURE) return false;
  // A picture or style that the text shows in itself.
  if (related && contentDisposition !== 'attachment' && !contentType.startsWith('image/')) return false;
  return size > 0 && (filename !== undefined || !contentType.startsWith('text/calendar'));
}

function nameOf(contentType: string, at: number): string {
  const endings: Readonly<Record<string, string>> = {
    'message/rfc822': 'eml',
    'application/pdf': 'pdf',
    'text/plain': 'txt',
    'text/html': 'html',
    'image/jpeg': 'jpg',
    'image/png': 'png',
  };
  return `attachment-${at + 1}.${endings[contentType] ?? 'bin'}`;
}

/** The sender's name, or the address where none is given. */
function senderOf({ from }: ParsedMail): string | undefined {
  const first = from?.value[0];
  return first?.name || first?.address;
}

function named(addresses: AddressObject | AddressObject[] | undefined): string {
  return oneLine(
    [addresses ?? []]
      .flat()
      .map(({ text }) => text)
      .join(', '),
  );
}

/** A header field as written, unfolded. */
function headerLine(mail: ParsedMail, key: string): string {
  return mail.headerLines.find((line) => line.key === key)?.line.replace(/^[^:]*:/u, '') ?? '';
}

function oneLine(text: string | undefined): string {
  return text?.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim() ?? '';
}
