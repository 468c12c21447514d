import type { Coverage } from '../../retrieval/evidence/index.js';
import type { Speech } from '../speech.js';
import { inline, placeLine, uncertainLine } from './place.js';
import { printable, type Style } from './style.js';

/** What the documents say of a subject, at a glance and then one by one. */
export function coverageText({ counts, documents, unknownWords }: Coverage, style: Style, speech: Speech): string {
  const { say } = speech;
  const silent = documents.filter(({ level }) => level === 'silent');
  return `${[
    style.strong(say('terminal-coverage-counts', { ...counts, documents: documents.length })),
    ...(unknownWords.length === 0 ? [] : [style.warning(say('coverage-unknown', { words: unknownWords.map(printable).join(', ') }))]),
    ...documents.flatMap(({ quote, level, by }) => {
      if (!quote) return [];
      const how = by === 'meaning' ? say('coverage-meaning') : level === 'touches' ? say('coverage-touches') : null;
      return [
        `  ${inline(quote.quote)}\n  ${placeLine(quote, style, speech)}${how === null ? '' : style.warning(` ${how}`)}${uncertainLine(quote, style, speech)}`,
      ];
    }),
    ...(silent.length === 0
      ? []
      : [`${say('terminal-coverage-silent')}\n${silent.map(({ title, file }) => `  ${style.soft(inline(`${title} — ${file}`))}`).join('\n')}`]),
  ].join('\n\n')}\n`;
}
