import { FormattedString } from '@grammyjs/parse-mode';
import type { Difference, QuoteCheck, QuotePart } from '../../retrieval/evidence/index.js';
import type { Speech } from '../speech.js';
import { citationLine, uncertainLine } from './citation.js';
import { joined, shortened } from './message.js';
import { quoteBlock } from './quote.js';
import type { ReportBlock, ReportSurroundings } from './report.js';

const SIGNS = { exact: '✅', near: '🟡', absent: '❌' } as const;
const VERDICT_SIGNS = { exact: '✅', near: '🟡', joined: '🧩', partial: '🟠', absent: '❌' } as const;

/** Differences listed for one part, before "and N others". */
const MOST_DIFFERENCES = 12;

/** Longest piece of a quote shown in a difference or above its part, in UTF-16 units. */
const PIECE = 80;

/** A checked quote: the verdict, then each part with where it stands and what it says otherwise. */
export function verifyBlocks(check: QuoteCheck, around: ReportSurroundings): ReportBlock[] {
  const { say } = around.speech;
  const { documents, words } = check.searched;
  return [
    { text: joined([`${VERDICT_SIGNS[check.verdict]} `, FormattedString.bold(say(`verify-${check.verdict}`))]), cited: [] },
    ...check.parts.map((part) => partBlock(part, check.parts.length > 1, around)),
    { text: new FormattedString(say('verify-searched', { documents, words })), cited: [] },
  ];
}

function partBlock(part: QuotePart, isOneOfSeveral: boolean, { speech, proof, link }: ReportSurroundings): ReportBlock {
  const { say } = speech;
  const { verdict, form, join, wordsSkipped, place, places, similarity, differences } = part;
  const status = say(`verify-part-${form === 'typographic' ? 'typographic' : verdict}`);
  const lines: FormattedString[] = [];
  if (isOneOfSeveral) lines.push(FormattedString.italic(shortened(part.text.replace(/\s+/g, ' ').trim(), PIECE)));
  lines.push(new FormattedString(`${SIGNS[verdict]} ${[status, ...joinNote(join, wordsSkipped, speech)].join(' · ')}`));
  lines.push(...verifyDifferences(differences, speech));
  if (place === null) return { text: joined(lines, '\n'), cited: [] };
  if (verdict === 'absent') lines.push(new FormattedString(say('verify-closest', { percent: Math.round(similarity * 100) })));
  lines.push(quoteBlock(place), citationLine(place, speech, link(place.file), proof(place)), new FormattedString(uncertainLine(place, speech).trim()));
  if (places > 1) lines.push(new FormattedString(say('verify-also', { places: places - 1 })));
  return { text: joined(lines, '\n'), cited: [place] };
}

function joinNote(join: QuotePart['join'], words: number, { say }: Speech): string[] {
  return join === null || join === 'continues' || join === 'unknown' ? [] : [say(`verify-join-${join}`, { words })];
}

/** A line a difference, the first `MOST_DIFFERENCES` of them or what `room` UTF-16 units hold; the last line counts those left out. */
export function verifyDifferences(differences: readonly Difference[], speech: Speech, room = Infinity): FormattedString[] {
  for (let shown = Math.min(differences.length, MOST_DIFFERENCES); ; shown -= 1) {
    const left = differences.length - shown;
    const lines = differences.slice(0, shown).map((difference) => differenceLine(difference, speech));
    if (left > 0) lines.push(new FormattedString(speech.say('verify-more', { differences: left })));
    if (shown === 0 || joined(lines, '\n').text.length <= room) return lines;
  }
}

/** "• 600 for 500 (figure)", "• not is missing (negation)": the words in bold, those of the quote first. */
function differenceLine({ what, kind, touches, quoted, written }: Difference, { say }: Speech): FormattedString {
  const pieces = [quoted, written].flatMap((side) => (side === null ? [] : [FormattedString.bold(shortened(side.text.replace(/\s+/g, ' ').trim(), PIECE))]));
  const happened = what === 'changed' ? '' : ` ${say(`verify-${what}`)}`;
  const about = touches === null ? say(`verify-kind-${kind}`) : say(`verify-touches-${touches}`);
  return joined(['• ', joined(pieces, ` ${say('verify-instead')} `), `${happened} (${about})`]);
}
