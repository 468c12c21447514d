// The list of messages: kept in order, kept in place on edits, and scrolled as one reads.
import { byId } from './dom.js';

/** How near to the end, in pixels, counts as being there. */
const NEAR_END = 80;
/** How long the bot counts as typing after saying so (Bot API, sendChatAction: "5 seconds or less"), in milliseconds. */
const TYPING = 5000;

/** A question that takes more than this share of the window would push its answer out of sight. */
const QUESTION_SHARE = 0.3;

const log = byId('log');
const list = byId('messages');
const typing = byId('typing');
const toEnd = byId('to-end');
let typingTimer;

toEnd.addEventListener('click', () => {
  log.scrollTo({ top: log.scrollHeight });
  log.focus();
});
/** Whether the reader is at the end, as of the last scroll. */
let followed = true;
log.addEventListener('scroll', () => {
  followed = isAtEnd();
  toEnd.hidden = followed;
});
// The log shrinks when the field grows, or a phone's keyboard opens: who was at the end stays there.
new ResizeObserver(() => {
  if (followed) log.scrollTop = log.scrollHeight;
}).observe(log);

function isAtEnd() {
  return log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_END;
}

/** Shows a chat from its end. */
export function showAll(items) {
  // Not read aloud: only what comes after is news.
  log.setAttribute('aria-live', 'off');
  list.replaceChildren(...items);
  log.scrollTop = log.scrollHeight;
  toEnd.hidden = true;
  requestAnimationFrame(() => log.setAttribute('aria-live', 'polite'));
}

/** Adds a message, or puts its new form in the old one's place without moving the reader or taking the focus away. */
export function put(item, isOwn) {
  const old = list.querySelector(`:scope > [data-id="${item.dataset.id}"]`);
  if (old) {
    const place = old.contains(document.activeElement) ? document.activeElement.dataset.place : undefined;
    old.replaceWith(item);
    if (place !== undefined) (item.querySelector(`[data-place="${place}"]`) ?? item.querySelector('[data-place]'))?.focus();
    return;
  }
  const wasAtEnd = isAtEnd();
  list.append(item);
  // At once, so that an answer in the same moment finds the reader at the end.
  if (isOwn) log.scrollTop = log.scrollHeight;
  else if (wasAtEnd) scrollToAnswer(item);
  else toEnd.hidden = false;
}

/** To the end; but a message higher than the window is shown from its head, where the answer stands, with the question above it when that is short. */
function scrollToAnswer(item) {
  // In the next frame long quotes are shut.
  requestAnimationFrame(() => {
    const room = log.clientHeight - 24;
    const above = item.previousElementSibling;
    const head = above?.classList.contains('own') && above.offsetHeight < log.clientHeight * QUESTION_SHARE ? above : item;
    if (item.offsetTop + item.offsetHeight - head.offsetTop > room) log.scrollTop = head.offsetTop - 12;
    else log.scrollTop = log.scrollHeight;
    toEnd.hidden = isAtEnd();
  });
}

export function remove(id) {
  list.querySelector(`:scope > [data-id="${id}"]`)?.remove();
}

/** Scrolls to a message and marks it for a moment. */
export function jumpTo(id) {
  const item = list.querySelector(`:scope > [data-id="${id}"]`);
  if (!item) return;
  item.scrollIntoView({ block: 'center' });
  item.classList.remove('flash');
  requestAnimationFrame(() => item.classList.add('flash'));
}

/** @param text what is said while the bot works; '' ends it */
export function showTyping(text) {
  clearTimeout(typingTimer);
  const wasAtEnd = isAtEnd();
  typing.textContent = text;
  typing.hidden = text === '';
  if (text !== '') typingTimer = setTimeout(() => showTyping(''), TYPING);
  if (wasAtEnd && text !== '') log.scrollTop = log.scrollHeight;
}
