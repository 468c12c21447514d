// What an empty chat shows: what this is, which dossier, and questions to click.
import { byId, make } from './dom.js';
import { currentLanguage, t } from './words.js';

const section = byId('welcome');

/** @param ask sends a question. @param start sends /start. */
export function show(store, { ask, start }) {
  const { bot, about, examples, current } = store;
  const visible = current !== null && current.messages.size === 0;
  section.hidden = !visible;
  if (!visible) return;
  const questions = examples[currentLanguage()] ?? [];
  const group = current.chat.type !== 'private';
  const mention = group ? `@${bot.username} ` : '';
  section.replaceChildren(
    ...[
      make('h2', {}, t('welcomeTitle')),
      about
        ? make('p', { class: 'welcome-dossier', dir: 'auto' }, make('span', { class: 'dossier-name' }, about.name), ` · ${t('documents', about.documents)}`)
        : null,
      make('p', { class: 'welcome-text' }, group ? t('welcomeGroup', bot.username) : bot.description || t('welcome')),
      questions.length > 0 ? make('h3', {}, t('examples')) : null,
      questions.length > 0
        ? make(
            'ul',
            { class: 'examples' },
            ...questions.map((question) =>
              make('li', {}, make('button', { type: 'button', class: 'example', onclick: () => ask(`${mention}${question}`) }, make('span', {}, question))),
            ),
          )
        : null,
      group ? null : make('button', { type: 'button', class: 'plain-button', onclick: start }, t('start')),
    ].filter((part) => part !== null),
  );
}
