import type { QuoteCheck, QuotePart } from '../../retrieval/evidence/index.js';
import type { Speech } from '../speech.js';
import { inline, placeLine, uncertainLine } from './place.js';
import type { Style } from './style.js';

/** A checked quote as a person reads it on a terminal. */
export function verifyText({ verdict, parts, searched: { documents, words } }: QuoteCheck, style: Style, speech: Speech): string {
  const title = speech.say(`verify-${verdict}`);
  return `${[
    style.strong(verdict === 'exact' ? style.good(title) : style.warning(title)),
    ...parts.map((part) => partLines(part, style, speech).join('\n')),
    style.soft(speech.say('terminal-quote-searched', { documents, words })),
  ].join('\n\n')}\n`;
}

function partLines(part: QuotePart, style: Style, speech: Speech): string[] {
  const { say } = speech;
  const { verdict, form, join, wordsSkipped, place, differences, places, similarity } = part;
  const said = say(`verify-part-${form === 'typographic' ? 'typographic' : verdict}`);
  const joins = join === null || join === 'continues' || join === 'unknown' ? [] : [say(`terminal-join-${join}`, { words: wordsSkipped })];
  const lines = [
    `  ${inline(part.text)}`,
    `  ${[verdict === 'exact' ? style.good(said) : style.warning(said), ...joins.map((joined) => style.warning(joined))].join(' · ')}`,
  ];
  for (const { what, kind, touches, quoted, written } of differences) {
    const about = touches === null ? say(`verify-kind-${kind}`) : say(`verify-touches-${touches}`);
    const sides = { quoted: style.strong(inline(quoted?.text ?? '')), written: style.strong(inline(written?.text ?? '')) };
    lines.push(`    ${say(`terminal-difference-${what}`, sides)} (${about})`);
  }
  if (place) {
    if (verdict === 'absent') lines.push(`  ${style.soft(say('terminal-quote-closest', { percent: Math.round(similarity * 100) }))} ${inline(place.quote)}`);
    const also = places > 1 ? ` ${say('terminal-quote-also', { places: places - 1 })}` : '';
    lines.push(`  ${placeLine(place, style, speech)}${also}${uncertainLine(place, style, speech)}`);
  }
  return lines;
}
