import { FormattedString } from '@grammyjs/parse-mode';
import { MESSAGE_LIMIT, MOST_ENTITIES, safeCut } from './message.js';

/** What stands between two blocks of a page: an empty line. */
export const BLOCK_GAP = '\n\n';

/**
 * Splits a text that is too long for one message. It is cut, in order of preference, at an empty line, at a line end, at
 * a space, between two characters, never within one. An entity that reaches over a cut goes on as an entity of its
 * own on the next page, so that each page stands alone.
 *
 * @param limit longest page in UTF-16 units
 */
export function splitText(text: FormattedString, limit: number = MESSAGE_LIMIT): FormattedString[] {
  const pages: FormattedString[] = [];
  let start = skipSpace(text.text, 0);
  while (text.text.length - start > limit) {
    const end = start + cutBefore(text.text.slice(start, start + limit + 2), limit);
    pages.push(piece(text, start, end));
    start = skipSpace(text.text, end);
  }
  if (start < text.text.length || pages.length === 0) pages.push(piece(text, start, text.text.length));
  return pages;
}

/**
 * Lays blocks on pages, in order: as many to a page as fit with their entities, at most `most`. A block that is longer than a page is split.
 * @returns for each page its text and the numbers (from 0) of the blocks that it shows, whole or in part
 */
export function layOut(
  blocks: readonly FormattedString[],
  { limit = MESSAGE_LIMIT, most = Number.POSITIVE_INFINITY }: { readonly limit?: number; readonly most?: number } = {},
): { readonly text: FormattedString; readonly blocks: readonly number[] }[] {
  const pages: { parts: FormattedString[]; length: number; entities: number; blocks: number[] }[] = [];
  blocks.forEach((block, number) => {
    splitText(block, limit).forEach((part, partNumber) => {
      const page = pages.at(-1);
      const entities = part.rawEntities.length;
      const fits =
        page !== undefined &&
        page.length + BLOCK_GAP.length + part.text.length <= limit &&
        page.entities + entities <= MOST_ENTITIES &&
        page.blocks.length < most;
      if (fits && partNumber === 0) {
        page.parts.push(part);
        page.length += BLOCK_GAP.length + part.text.length;
        page.entities += entities;
        page.blocks.push(number);
      } else {
        pages.push({ parts: [part], length: part.text.length, entities, blocks: [number] });
      }
    });
  });
  return pages.map(({ parts, blocks: numbers }) => ({ text: FormattedString.join(parts, BLOCK_GAP), blocks: numbers }));
}

/** The items of one page of a list, where every page has as many. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Place of the first of them in the list. */
  readonly first: number;
  /** From 0; the page asked for, or the last one when there are fewer. */
  readonly page: number;
  /** 1 at least. */
  readonly pages: number;
}

/**
 * @param size items on a page
 * @param wanted from 0
 */
export function pageOf<Item>(list: readonly Item[], size: number, wanted: number): Page<Item> {
  const pages = Math.max(1, Math.ceil(list.length / size));
  const page = Math.min(wanted, pages - 1);
  return { items: list.slice(page * size, (page + 1) * size), first: page * size, page, pages };
}

/** A stretch without the white space at its end, where Telegram would cut it off and move the entities. */
function piece(text: FormattedString, start: number, end: number): FormattedString {
  const trimmed = start + text.text.slice(start, end).trimEnd().length;
  return text.slice(start, trimmed);
}

function skipSpace(text: string, from: number): number {
  return text.length - text.slice(from).trimStart().length;
}

/** Where to cut a text that is longer than the limit: in its second half, at the best break there is. */
function cutBefore(text: string, limit: number): number {
  const head = text.slice(0, limit + 1);
  for (const mark of ['\n\n', '\n', ' ']) {
    const at = head.lastIndexOf(mark);
    if (at > limit / 2) return at;
  }
  return Math.max(1, safeCut(text, limit));
}
