import { FormattedString } from '@grammyjs/parse-mode';
import type { AbsenceText } from '../../retrieval/evidence/index.js';
import type { Citation } from '../../retrieval/search/index.js';
import type { Speech } from '../speech.js';
import { uncertainLine } from './citation.js';
import { joined, message, shortened, type Message } from './message.js';
import { splitText } from './pages.js';
import { quoteBlock } from './quote.js';

/** Lines shown of what was searched, and the longest of one in UTF-16 units: a question of a thousand unknown words has a line for each. */
const MOST_LINES = 8;
const LONGEST_LINE = 150;

/** Longest question repeated, in UTF-16 units. */
const LONGEST_QUESTION = 200;

/** Files named that could not be read, and the longest name with its reason. */
const MOST_UNREAD = 3;
const LONGEST_UNREAD = 120;

/**
 * What was searched for a question and what came nearest: a summary that fits one message; the evidence pack has it whole.
 * @param sentence the one marked in the nearest passage: the whole passage stands under the answer.
 */
export function absenceMessage(question: string, { title, lines, nearest, unread }: AbsenceText, sentence: Citation | null, speech: Speech): Message {
  const kept = lines.length <= MOST_LINES ? lines : [...lines.slice(0, MOST_LINES - 3), '…', ...lines.slice(-2)];
  const text = joined(
    [
      FormattedString.bold(title),
      FormattedString.italic(shortened(question, LONGEST_QUESTION)),
      ...kept.map((line) => `• ${shortened(line, LONGEST_LINE)}`),
      ...(nearest && sentence ? [nearest.label, quoteBlock(sentence), shortened(nearest.source, LONGEST_LINE), uncertainLine(sentence, speech).trim()] : []),
      ...(unread ? [unread.label, ...unread.files.slice(0, MOST_UNREAD).map((file) => `• ${shortened(file, LONGEST_UNREAD)}`)] : []),
    ],
    '\n',
  );
  // All of that fits with the splitter's longest sentence; were one longer, its end is left to the document itself.
  return message(splitText(text)[0]!);
}
