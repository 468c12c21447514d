import { FormattedString } from '@grammyjs/parse-mode';
import type { Chronology, ChronologyEntry } from '../../retrieval/evidence/index.js';
import type { Speech } from '../speech.js';
import { citationLine, longDate, uncertainLine } from './citation.js';
import { joined, shortened } from './message.js';
import { quoteBlock } from './quote.js';
import type { ReportBlock, ReportSurroundings } from './report.js';

/** The dates of the documents in order of time, each with its sentence; those without a year at the end. */
export function chronologyBlocks({ dated, undated }: Chronology, subject: string, around: ReportSurroundings): ReportBlock[] {
  const { say } = around.speech;
  const title = subject === '' ? say('chronology-title') : say('chronology-title-of', { subject: shortened(subject.replace(/\s+/g, ' ').trim(), 200) });
  const count = dated.length + undated.length;
  return [
    { text: joined([FormattedString.bold(title), say('chronology-count', { dates: count })], '\n'), cited: [] },
    ...dated.map((entry) => entryBlock(entry, around)),
    ...undated.map((entry, at) => entryBlock(entry, around, at === 0 ? say('chronology-undated') : '')),
  ];
}

function entryBlock(entry: ChronologyEntry, { speech, proof, link }: ReportSurroundings, head = ''): ReportBlock {
  const { citation, written } = entry;
  const block = {
    start: citation.start,
    end: citation.end,
    quote: citation.quote,
    uncertain: citation.uncertain,
    // The date itself stands out in its sentence.
    highlight: [written.start, written.end] as const,
    focus: null,
  };
  const notes = notesOf(entry, speech);
  return {
    text: joined(
      [
        FormattedString.bold(head),
        joined(['📅 ', FormattedString.bold(dateOf(entry, speech)), notes === '' ? '' : ` (${notes})`]),
        quoteBlock(block),
        citationLine(citation, speech, link(citation.file), proof(citation)),
        uncertainLine(citation, speech).trim(),
      ],
      '\n',
    ),
    cited: [citation],
  };
}

function dateOf({ start, end, origin, written }: ChronologyEntry, { language }: Speech): string {
  if (origin === 'open') return written.text.replace(/\s+/g, ' ');
  return end === null ? longDate(start, language) : `${longDate(start, language)} – ${longDate(end, language)}`;
}

function notesOf({ resolvedFrom, weekdayDiffers, ambiguous }: ChronologyEntry, { say, language }: Speech): string {
  return [
    ...(resolvedFrom === null ? [] : [say('chronology-resolved', { date: longDate(resolvedFrom, language) })]),
    ...(weekdayDiffers ? [say('chronology-weekday')] : []),
    ...(ambiguous ? [say('chronology-ambiguous')] : []),
  ].join(' ; ');
}
