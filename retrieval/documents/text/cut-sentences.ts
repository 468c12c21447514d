import type { Span } from '../../span.js';
import type { Block } from './block.js';

/** Longest stretch (UTF-16 units) and number of blocks that may stand between the halves of a sentence cut by a page break. */
const LONGEST_INTERRUPTION = 1_000;
const MOST_INTERRUPTIONS = 3;

/** A shorter line without a full stop is a label or a cell of a table, not half a sentence. */
const SHORTEST_HALF = 40;
const UNFINISHED = /[\p{L}\p{N},’'\-–]$/u;
const FOOTNOTE = /^(?:\*{1,3}|†|‡|\(?\d{1,3}\)?|[¹²³⁰⁴-⁹]{1,3})\s*\p{L}/u;

/**
 * Joins the halves of a sentence that a page break has cut: the first ends in the middle, the second begins with a small
 * letter, and only a footnote, a page number or a page header stands between. The whole is one block, so that a quote of it
 * is one slice.
 */
export function joinCutSentences(blocks: readonly Block[]): Block[] {
  const joined: Block[] = [];
  for (let index = 0; index < blocks.length; index++) {
    const parts = [blocks[index]!];
    const interruptions: Span[] = [];
    for (let next = secondHalf(blocks, index); next > index; next = secondHalf(blocks, index)) {
      parts.push(blocks[next]!);
      for (const { start, end } of blocks.slice(index + 1, next)) interruptions.push({ start, end });
      index = next;
    }
    joined.push(parts.length === 1 ? parts[0]! : oneBlock(parts, interruptions));
  }
  return joined;
}

function oneBlock(parts: readonly Block[], interruptions: readonly Span[]): Block {
  const [first, last] = [parts[0]!, parts.at(-1)!];
  return {
    ...first,
    end: last.end,
    inner: { start: first.inner.start, end: last.inner.end },
    text: parts.map(({ text }) => text).join(' '),
    lines: parts.flatMap(({ lines }) => lines),
    closed: last.closed,
    interruptions,
  };
}

/** The block that goes on with the sentence in which a block ends; −1 when it ends with its sentence. */
function secondHalf(blocks: readonly Block[], index: number): number {
  const block = blocks[index]!;
  const running = block.table === null && block.mark !== 'markdown' && block.mark !== 'bold' && !block.boilerplate;
  const unfinished = running && !block.closed && block.text.length >= SHORTEST_HALF && UNFINISHED.test(block.text);
  if (!unfinished) return -1;
  for (let next = index + 1; next < blocks.length && next <= index + 1 + MOST_INTERRUPTIONS; next++) {
    const candidate = blocks[next]!;
    if (candidate.start - block.end > LONGEST_INTERRUPTION) return -1;
    if (candidate.table !== null || candidate.mark === 'markdown') return -1;
    if (candidate.item === null && !candidate.boilerplate && /^\p{Ll}/u.test(candidate.text)) return next;
    if (!candidate.boilerplate && !FOOTNOTE.test(candidate.text)) return -1;
  }
  return -1;
}
