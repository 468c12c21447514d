import { onOneLine, type Element } from './laid-out.js';
import { NotReadable } from '../file/reader.js';

/** The little of a DOM node that is read here: linkedom's nodes fit. */
export interface TreeNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly childNodes: ArrayLike<TreeNode>;
  getAttribute?(name: string): string | null;
}

const ELEMENT = 1;
const TEXT = 3;

/** Elements nested deeper are no text that anyone wrote; each level costs stack. */
const DEEPEST = 500;

/** Never text to quote. */
const SKIPPED = new Set(
  'SCRIPT STYLE NOSCRIPT TEMPLATE SVG MATH IFRAME OBJECT EMBED HEAD TITLE BUTTON SELECT INPUT TEXTAREA CANVAS AUDIO VIDEO MAP DIALOG'.split(' '),
);

/** Elements that stand on lines of their own. */
const BLOCKS = new Set(
  (
    'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CENTER DD DETAILS DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HGROUP HR HTML LI MAIN MENU ' +
    'NAV OL P PRE SECTION SUMMARY TABLE UL CAPTION'
  ).split(' '),
);

/** What is being written, and in which list. */
interface Writing {
  readonly elements: Element[];
  inline: string;
  /** The list item whose text is written next; its later paragraphs have none. */
  item: { readonly marker: string; readonly depth: number } | null;
  heading: number | null;
}

/** The elements of a tree of HTML, in order, each with its text as a browser would show it. */
export function elementsOf(root: TreeNode, skip: (node: TreeNode) => boolean = () => false): Element[] {
  const writing: Writing = { elements: [], inline: '', item: null, heading: null };
  walk(root, writing, 0, 0, skip);
  flush(writing);
  return writing.elements;
}

function walk(node: TreeNode, writing: Writing, depth: number, list: number, skip: (node: TreeNode) => boolean): void {
  if (depth > DEEPEST) throw new NotReadable({ code: 'nested' });
  if (node.nodeType === TEXT) {
    addInline(writing, (node.textContent ?? '').replaceAll(/[ \t\n\r\f]+/gu, ' '));
    return;
  }
  // A document or fragment has no name that is of use, but children.
  const name = node.nodeType === ELEMENT ? node.nodeName.toUpperCase() : '';
  if (
    SKIPPED.has(name) ||
    (node.nodeType === ELEMENT && ((node.getAttribute?.('hidden') !== null && node.getAttribute?.('hidden') !== undefined) || skip(node)))
  )
    return;
  if (name === 'BR') {
    writing.inline = `${writing.inline.replace(/ $/u, '')}\n`;
    return;
  }
  if (name === 'TABLE' && isDataTable(node)) {
    flush(writing);
    const element = tableOf(node, skip);
    writing.elements.push(element);
    return;
  }
  const block = BLOCKS.has(name) || name === 'TR' || name === 'TD' || name === 'TH';
  if (block) flush(writing);
  const level = /^H([1-6])$/u.exec(name)?.[1];
  if (level !== undefined) writing.heading = Number(level);
  if (name === 'PRE') {
    for (const line of (node.textContent ?? '').split(/\r?\n/u)) {
      writing.inline = line;
      flush(writing);
      if (line.trim() === '') writing.elements.push({ kind: 'empty' });
    }
    return;
  }
  let number = Number(node.getAttribute?.('start') ?? 1) || 1;
  for (let at = 0; at < node.childNodes.length; at++) {
    const child = node.childNodes[at]!;
    if (child.nodeName.toUpperCase() === 'LI') {
      flush(writing);
      const value = Number(child.getAttribute?.('value'));
      if (value > 0) number = value;
      writing.item = { marker: name === 'OL' ? `${number++}.` : '-', depth: list + (name === 'OL' || name === 'UL' || name === 'MENU' ? 1 : 0) };
      walk(child, writing, depth + 1, list + 1, skip);
      flush(writing);
      writing.item = null;
    } else walk(child, writing, depth + 1, list, skip);
  }
  if (block) {
    const before = writing.elements.length;
    flush(writing);
    if (name === 'P' && writing.elements.length === before && (node.textContent ?? '').trim() === '') writing.elements.push({ kind: 'empty' });
  }
  if (level !== undefined) writing.heading = null;
}

function addInline(writing: Writing, text: string): void {
  writing.inline += /(?:^|[ \n])$/u.test(writing.inline) ? text.replace(/^ /u, '') : text;
}

function flush(writing: Writing): void {
  const text = writing.inline.replaceAll(/ ?\n ?/gu, '\n').trim();
  writing.inline = '';
  if (text === '') return;
  if (writing.heading !== null) writing.elements.push({ kind: 'heading', level: writing.heading, text });
  else if (writing.item) {
    writing.elements.push({ kind: 'item', ...writing.item, text });
    writing.item = null;
  } else writing.elements.push({ kind: 'paragraph', text });
}

/** Tables that lay out a page hold tables, headings or long cells; a table of data has rows of two cells and more. */
function isDataTable(table: TreeNode): boolean {
  const rows = rowsOf(table);
  if (rows.filter((row) => cellsOf(row).length > 1).length === 0) return false;
  return !rows.some((row) => cellsOf(row).some((cell) => holds(cell, /^(?:TABLE|H[1-6]|ARTICLE|SECTION|NAV|FORM)$/u)));
}

function tableOf(table: TreeNode, skip: (node: TreeNode) => boolean): Element {
  const rows = rowsOf(table);
  const header = rows[0] !== undefined && (cellsOf(rows[0]).every(({ nodeName }) => nodeName.toUpperCase() === 'TH') || rows.length > 2);
  return { kind: 'table', rows: rows.map((row) => cellsOf(row).map((cell) => onOneLine(elementsOf(cell, skip)))), header };
}

function rowsOf(table: TreeNode): TreeNode[] {
  const rows: TreeNode[] = [];
  for (const child of Array.from(table.childNodes)) {
    const name = child.nodeName.toUpperCase();
    if (name === 'TR') rows.push(child);
    else if (name === 'THEAD' || name === 'TBODY' || name === 'TFOOT') rows.push(...rowsOf(child));
  }
  return rows;
}

function cellsOf(row: TreeNode): TreeNode[] {
  return Array.from(row.childNodes).filter(({ nodeName }) => /^t[dh]$/iu.test(nodeName));
}

function holds(node: TreeNode, names: RegExp, depth = 0): boolean {
  return depth < DEEPEST && Array.from(node.childNodes).some((child) => names.test(child.nodeName.toUpperCase()) || holds(child, names, depth + 1));
}
