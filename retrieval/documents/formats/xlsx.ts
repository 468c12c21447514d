import { laidOut, type Element } from './laid-out.js';
import { NotReadable, type Reader } from '../file/reader.js';
import { unfold, xmlOf, type Members } from './members.js';
import { recordedProperties } from './properties.js';
import { findElement, findElements, innerText, textIn, type XmlElement } from './xml.js';

/** Built-in number formats that are dates (ECMA-376 part 1, 18.8.30). */
const DATE_FORMATS = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47]);

/** Day 0 of a spreadsheet, as milliseconds since 1970: 30 December 1899 makes every date after February 1900 right. */
const DAY_ZERO = Date.UTC(1899, 11, 30);
const DAY = 86_400_000;

/** Cells further to the right are no table that anyone reads. */
const MOST_COLUMNS = 200;

/** Spreadsheets: each sheet a heading and its rows, numbers as stored, dates as ISO dates. No formulas, charts or pictures. */
export const readXlsx: Reader = (bytes, _name, context) => {
  const members = unfold(
    bytes,
    (member) => /^(?:xl\/(?:workbook|sharedStrings|styles)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/worksheets\/[^/]+\.xml|docProps\/core\.xml)$/u.test(member),
    context,
  );
  const strings = findElements(xmlOf(members, 'xl/sharedStrings.xml'), 'si').map(stringOf);
  const dated = dateStyles(xmlOf(members, 'xl/styles.xml'));
  const elements: Element[] = [];
  for (const { name, path } of sheetsOf(members)) {
    const rows = findElements(xmlOf(members, path), 'row').map((row) => cellsOf(row, strings, dated));
    if (!rows.some((row) => row.some((cell) => cell !== ''))) continue;
    elements.push({ kind: 'heading', level: 1, text: name }, { kind: 'table', rows, header: true });
  }
  if (elements.length === 0) throw new NotReadable({ code: 'no-text', kind: 'xlsx' });
  const core = xmlOf(members, 'docProps/core.xml');
  return { ...laidOut(elements), pages: null, ...recordedProperties({ title: textIn(core, 'dc:title'), created: textIn(core, 'dcterms:created') }) };
};

function sheetsOf(members: Members): { readonly name: string; readonly path: string }[] {
  const relations = new Map(
    findElements(xmlOf(members, 'xl/_rels/workbook.xml.rels'), 'Relationship').map(({ attributes }) => [attributes['Id'], attributes['Target'] ?? '']),
  );
  return findElements(xmlOf(members, 'xl/workbook.xml'), 'sheet').map(({ attributes }) => {
    const target = relations.get(attributes['r:id'] ?? '') ?? '';
    return { name: attributes['name'] ?? '', path: target.startsWith('/') ? target.slice(1) : `xl/${target}` };
  });
}

function cellsOf(row: XmlElement, strings: readonly string[], dated: ReadonlySet<number>): string[] {
  const cells: string[] = [];
  for (const cell of row.children) {
    if (typeof cell === 'string' || cell.name !== 'c') continue;
    const at = columnOf(cell.attributes['r']) ?? cells.length;
    if (at >= MOST_COLUMNS) break;
    while (cells.length < at) cells.push('');
    cells[at] = valueOf(cell, strings, dated);
  }
  while (cells.at(-1) === '') cells.pop();
  return cells;
}

function valueOf(cell: XmlElement, strings: readonly string[], dated: ReadonlySet<number>): string {
  const written = textIn(cell, 'v') ?? '';
  switch (cell.attributes['t']) {
    case 's':
      return strings[Number(written)] ?? '';
    case 'inlineStr':
      return stringOf(cell);
    case 'b':
      return written === '1' ? 'TRUE' : 'FALSE';
    case undefined:
    case 'n': {
      const serial = Number(written);
      if (written === '' || !dated.has(Number(cell.attributes['s'])) || !(serial >= 1 && serial < 100_000)) return written;
      const moment = new Date(DAY_ZERO + Math.round(serial * DAY)).toISOString();
      return Number.isInteger(serial) ? moment.slice(0, 10) : moment.slice(0, 16).replace('T', ' ');
    }
    default:
      return written;
  }
}

/** The text of a cell with formatted runs; readings of Japanese (`rPh`) are no text of it. */
function stringOf(element: XmlElement): string {
  return element.children
    .map((child) => (typeof child === 'string' || child.name === 'rPh' ? '' : child.name === 't' ? innerText(child) : stringOf(child)))
    .join('');
}

/** Numbers of the cell styles that show dates. */
function dateStyles(styles: XmlElement): Set<number> {
  const own = new Map(findElements(styles, 'numFmt').map(({ attributes }) => [Number(attributes['numFmtId']), attributes['formatCode'] ?? '']));
  const formats = findElement(styles, 'cellXfs');
  const dated = new Set<number>();
  for (const [at, style] of (formats ? findElements(formats, 'xf') : []).entries()) {
    const format = Number(style.attributes['numFmtId']);
    // Quoted text and colours in brackets are no fields; a general number has no letters but E.
    const code = own.get(format)?.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./gu, '') ?? '';
    if (DATE_FORMATS.has(format) || /[dmyhs]/iu.test(code)) dated.add(at);
  }
  return dated;
}

/** "AB12" → 27. */
function columnOf(reference: string | undefined): number | null {
  const letters = /^([A-Z]{1,3})\d+$/u.exec(reference ?? '')?.[1];
  return letters === undefined ? null : Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
