import type { Citation } from '../../retrieval/search/index.js';
import type { Speech } from '../speech.js';

/** Where in its document a citation stands: the page where there are pages, else the lines. */
export function place({ page, lines: [first, last] }: Pick<Citation, 'page' | 'lines'>, { say }: Speech): string {
  if (page !== null) return say('place-page', { page });
  return first === last ? say('place-line', { line: String(first) }) : say('place-lines', { first: String(first), last: String(last) });
}
