// The list over the composer: commands, or the bot's inline results. Arrow keys choose, Enter takes, Escape shuts.
import { byId, make } from './dom.js';
import { announce } from './notices.js';
import { t } from './words.js';

const panel = byId('suggestions');
const title = byId('suggestions-title');
const list = byId('suggestions-list');
const field = byId('composer-text');
let options = [];
let chosen = -1;

export function isOpen() {
  return !panel.hidden;
}

/**
 * Shows options: { label, detail, take } each. @param heading names the list. @param empty is shown when there are none.
 * @param preselect whether Enter takes the first at once.
 */
export function open(heading, given, { empty = '', preselect = true } = {}) {
  options = given;
  title.textContent = options.length === 0 && empty ? `${heading} · ${empty}` : heading;
  list.replaceChildren(
    ...options.map((option, index) =>
      make(
        'li',
        {
          role: 'option',
          id: `suggestion-${index}`,
          class: `suggestion ${option.kind ?? ''}`,
          'aria-selected': 'false',
          onpointermove: () => choose(index),
          onpointerdown: (event) => event.preventDefault(),
          onclick: () => take(index),
        },
        make('span', { class: 'suggestion-label', dir: 'auto' }, option.label),
        option.detail ? make('span', { class: 'suggestion-detail', dir: 'auto' }, option.detail) : null,
      ),
    ),
  );
  list.hidden = options.length === 0;
  panel.hidden = false;
  choose(options.length > 0 && preselect ? 0 : -1);
  announce(options.length > 0 ? t('found', options.length) : empty);
}

export function close() {
  if (panel.hidden) return;
  panel.hidden = true;
  options = [];
  list.replaceChildren();
  choose(-1);
  panel.dispatchEvent(new CustomEvent('shut', { bubbles: true }));
}

/** Handles a key of the composer; true when it was one of the list's. */
export function handleKey(event) {
  if (!isOpen()) return false;
  if (event.key === 'Escape') close();
  else if (options.length === 0) return false;
  else if (event.key === 'ArrowDown') choose((chosen + 1) % options.length);
  else if (event.key === 'ArrowUp') choose((chosen <= 0 ? options.length : chosen) - 1);
  else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey && chosen >= 0) take(chosen);
  else return false;
  event.preventDefault();
  return true;
}

function choose(index) {
  if (index === chosen && index >= 0) return;
  list.children[chosen]?.setAttribute('aria-selected', 'false');
  chosen = index;
  const option = list.children[index];
  option?.setAttribute('aria-selected', 'true');
  option?.scrollIntoView({ block: 'nearest' });
  if (option) field.setAttribute('aria-activedescendant', option.id);
  else field.removeAttribute('aria-activedescendant');
}

function take(index) {
  options[index]?.take();
}
