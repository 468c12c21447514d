import type { FormattedString } from '@grammyjs/parse-mode';
import type { InlineKeyboardButton } from 'grammy/types';
import type { Citation } from '../../retrieval/search/index.js';
import { callbackData } from '../callback-data.js';
import type { Speech } from '../speech.js';
import { button, message, MESSAGE_LIMIT, type Keyboard, type Message } from './message.js';
import { layOut } from './pages.js';

/** A piece of a report that stays together on a page, with the citations that it shows. */
export interface ReportBlock {
  readonly text: FormattedString;
  readonly cited: readonly Citation[];
}

/** What the report's texts need of the world around. */
export interface ReportSurroundings {
  readonly speech: Speech;
  /** The address that proves a citation. */
  readonly proof: (citation: Citation) => string;
  /** Where a document was published, when known. */
  readonly link: (file: string) => string | null;
}

/** Blocks on one page: our choice, what a phone shows in three screens. */
const BLOCKS_A_PAGE = 8;

/**
 * A page of a report, with buttons to turn it.
 * @param wanted from 0; the last page when there are fewer
 * @param more rows of buttons below
 */
export function reportPage(
  blocks: readonly ReportBlock[],
  key: string,
  wanted: number,
  { say }: Speech,
  more: Keyboard = [],
): Message & { readonly cited: readonly Citation[] } {
  const pages = layOut(
    blocks.map(({ text }) => text),
    { limit: MESSAGE_LIMIT, most: BLOCKS_A_PAGE },
  );
  const page = Math.min(wanted, pages.length - 1);
  const { text, blocks: shown } = pages[page]!;
  const turn = (to: number, label: string): InlineKeyboardButton[] =>
    to >= 0 && to < pages.length ? [button(label, callbackData('report', { report: key, page: to }))] : [];
  const turns = [...turn(page - 1, say('button-previous')), ...turn(page + 1, say('button-report-next', { page: page + 2, pages: pages.length }))];
  return { ...message(text, [turns, ...more]), cited: shown.flatMap((block) => blocks[block]!.cited) };
}
