import { posix } from 'node:path';
import { NotReadable, type Reader, type ReadResult } from '../file/reader.js';
import { isIsoDate } from '../text/date.js';
import { elementsOf } from './elements.js';
import { decode } from './encoding.js';
import { bodyOf } from './html.js';
import { laidOut, type Element } from './laid-out.js';
import { textOf, unfold, xmlOf } from './members.js';
import { recordedProperties } from './properties.js';
import { findElements, innerText, type XmlElement } from './xml.js';

/** Where an e-book says what it is made of (EPUB OCF 3.3, 3.5). */
const CONTAINER = 'META-INF/container.xml';

/** What of it is encrypted; also fonts, which books hide without locking their text. */
const ENCRYPTION = 'META-INF/encryption.xml';

/** A member that is encrypted, whatever the prefix of its element. */
const CIPHERED = /<(?:[\w.-]+:)?CipherReference\s[^<>]*?\bURI\s*=\s*["']([^"'<>]+)/gu;

/** Elements that XHTML closes in their own tag and HTML does not know as empty: an HTML parser would take all that follows for their content. */
const SELF_CLOSED = /<(?!(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)\b)([a-z][\w:-]*)(\s[^<>]*)?\/>/giu;

/** E-books (EPUB 2 and 3): the chapters in the order of reading, with headings, lists and tables. No tables of contents, pictures, styles. */
export const readEpub: Reader = async (bytes, _name, context) => {
  const members = unfold(bytes, (member) => member === CONTAINER || member === ENCRYPTION, context);
  const place = findElements(xmlOf(members, CONTAINER), 'rootfile')[0]?.attributes['full-path'];
  if (place === undefined) throw new NotReadable({ code: 'foreign', kind: 'zip' });
  const book = xmlOf(
    unfold(bytes, (member) => member === place, context),
    place,
  );
  const chapters = chaptersOf(book, posix.dirname(place));
  const encrypted = (textOf(members, ENCRYPTION) ?? '').matchAll(CIPHERED);
  if ([...encrypted].some(([, path]) => chapters.has(unescaped(path!)))) throw new NotReadable({ code: 'foreign', kind: 'ebook' });
  const pages = unfold(bytes, (member) => chapters.has(member), context);
  const elements: Element[] = [];
  for (const chapter of chapters) {
    const page = pages[chapter];
    if (!page) continue;
    const { text } = await decode(page);
    elements.push(...elementsOf(bodyOf(text.replaceAll(SELF_CLOSED, '<$1$2></$1>'))));
  }
  const out = laidOut(elements);
  if (out.text === '') throw new NotReadable({ code: 'no-text', kind: 'epub' });
  return { ...out, pages: null, ...propertiesOf(book) };
};

/** Paths of the chapters in the order of reading: what the book's spine names of its manifest (EPUB 3.3, 5.6 and 5.7). */
function chaptersOf(book: XmlElement, folder: string): ReadonlySet<string> {
  const items = new Map(inBook(book, 'item').map(({ attributes }) => [attributes['id'], attributes]));
  const spine = inBook(book, 'itemref').map(({ attributes }) => items.get(attributes['idref']));
  // Each once: a book that names a chapter a million times is none that anyone wrote.
  return new Set(
    spine.flatMap((item) => {
      const isContents = item?.['properties']?.split(/\s+/u).includes('nav') === true;
      return item?.['href'] === undefined || isContents ? [] : [posix.join(folder, unescaped(item['href']))];
    }),
  );
}

function propertiesOf(book: XmlElement): Pick<ReadResult, 'title' | 'author' | 'date'> {
  const [title] = findElements(book, 'dc:title');
  const [author] = findElements(book, 'dc:creator');
  // EPUB 2 also dates what was done to the file.
  const date = findElements(book, 'dc:date')
    .filter(({ attributes }) => /^(?:publication|original-publication)?$/u.test(attributes['opf:event'] ?? ''))
    .map((element) => innerText(element).trim().slice(0, 10))
    // Programs write 0101-01-01 where nobody has said when.
    .find((day) => isIsoDate(day) && day >= '1400');
  return { ...recordedProperties({ title: title && innerText(title), author: author && innerText(author) }), ...(date !== undefined && { date }) };
}

/** Some books write the names of their package with a prefix. */
function inBook(book: XmlElement, name: string): XmlElement[] {
  return [...findElements(book, name), ...findElements(book, `opf:${name}`)];
}

/** An address inside the book as the name of a member: without its fragment, %20 as a space. */
function unescaped(address: string): string {
  const path = address.replace(/#.*$/su, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
