import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import type { Heading, Table } from '../text/structure.js';
import { isIsoDate } from '../text/date.js';
import { NotReadable, type ReadResult } from '../file/reader.js';
import { decode } from './encoding.js';
import { recordedAuthor } from './properties.js';

/**
 * Markdown keeps its text as written; its headings, tables and front matter are told by a Markdown parser, so that a "#" in
 * a code block is no heading and an underlined heading is one.
 */
export async function readMarkdown(bytes: Uint8Array): Promise<ReadResult> {
  const { text } = await decode(bytes);
  if (text.replace(/^\uFEFF/u, '').trim() === '') throw new NotReadable({ code: 'empty' });
  const matter = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/u.exec(text);
  const from = matter ? matter[0].length : text.startsWith('\uFEFF') ? 1 : 0;
  const tree = fromMarkdown(text.slice(from), { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] });
  const headings: Heading[] = [];
  const tables: Table[] = [];
  const asides = matter ? [{ start: 0, end: matter[0].trimEnd().length }] : [];
  for (const node of tree.children) {
    const first = node.position?.start.offset;
    const last = node.position?.end.offset;
    if (first === undefined || last === undefined) continue;
    if (node.type === 'heading' && node.children.length > 0) {
      const start = from + (node.children[0]!.position?.start.offset ?? first);
      const end = from + (node.children.at(-1)!.position?.end.offset ?? last);
      headings.push({ start, end, level: node.depth });
    } else if (node.type === 'table') {
      const row = node.children[0]?.position;
      tables.push({ start: from + first, end: from + last, header: row ? { start: from + row.start.offset!, end: from + row.end.offset! } : null });
    } else if (node.type === 'thematicBreak' || node.type === 'definition') asides.push({ start: from + first, end: from + last });
  }
  const said = (name: string): string | undefined =>
    new RegExp(`^${name}:[ \\t]*(\\S.*)$`, 'mu')
      .exec(matter?.[1] ?? '')?.[1]
      ?.trim()
      .replaceAll(/^["']|["']$/gu, '');
  const date = said('date')?.slice(0, 10);
  const link = said('(?:link|url|source)');
  const title = said('title');
  const author = said('author');
  return {
    text,
    pages: null,
    // Without a heading that Markdown knows, bold lines and the like are told from their shape.
    structure: { headings: headings.length > 0 ? headings : null, tables, asides, unwrapped: false },
    ...(title !== undefined && { title }),
    ...recordedAuthor(author),
    ...(date !== undefined && isIsoDate(date) && { date }),
    ...(link !== undefined && /^https?:\/\//u.test(link) && { link }),
  };
}
