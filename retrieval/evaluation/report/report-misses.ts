import type { AnswerPassage } from '../../search/answer.js';
import type { MeasuredRun } from '../evaluation.js';
import { collapse, isHit } from '../hits.js';
import { escapeHtml, markText } from './markup.js';
import { MISSES, type Miss, missesOf } from '../figures/misses.js';
import { type Outcome, runName } from '../run.js';
import { share } from './table.js';

/** Passages shown of each miss: enough to see what came before the right one. */
const SHOWN = 3;

/** Every miss of every run, what was expected beside what was returned. The last run with nothing removed is open, the others fold. */
export function missesSection(runs: readonly MeasuredRun[]): string {
  const main = runs.filter((run) => run.removed === null && run.variant === null).at(-1);
  const parts = runs.map((run) => runMisses(run, run === main));
  return `<section><h2>Misses</h2>
<p class="soft"><mark class="said">The sentence marked as the answer</mark> · <mark class="gold">what was expected</mark>. A passage with a green edge is a hit.</p>
${parts.join('\n')}</section>`;
}

function runMisses(run: MeasuredRun, isOpen: boolean): string {
  const groups = new Map<Miss, string[]>();
  for (const outcome of run.outcomes) {
    const misses = missesOf(outcome);
    const gravest = misses[0];
    if (gravest !== undefined) groups.set(gravest, [...(groups.get(gravest) ?? []), missArticle(outcome, misses)]);
  }
  const count = [...groups.values()].reduce((total, articles) => total + articles.length, 0);
  const name = runName(run);
  const sections = (Object.keys(MISSES) as Miss[]).flatMap((miss) => {
    const articles = groups.get(miss);
    return articles === undefined ? [] : [`<details><summary>${MISSES[miss]} (${articles.length})</summary><div>${articles.join('')}</div></details>`];
  });
  const nothing = count === 0 ? '<p>No miss.</p>' : '';
  return `<details${isOpen ? ' open' : ''}><summary>${name}: ${count} of ${run.outcomes.length} questions</summary>${nothing}${sections.join('')}</details>`;
}

function missArticle(outcome: Outcome, misses: readonly Miss[]): string {
  const tags = [
    `<span class="tag">${escapeHtml(outcome.kind)}</span>`,
    `<span class="tag">${escapeHtml(outcome.id)}</span>`,
    `<span class="tag">${outcome.verdict}, confidence ${share(outcome.confidence)}</span>`,
  ];
  // The gravest miss is the heading of its group; the others are told here.
  tags.push(...misses.slice(1).map((miss) => `<span class="tag bad">${MISSES[miss]}</span>`));
  return `<article><h4>${escapeHtml(outcome.question)}</h4><div>${tags.join('')}</div>
<div class="columns"><div><h5>Expected${outcome.all ? ', all of them' : ''}</h5>${expected(outcome)}</div>
<div><h5>Returned</h5>${
    outcome.passages
      .slice(0, SHOWN)
      .map((passage) => returned(outcome, passage))
      .join('') || '<p>Nothing.</p>'
  }</div></div></article>`;
}

function expected(outcome: Outcome): string {
  if (outcome.gold.length === 0) return '<p>A refusal: the dossier does not answer.</p>';
  const removed = outcome.answerable ? '' : '<p>A refusal: this was taken away.</p>';
  const golds = outcome.gold.map(({ file, quote }, index) => {
    const rank = outcome.ranks[index];
    const found = rank == null ? 'not found' : `found at rank ${rank}`;
    return `<cite>${escapeHtml(file)}, ${found}</cite><blockquote>${quote === undefined ? 'any passage of it' : escapeHtml(collapse(quote))}</blockquote>`;
  });
  return removed + golds.join('');
}

function returned(outcome: Outcome, passage: AnswerPassage): string {
  const shift = (start: number, end: number, className: string) => ({ start: start - passage.start, end: end - passage.start, className });
  const golds = outcome.places.filter((place) => place.quoted && place.file === passage.file).map((place) => shift(place.start, place.end, 'gold'));
  const marked = markText(passage.quote, [shift(...passage.highlight, 'said'), ...golds]);
  const isRight = outcome.gold.some((gold) => isHit(passage, gold));
  const place = passage.page === null ? `lines ${passage.lines.join('–')}` : `page ${passage.page}`;
  return `<cite>${passage.rank}. ${escapeHtml(passage.file)}, ${place}, score ${share(passage.score)}</cite><blockquote${isRight ? ' class="hit"' : ''}>${marked}</blockquote>`;
}
