import mammoth from 'mammoth';
import { parseHTML } from 'linkedom';
import { laidOut } from './laid-out.js';
import { NotReadable, type Reader } from '../file/reader.js';
import { elementsOf, type TreeNode } from './elements.js';
import { unfold, xmlOf } from './members.js';
import { recordedProperties } from './properties.js';
import { textIn } from './xml.js';

/** Styles that mammoth does not know as headings: titles, and those of French and other Words that keep their names in the file. */
const STYLES = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='Titre'] => h1:fresh",
  "p[style-name='Subtitle'] => h2:fresh",
  "p[style-name='Sous-titre'] => h2:fresh",
  ...[1, 2, 3, 4, 5, 6].flatMap((level) => [`p[style-name='Titre ${level}'] => h${level}:fresh`, `p[style-name='heading ${level}'] => h${level}:fresh`]),
];

/** Word documents: headings, lists, tables, foot- and endnotes (at the end, where mammoth puts them). No headers, footers, comments. */
export const readDocx: Reader = async (bytes, _name, context) => {
  // Sizes are checked, and what is no document is found out, before mammoth unfolds all of it.
  const members = unfold(bytes, (member) => member === 'docProps/core.xml' || member === 'word/document.xml', context);
  let html: string;
  try {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const noPicture = mammoth.images.imgElement(() => Promise.resolve({ src: '' }));
    html = (await mammoth.convertToHtml({ buffer }, { styleMap: STYLES, convertImage: noPicture, ignoreEmptyParagraphs: false, externalFileAccess: false }))
      .value;
  } catch (error) {
    throw new NotReadable({ code: 'damaged', kind: 'docx', detail: (error as Error).message.slice(0, 120) });
  }
  const { document } = parseHTML(`<html><body>${withNotes(html)}</body></html>`) as unknown as { readonly document: { readonly body: TreeNode } };
  const out = laidOut(elementsOf(document.body));
  if (out.text === '') throw new NotReadable({ code: 'no-text', kind: 'docx' });
  const core = xmlOf(members, 'docProps/core.xml');
  return {
    ...out,
    pages: null,
    ...recordedProperties({ title: textIn(core, 'dc:title'), author: textIn(core, 'dc:creator'), created: textIn(core, 'dcterms:created') }),
  };
};

/** mammoth puts notes at the end as a numbered list with arrows back; they are paragraphs with the mark that stands in the text. */
function withNotes(html: string): string {
  const from = html.search(/<ol><li id="[^"]*(?:foot|end)note-/u);
  if (from < 0) return html;
  let number = 0;
  const notes = html
    .slice(from)
    .replaceAll(/<li id="[^"]*(?:foot|end)note-[^"]*">(?:<p>)?/gu, () => `<p>[${++number}] `)
    .replaceAll(/<a href="#[^"]*note-ref-[^"]*">[^<]*<\/a>/gu, '')
    .replaceAll(/<\/?(?:ol|li)>/gu, '');
  return html.slice(0, from) + notes;
}
