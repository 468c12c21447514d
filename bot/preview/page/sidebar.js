// The side: who the bot is, which dossier, which chats, and the page's settings.
import { byId, icon, make, replaceKeepingFocus } from './dom.js';
import { excerpt } from './message-view.js';
import { t } from './words.js';

const sidebar = byId('sidebar');
const scrim = byId('scrim');
const menuButton = byId('menu-button');

export function setUp({ onLanguage, onTheme, theme }) {
  menuButton.append(icon('menu'));
  menuButton.addEventListener('click', () => setOpen(!sidebar.classList.contains('open')));
  scrim.addEventListener('click', () => setOpen(false));
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && sidebar.classList.contains('open')) setOpen(false);
  });
  for (const input of document.querySelectorAll('input[name="language"]')) input.addEventListener('change', () => onLanguage(input.value));
  for (const input of document.querySelectorAll('input[name="theme"]')) {
    input.checked = input.value === theme;
    input.addEventListener('change', () => onTheme(input.value));
  }
}

/** On a narrow window the side slides over the chat. */
export function setOpen(open) {
  const wasOpen = sidebar.classList.contains('open');
  sidebar.classList.toggle('open', open);
  scrim.hidden = !open;
  // What lies under the scrim can be neither clicked nor reached by keyboard.
  byId('conversation').inert = open;
  menuButton.setAttribute('aria-expanded', String(open));
  if (open) sidebar.querySelector('button, input')?.focus();
  else if (wasOpen) menuButton.focus();
}

export function show(store, { onChat, onInline }) {
  const { bot, about, chats, current, person } = store;
  byId('bot-name').textContent = bot.name;
  byId('bot-username').textContent = `@${bot.username}`;
  sidebar.querySelector('.avatar').textContent = [...bot.name][0] ?? '';
  for (const input of document.querySelectorAll('input[name="language"]')) input.checked = input.value === person.language_code;

  const dossier = byId('dossier');
  dossier.hidden = !about;
  if (about)
    dossier.replaceChildren(
      make('p', { class: 'quiet' }, t('dossier')),
      make('p', { class: 'dossier-name', dir: 'auto' }, about.name),
      make('p', { class: 'quiet' }, t('documents', about.documents)),
    );

  replaceKeepingFocus(
    byId('chats'),
    ...[...chats.values()].map((entry) =>
      make(
        'li',
        {},
        make(
          'button',
          { type: 'button', class: 'chat-link', 'aria-current': entry === current ? 'page' : undefined, onclick: () => onChat(entry) },
          icon(entry.chat.type === 'private' ? 'person' : 'group'),
          make(
            'span',
            { class: 'chat-name' },
            make('span', { dir: 'auto' }, chatTitle(entry, bot)),
            make('span', { class: 'chat-last', dir: 'auto' }, lastWords(entry)),
          ),
          entry.unread > 0 ? make('span', { class: 'unread', role: 'img', 'aria-label': t('unread', entry.unread) }, String(entry.unread)) : null,
        ),
      ),
    ),
  );

  const tip = byId('inline-tip');
  tip.hidden = !bot.inline;
  replaceKeepingFocus(
    tip,
    make('p', { class: 'tip-title' }, t('inlineTip')),
    make('p', { class: 'quiet' }, t('inlineTipText', bot.username)),
    make('button', { type: 'button', class: 'plain-button', onclick: onInline }, t('inlineTry')),
  );
}

function lastWords(entry) {
  const last = [...entry.messages.values()].at(-1);
  if (last) return excerpt(last);
  return t(entry.chat.type === 'private' ? 'privateChat' : 'group');
}

export function chatTitle(entry, bot) {
  return entry.chat.type === 'private' ? bot.name : entry.chat.title;
}
