// Message entities → elements. Offsets are UTF-16 units, as JavaScript counts, so they fit without conversion.
import { make } from './dom.js';
import { t } from './words.js';

const BLOCKS = new Set(['blockquote', 'expandable_blockquote', 'pre']);

/** Renders a text with its entities as nodes. `links` says what a command, a start link and the bot's name do. */
export function renderText(text, entities, links) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length || rank(a) - rank(b));
  return renderRange(text, sorted, 0, text.length, links);
}

// Of two entities on the same stretch, a quote is the outer one.
function rank({ type }) {
  return BLOCKS.has(type) ? 0 : 1;
}

function renderRange(text, entities, start, end, links) {
  const nodes = [];
  let at = start;
  const queue = [...entities];
  while (queue.length > 0) {
    const entity = queue.shift();
    const from = Math.max(entity.offset, at);
    const to = Math.min(entity.offset + entity.length, end);
    if (to <= from) continue;
    const inside = [];
    while (queue.length > 0 && queue[0].offset < to) {
      const inner = queue.shift();
      inside.push(inner);
      // What reaches over the end goes on after it: styles may cross.
      const over = inner.offset + inner.length - to;
      if (over > 0) queue.unshift({ ...inner, offset: to, length: over });
    }
    pushText(nodes, text.slice(at, from), BLOCKS.has(entity.type));
    nodes.push(renderEntity(entity, text.slice(from, to), renderRange(text, inside, from, to, links), links));
    at = to;
  }
  pushText(nodes, text.slice(at, end), false);
  return nodes;
}

/** A line end right beside a block would show as an empty line: the block ends the line already. */
function pushText(nodes, text, beforeBlock) {
  const previous = nodes.at(-1);
  let shown = text;
  if (previous instanceof Element && previous.matches('.quote, pre')) shown = shown.replace(/^\n/, '');
  if (beforeBlock) shown = shown.replace(/\n$/, '');
  if (shown !== '') nodes.push(document.createTextNode(shown));
}

function renderEntity(entity, text, inside, links) {
  switch (entity.type) {
    case 'bold':
      return make('strong', {}, ...inside);
    case 'italic':
      return make('em', {}, ...inside);
    case 'underline':
      return make('u', {}, ...inside);
    case 'strikethrough':
      return make('s', {}, ...inside);
    case 'code':
      return make('code', {}, ...inside);
    case 'pre':
      return make('pre', { tabindex: 0 }, make('code', {}, ...inside));
    case 'spoiler':
      return spoiler(inside);
    case 'blockquote':
      return make('blockquote', { class: 'quote' }, make('div', { class: 'quote-text' }, ...inside));
    case 'expandable_blockquote':
      return expandable(inside);
    case 'text_link':
      return link(entity.url, inside, links);
    case 'url':
      return link(text, inside, links);
    case 'email':
      return make('a', { href: `mailto:${text}` }, ...inside);
    case 'bot_command':
      return make('button', { type: 'button', class: 'in-text', onclick: () => links.command(text) }, ...inside);
    case 'mention':
    case 'hashtag':
    case 'cashtag':
    case 'text_mention':
      return make('span', { class: 'mention' }, ...inside);
    default:
      return make('span', {}, ...inside);
  }
}

function link(address, inside, links) {
  const url = safeUrl(address);
  if (url === null) return make('span', {}, ...inside);
  const payload = links.startPayload(url);
  if (payload !== null) return make('button', { type: 'button', class: 'in-text', onclick: () => links.start(payload) }, ...inside);
  return make('a', { href: url.href, target: '_blank', rel: 'noopener noreferrer' }, ...inside);
}

/** Only links that a browser may follow without running anything. */
export function safeUrl(address) {
  const text = /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`;
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return ['http:', 'https:', 'mailto:', 'tg:'].includes(url.protocol) ? url : null;
}

function spoiler(inside) {
  const hidden = make('span', { class: 'spoiler-text', 'aria-hidden': true }, ...inside);
  const cover = make('button', { type: 'button', class: 'spoiler', 'aria-label': t('spoiler') }, hidden);
  cover.addEventListener('click', () => cover.replaceWith(...inside), { once: true });
  return cover;
}

let quotes = 0;

/** A quote that is shut to three lines when it has more. */
function expandable(inside) {
  const id = `quote-${++quotes}`;
  const body = make('div', { class: 'quote-text', id }, ...inside);
  const toggle = make('button', { type: 'button', class: 'quote-toggle', 'aria-expanded': 'false', 'aria-controls': id, hidden: true }, t('more'));
  const quote = make('blockquote', { class: 'quote expandable' }, body, toggle);
  toggle.addEventListener('click', () => {
    const open = quote.classList.toggle('open');
    toggle.setAttribute('aria-expanded', String(open));
    toggle.textContent = t(open ? 'less' : 'more');
  });
  overflow.observe(body);
  return quote;
}

const overflow = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const quote = target.parentElement;
    if (!quote || quote.classList.contains('open')) continue;
    const more = target.scrollHeight > target.clientHeight + 2;
    quote.classList.toggle('shut', more);
    quote.querySelector('.quote-toggle').hidden = !more;
  }
});
