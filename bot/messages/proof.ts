import { FormattedString } from '@grammyjs/parse-mode';
import type { CitationState, LedgerEntry } from '../../retrieval/evidence/index.js';
import type { Citation } from '../../retrieval/search/answer.js';
import { citationLine, longDate } from './citation.js';
import { joined, message, safeCut, shortened, type Message } from './message.js';
import { quoteBlock } from './quote.js';
import { verifyDifferences } from './verify.js';
import type { ReportSurroundings } from './report.js';

/** What has become of a quote given out earlier: what it said then, and what stands there now. */
export function proofMessage(entry: LedgerEntry, state: CitationState, { speech, link }: Pick<ReportSurroundings, 'speech' | 'link'>): Message {
  const { say, language } = speech;
  const then = { start: entry.start, end: entry.end, quote: shortQuote(entry.quote) };
  const lines: (FormattedString | string)[] = [FormattedString.bold(say(`proof-${state.state}`))];
  if (state.state === 'unchanged' && state.documentChanged) lines.push(say('proof-document-changed'));
  if (state.state === 'moved') lines.push(say(state.renamed ? 'proof-elsewhere' : 'proof-further'));
  lines.push(say('proof-then', { date: longDate(entry.when.slice(0, 10), language) }), quoteBlock(then), citationLine({ ...entry, date: null }, speech));
  const place: Citation | null = state.state === 'gone' ? state.closest : state.place;
  if (state.state === 'altered') lines.push(...(state.differences.length === 0 ? [say('proof-typography')] : verifyDifferences(state.differences, speech)));
  if (state.state === 'gone' && state.documentGone) lines.push(say('proof-document-gone', { file: shortened(entry.file, 200) }));
  if (place !== null && state.state !== 'unchanged') {
    const isGone = state.state === 'gone';
    lines.push(say(isGone ? 'proof-closest' : 'proof-now'));
    lines.push(...(state.state === 'moved' ? [] : [quoteBlock({ start: place.start, end: place.end, quote: shortQuote(place.quote) })]));
    lines.push(citationLine(place, speech, link(place.file)));
  }
  lines.push(FormattedString.code(`c_${entry.id}`));
  return message(joined(lines, '\n'));
}

/** Two quotes must fit in one message. A longer one ends at a space, followed by nothing of ours. */
const LONGEST_SHOWN = 1_500;

function shortQuote(quote: string): string {
  return quote.length <= LONGEST_SHOWN ? quote : quote.slice(0, safeCut(quote, LONGEST_SHOWN)).replace(/\s\S*$/u, '');
}
