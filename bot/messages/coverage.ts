import { FormattedString } from '@grammyjs/parse-mode';
import type { Coverage } from '../../retrieval/evidence/index.js';
import { citationLine, shortTitle, uncertainLine } from './citation.js';
import { joined, shortened } from './message.js';
import { quoteBlock } from './quote.js';
import type { ReportBlock, ReportSurroundings } from './report.js';

/** Titles of silent documents in one block: more go on the next. */
const SILENT_A_BLOCK = 20;

/** What the documents say of a subject: the counts at a glance, the best sentence of each, the silent ones. */
export function coverageBlocks(coverage: Coverage, { speech, proof, link }: ReportSurroundings): ReportBlock[] {
  const { say } = speech;
  const { counts, documents, unknownWords, subject } = coverage;
  const silent = documents.filter(({ level }) => level === 'silent');
  const head = [
    joined([FormattedString.bold(say('coverage-title', { subject: shortened(subject.replace(/\s+/g, ' ').trim(), 200) }))]),
    new FormattedString(say('coverage-counts', { ...counts, documents: documents.length })),
    new FormattedString(unknownWords.length === 0 ? '' : say('coverage-unknown', { words: shortened(unknownWords.join(', '), 300) })),
  ];
  const blocks: ReportBlock[] = [{ text: joined(head, '\n'), cited: [] }];
  for (const { quote, level, by } of documents) {
    if (quote === null) continue;
    const how = by === 'meaning' ? say('coverage-meaning') : level === 'touches' ? say('coverage-touches') : '';
    blocks.push({
      text: joined([quoteBlock(quote), citationLine(quote, speech, link(quote.file), proof(quote)), uncertainLine(quote, speech).trim(), how], '\n'),
      cited: [quote],
    });
  }
  for (let from = 0; from < silent.length; from += SILENT_A_BLOCK) {
    const titles = silent.slice(from, from + SILENT_A_BLOCK).map(({ title }) => `• ${shortTitle(title)}`);
    blocks.push({ text: joined([...(from === 0 ? [FormattedString.bold(say('coverage-silent'))] : []), ...titles], '\n'), cited: [] });
  }
  return blocks;
}
