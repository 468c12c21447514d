import { FormattedString } from '@grammyjs/parse-mode';
import type { CitationState, LedgerEntry } from '../../retrieval/evidence/index.js';
import type { Citation } from '../../retrieval/search/index.js';
import type { Speech } from '../speech.js';
import { citationLine, longDate, uncertainLine } from './citation.js';
import { joined, message, MESSAGE_LIMIT, safeCut, shortened, type Message } from './message.js';
import { quoteBlock, type Quoted } from './quote.js';
import { verifyDifferences } from './verify.js';
import type { ReportSurroundings } from './report.js';

/** What has become of a quote given out earlier: what it said then, and what stands there now. The quotes come first; differences fill what room they leave. */
export function proofMessage(entry: LedgerEntry, state: CitationState, { speech, link }: Pick<ReportSurroundings, 'speech' | 'link'>): Message {
  const before = [...stateLines(state, speech), ...quotedThen(entry, state, speech)];
  if (state.state === 'gone' && state.documentGone) before.push(speech.say('proof-document-gone', { file: shortened(entry.file, 200) }));
  const after = [...standsNow(state, speech, link), FormattedString.code(`c_${entry.id}`)];
  const room = MESSAGE_LIMIT - joined([...before, ...after], '\n').text.length - '\n'.length;
  return message(joined([...before, ...changes(state, speech, room), ...after], '\n'));
}

type Lines = (FormattedString | string)[];

function stateLines(state: CitationState, { say }: Speech): Lines {
  const lines: Lines = [FormattedString.bold(say(`proof-${state.state}`))];
  if (state.state === 'unchanged' && state.documentChanged) lines.push(say('proof-document-changed'));
  if (state.state === 'moved') lines.push(say(state.renamed ? 'proof-elsewhere' : 'proof-further'));
  return lines;
}

function quotedThen(entry: LedgerEntry, state: CitationState, speech: Speech): Lines {
  const then = shownQuote({ ...entry, uncertain: uncertainThen(entry, state) });
  const date = longDate(entry.when.slice(0, 10), speech.language);
  return [speech.say('proof-then', { date }), quoteBlock(then), citationLine({ ...entry, date: null }, speech), uncertainLine(then, speech).trim()];
}

/** The uncertain words of the quote, as offsets beside its own. The ledger does not keep them: they are known where the same words still stand. */
function uncertainThen({ start }: LedgerEntry, state: CitationState): (readonly [number, number])[] {
  if (state.state !== 'unchanged' && state.state !== 'moved') return [];
  const { place } = state;
  return (place.uncertain ?? []).map(([from, to]) => [from - place.start + start, to - place.start + start]);
}

function changes(state: CitationState, speech: Speech, room: number): Lines {
  if (state.state !== 'altered') return [];
  return state.differences.length === 0 ? [speech.say('proof-typography')] : verifyDifferences(state.differences, speech, room);
}

function standsNow(state: CitationState, speech: Speech, link: ReportSurroundings['link']): Lines {
  const place: Citation | null = state.state === 'gone' ? state.closest : state.place;
  if (place === null || state.state === 'unchanged') return [];
  const isGone = state.state === 'gone';
  const now = shownQuote(place);
  return [
    speech.say(isGone ? 'proof-closest' : 'proof-now'),
    ...(state.state === 'moved' ? [] : [quoteBlock(now)]),
    citationLine(place, speech, link(place.file)),
    ...(state.state === 'moved' ? [] : [uncertainLine(now, speech).trim()]),
  ];
}

/** Two quotes must fit in one message. A longer one ends at a space, followed by nothing of ours. */
const LONGEST_SHOWN = 1_500;

/** What of a quote is shown, with the uncertain words in it. */
function shownQuote({ start, quote, uncertain = [] }: Pick<Citation, 'start' | 'quote' | 'uncertain'>): Quoted & Pick<Citation, 'uncertain'> {
  const shown = quote.length <= LONGEST_SHOWN ? quote : quote.slice(0, safeCut(quote, LONGEST_SHOWN)).replace(/\s\S*$/u, '');
  const end = start + shown.length;
  return { start, end, quote: shown, uncertain: uncertain.filter(([from]) => from < end) };
}
