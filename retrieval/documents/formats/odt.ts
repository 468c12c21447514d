import { laidOut, onOneLine, type Element } from './laid-out.js';
import { NotReadable, type Reader } from '../file/reader.js';
import { textOf, unfold, xmlOf } from './members.js';
import { recordedProperties } from './properties.js';
import { findElement, textIn, type XmlElement } from './xml.js';

/** Elements nested deeper are no text that anyone wrote. */
const DEEPEST = 500;

/** What holds no text of the document itself: deleted text, comments, marks of indexes, what pictures are called. */
const SKIPPED = new Set([
  'text:tracked-changes',
  'office:annotation',
  'text:sequence-decls',
  'office:forms',
  'svg:title',
  'svg:desc',
  'text:index-title-template',
  'text:table-of-content-source',
  'office:scripts',
  'style:style',
]);

interface Writing {
  readonly elements: Element[];
  readonly notes: Element[];
  item: { readonly marker: string; readonly depth: number } | null;
  /** Styles of lists that count, by name. */
  readonly counted: ReadonlySet<string>;
}

/** OpenDocument text (ODF 1.3): headings, lists, tables; notes at the end. Also a spreadsheet's rows. No headers and footers. */
export const readOdt: Reader = (bytes, _name, context) => {
  const members = unfold(bytes, (member) => /^(?:content|meta|META-INF\/manifest)\.xml$/u.test(member), context);
  if (/manifest:encryption-data/u.test(textOf(members, 'META-INF/manifest.xml') ?? '')) throw new NotReadable({ code: 'encrypted' });
  const content = xmlOf(members, 'content.xml');
  const body = findElement(content, 'office:body');
  if (!body) throw new NotReadable({ code: 'foreign', kind: 'opendocument' });
  const writing: Writing = { elements: [], notes: [], item: null, counted: countedStyles(content) };
  walk(body, writing, 0, 0, null);
  const out = laidOut([...writing.elements, ...writing.notes]);
  if (out.text === '') throw new NotReadable({ code: 'no-text', kind: 'odt' });
  const meta = xmlOf(members, 'meta.xml');
  return {
    ...out,
    pages: null,
    ...recordedProperties({
      title: textIn(meta, 'dc:title'),
      author: textIn(meta, 'meta:initial-creator') ?? textIn(meta, 'dc:creator'),
      created: textIn(meta, 'meta:creation-date'),
    }),
  };
};

function walk(element: XmlElement, writing: Writing, depth: number, list: number, style: string | null): void {
  if (depth > DEEPEST) throw new NotReadable({ code: 'nested' });
  let number = 1;
  for (const child of element.children) {
    if (typeof child === 'string' || SKIPPED.has(child.name)) continue;
    if (child.name === 'text:h') {
      const level = Math.min(6, Math.max(1, Number(child.attributes['text:outline-level']) || 1));
      writing.elements.push({ kind: 'heading', level, text: inline(child, writing, depth) });
    } else if (child.name === 'text:p') {
      const text = inline(child, writing, depth).replaceAll(/^ +| +$/gu, '');
      if (text === '') {
        writing.elements.push({ kind: 'empty' });
        continue;
      }
      writing.elements.push(writing.item ? { kind: 'item', ...writing.item, text } : { kind: 'paragraph', text });
      writing.item = null;
    } else if (child.name === 'text:list') {
      walk(child, writing, depth + 1, list + 1, child.attributes['text:style-name'] ?? style);
    } else if (child.name === 'text:list-item' || child.name === 'text:list-header') {
      const counts = style !== null && writing.counted.has(`${style} ${list}`);
      writing.item = { marker: counts ? `${number++}.` : '-', depth: list };
      walk(child, writing, depth + 1, list, style);
      writing.item = null;
    } else if (child.name === 'table:table') writing.elements.push(tableOf(child, writing, depth));
    else walk(child, writing, depth + 1, list, style);
  }
}

/** A paragraph's text: spaces collapse as in XML, `text:s` holds the others; notes go to the end, their mark stays. */
function inline(element: XmlElement, writing: Writing, depth: number): string {
  if (depth > DEEPEST) throw new NotReadable({ code: 'nested' });
  let text = '';
  for (const child of element.children) {
    if (typeof child === 'string') {
      const plain = child.replaceAll(/[ \t\r\n]+/gu, ' ');
      text += /(?:^|[ \n])$/u.test(text) ? plain.replace(/^ /u, '') : plain;
    } else if (child.name === 'text:s') text += ' '.repeat(Math.min(100, Number(child.attributes['text:c'] ?? 1) || 1));
    else if (child.name === 'text:tab') text += '\t';
    else if (child.name === 'text:line-break') text += '\n';
    else if (child.name === 'text:note') {
      const body = findElement(child, 'text:note-body');
      const shown = textIn(child, 'text:note-citation') ?? '';
      text += `[${shown}]`;
      if (body) {
        const inside: Writing = { ...writing, elements: [], notes: [], item: null };
        walk(body, inside, depth + 1, 0, null);
        writing.notes.push(
          ...inside.elements.map((note, at): Element => (at === 0 && note.kind === 'paragraph' ? { ...note, text: `[${shown}] ${note.text}` } : note)),
        );
      }
    } else if (child.name === 'draw:frame' || child.name === 'draw:text-box' || child.name === 'draw:custom-shape') {
      // A frame stands beside its paragraph: its text follows as its own.
      walk(child, writing, depth + 1, 0, null);
    } else if (!SKIPPED.has(child.name)) text += inline(child, writing, depth + 1);
  }
  return text;
}

/** Widest repeat of a row or cell that is written out; spreadsheets repeat empty ones to the edge of the sheet. */
const MOST_REPEATS = 50;

function tableOf(table: XmlElement, writing: Writing, depth: number): Element {
  const rows: string[][] = [];
  const read = (element: XmlElement, level: number): void => {
    if (level > DEEPEST) throw new NotReadable({ code: 'nested' });
    for (const child of element.children) {
      if (typeof child === 'string') continue;
      if (child.name === 'table:table-row') rows.push(child.children.flatMap((cell) => cellsOf(cell, writing, level)));
      else if (/^table:table-(?:header-rows|rows|row-group)$/u.test(child.name)) read(child, level + 1);
    }
  };
  read(table, depth + 1);
  return { kind: 'table', rows, header: rows.length > 2 || findElement(table, 'table:table-header-rows') !== null };
}

function cellsOf(cell: XmlElement | string, writing: Writing, depth: number): string[] {
  if (typeof cell === 'string' || !/^table:(?:covered-)?table-cell$/u.test(cell.name)) return [];
  const inside: Writing = { ...writing, elements: [], item: null };
  walk(cell, inside, depth + 1, 0, null);
  const text = onOneLine(inside.elements).trim();
  const repeats = Math.min(Number(cell.attributes['table:number-columns-repeated'] ?? 1) || 1, MOST_REPEATS);
  return Array<string>(text === '' ? 1 : repeats).fill(text);
}

/** "style level" of every list level that counts. */
function countedStyles(content: XmlElement): Set<string> {
  const counted = new Set<string>();
  const styles = findElement(content, 'office:automatic-styles');
  for (const style of styles?.children ?? []) {
    if (typeof style === 'string' || style.name !== 'text:list-style') continue;
    for (const level of style.children) {
      if (typeof level !== 'string' && level.name === 'text:list-level-style-number' && level.attributes['style:num-format'])
        counted.add(`${style.attributes['style:name'] ?? ''} ${level.attributes['text:level'] ?? ''}`);
    }
  }
  return counted;
}
