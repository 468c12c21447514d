import type { PageLine, PageLines } from './page-lines.js';

/** Running heads and feet stand in this share of the page's height from its edges, and are among this many lines there. */
const MARGIN = 0.15;
const MARGIN_LINES = 4;

/** They stand at one height on all their pages, in points: a page scanned by hand moves by a few. */
const SAME_HEIGHT = 6;

/** Pages that must share a line; both pages are enough where there are only two or three. */
const FEWEST_PAGES = 3;

/** Left and right pages have heads of their own, so a line need not be on every page. */
const PAGE_NUMBER = /^[\s\-–—|•.]*(?:page|p\.|feuillet|folio)?\s*\d{1,4}(?:\s*(?:\/|sur|of|de)\s*\d{1,4})?[\s\-–—|•.]*$/iu;

/** Lines that belong to the page and not to the text: repeated at the head or foot of several pages, figures apart, or a number alone there. */
export function runningHeads(pages: readonly PageLines[]): Set<PageLine> {
  const atEdge = pages.map(edgeLines);
  const places = new Map<string, { page: number; baseline: number; line: PageLine }[]>();
  for (const [page, lines] of atEdge.entries()) {
    for (const line of lines) {
      const key = line.text.toLowerCase().replaceAll(/\d+/gu, '#').replaceAll(/\s+/gu, ' ');
      places.set(key, [...(places.get(key) ?? []), { page, baseline: line.baseline, line }]);
    }
  }
  const heads = new Set<PageLine>();
  const fewest = Math.min(FEWEST_PAGES, Math.max(2, pages.length));
  for (const found of places.values()) {
    for (const { baseline, line } of found) {
      const alike = new Set(found.filter((other) => Math.abs(other.baseline - baseline) <= SAME_HEIGHT).map(({ page }) => page));
      if (alike.size >= fewest) heads.add(line);
    }
  }
  for (const lines of atEdge) for (const line of lines) if (PAGE_NUMBER.test(line.text) && pages.length > 1) heads.add(line);
  // A page that is nothing but what other pages repeat is a text of its own (a form, a slide).
  for (const { lines } of pages)
    if (lines.length > 0 && lines.every((line) => heads.has(line)) && lines.some(({ text }) => !PAGE_NUMBER.test(text)))
      for (const line of lines) if (!PAGE_NUMBER.test(line.text)) heads.delete(line);
  return heads;
}

function edgeLines({ height, lines }: PageLines): PageLine[] {
  const sorted = lines.toSorted((a, b) => a.baseline - b.baseline);
  const top = sorted.slice(0, MARGIN_LINES).filter(({ baseline }) => baseline < height * MARGIN);
  const bottom = sorted.slice(-MARGIN_LINES).filter(({ baseline }) => baseline > height * (1 - MARGIN));
  return [...new Set([...top, ...bottom])];
}
