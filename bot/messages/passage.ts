import { FormattedString } from '@grammyjs/parse-mode';
import type { Dossier } from '../../retrieval/dossier.js';
import type { Citation } from '../../retrieval/search/index.js';
import { callbackData } from '../callback-data.js';
import type { Speech } from '../speech.js';
import { citationLine, uncertainLine } from './citation.js';
import { citeButton } from './cite-button.js';
import { button, joined, message, type Message } from './message.js';
import { marked } from './quote.js';

/** Longest stretch shown in one message: leaves room for the citation under it, whatever the title. */
export const STRETCH_LIMIT = 3600;

/** Most passages that a button adds on either side; a document read from end to end is better opened. */
const MOST_NEIGHBOURS = 20;

/** A passage in its surroundings. */
export interface Stretch {
  readonly citation: Citation;
  /** Passages that it holds before and after the one asked for. */
  readonly before: number;
  readonly after: number;
  /** There is more of the document on that side, and room for it. */
  readonly canGrowBefore: boolean;
  readonly canGrowAfter: boolean;
}

/**
 * A passage with some of its neighbours, as one slice of the document. Fewer than asked for where the document ends or
 * where more would not fit in a message.
 * @returns `null` when the passage no longer stands in the dossier
 */
export function stretch(dossier: Dossier, id: string, before: number, after: number): Stretch | null {
  const passage = dossier.passage(id);
  if (passage === null) return null;
  const sides = { before: { at: id, taken: 0 }, after: { at: id, taken: 0 } };
  let { start, end } = passage;
  /** The stretch with one passage more on a side; `null` where the document ends and where there is no room. */
  const wider = (side: 'before' | 'after'): { readonly at: string; readonly start: number; readonly end: number } | null => {
    const { at, taken } = sides[side];
    const neighbour = dossier.neighbours(at)[side];
    const place = neighbour === null ? null : dossier.passage(neighbour);
    if (place === null || taken === MOST_NEIGHBOURS) return null;
    const [from, to] = [Math.min(start, place.start), Math.max(end, place.end)];
    return to - from > STRETCH_LIMIT ? null : { at: place.id, start: from, end: to };
  };
  const grow = (side: 'before' | 'after'): void => {
    const found = wider(side);
    if (found === null) return;
    ({ start, end } = found);
    sides[side] = { at: found.at, taken: sides[side].taken + 1 };
  };
  // In turn, so that a long side does not take the other's room.
  for (let step = 1; step <= MOST_NEIGHBOURS; step += 1) {
    if (step <= before) grow('before');
    if (step <= after) grow('after');
  }
  return {
    citation: dossier.cite(passage.file, start, end),
    before: sides.before.taken,
    after: sides.after.taken,
    canGrowBefore: wider('before') !== null,
    canGrowAfter: wider('after') !== null,
  };
}

/** What a passage alone is shown with. */
export interface ShownPassage {
  readonly id: string;
  readonly stretch: Stretch;
  /** The passage itself: in bold among its neighbours when no sentence is marked. */
  readonly passage: Pick<Citation, 'start' | 'end'>;
  readonly highlight: readonly [number, number] | null;
  readonly focus: readonly [number, number] | null;
  readonly link: string | null;
  /** The answer it belongs to and its page; `null` for deep links. */
  readonly from: { readonly answer: string; readonly page: number } | null;
}

/** A passage with its surroundings, and buttons to see more. */
export function passageMessage(shown: ShownPassage, speech: Speech): Message {
  const {
    id,
    stretch: { citation, before, after, canGrowBefore, canGrowAfter },
    passage,
    highlight,
    focus,
    link,
    from,
  } = shown;
  const { say } = speech;
  const sentence = highlight ?? (before + after > 0 ? ([passage.start, passage.end] as const) : null);
  const quoted = { start: citation.start, end: citation.end, quote: citation.quote, highlight: sentence, focus, uncertain: citation.uncertain };
  // The reader asked for the whole: it is shown open, however long.
  const text = joined([FormattedString.blockquote(marked(quoted)), '\n', citationLine(citation, speech, link), uncertainLine(citation, speech)]);
  const to = (b: number, a: number): string =>
    from === null ? callbackData('look', { passage: id, before: b, after: a }) : callbackData('more', { passage: id, before: b, after: a, ...from });
  return message(text, [
    [
      ...(canGrowBefore ? [button(say('button-before'), to(before + 1, after))] : []),
      ...(canGrowAfter ? [button(say('button-after'), to(before, after + 1))] : []),
    ],
    [button(say('button-open'), callbackData('file', { passage: id })), citeButton(citation, citation.quote, id, from?.answer ?? null, speech)],
    from === null ? [] : [button(say('button-back'), callbackData('page', from))],
  ]);
}
