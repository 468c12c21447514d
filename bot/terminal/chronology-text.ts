import type { Chronology, ChronologyEntry } from '../../retrieval/evidence/index.js';
import type { Speech } from '../speech.js';
import { inline, placeLine, uncertainLine } from './place.js';
import type { Style } from './style.js';

/** A chronology as lines of time, each with its sentence and place. */
export function chronologyText({ dated, undated }: Chronology, style: Style, speech: Speech): string {
  const { say } = speech;
  const entry = ({ start, end, origin, resolvedFrom, weekdayDiffers, ambiguous, citation, written }: ChronologyEntry): string => {
    const notes = [
      ...(resolvedFrom === null ? [] : [say('chronology-resolved', { date: resolvedFrom })]),
      ...(weekdayDiffers ? [say('chronology-weekday')] : []),
      ...(ambiguous ? [say('chronology-ambiguous')] : []),
    ];
    const date = origin === 'open' ? inline(written.text) : end === null ? start : `${start} → ${end}`;
    return `${style.strong(date)}${notes.length === 0 ? '' : style.warning(` (${notes.join('; ')})`)}\n  ${inline(citation.quote)}\n  ${placeLine(citation, style, speech)}${uncertainLine(citation, style, speech)}`;
  };
  if (dated.length + undated.length === 0) return `${say('chronology-count', { dates: 0 })}\n`;
  return `${[...dated.map(entry), ...(undated.length === 0 ? [] : [say('chronology-undated'), ...undated.map(entry)])].join('\n\n')}\n`;
}
