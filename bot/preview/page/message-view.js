// One message as an item of the list.
import { icon, make } from './dom.js';
import { renderText } from './entities.js';
import { renderInlineKeyboard } from './keyboards.js';
import { clockTime, fileSize, t } from './words.js';

/**
 * @param message as the Bot API describes it
 * @param view { bot, person, reaction, links, acts }: who is who, the bot's reaction, and what clicks do
 */
export function renderMessage(message, view) {
  const own = message.from?.id === view.person.id;
  const byBot = message.from?.id === view.bot.id;
  const bubble = make('div', { class: 'bubble' });
  // In a private chat there is one other side only.
  if (!own && message.chat.type !== 'private') bubble.append(make('p', { class: 'sender' }, senderName(message, view)));
  if (message.forward_origin) bubble.append(make('p', { class: 'origin' }, t('forwarded', originName(message.forward_origin))));
  if (message.via_bot) bubble.append(make('p', { class: 'origin' }, t('via', message.via_bot.username)));
  if (message.reply_to_message) bubble.append(renderReplied(message, view));
  bubble.append(...renderContent(message, view));
  bubble.append(renderFoot(message, own, view));

  const item = make('li', { class: `message ${own ? 'own' : byBot ? 'bot' : 'other'}`, 'data-id': message.message_id }, bubble);
  item.setAttribute('aria-label', `${own ? t('you') : senderName(message, view)}, ${clockTime(message.date)}`);
  const keyboard = message.reply_markup?.inline_keyboard;
  if (keyboard) item.append(renderInlineKeyboard(message, keyboard, view.acts));
  return item;
}

export function senderName(message, { bot }) {
  if (message.from?.id === bot.id) return bot.name;
  return message.from?.first_name ?? message.sender_chat?.title ?? '';
}

/** The first words of a message, for a reply's head. */
export function excerpt(message) {
  const text = (message.text ?? message.caption ?? message.document?.file_name ?? '').replaceAll(/\s+/g, ' ');
  return text.length > 90 ? `${text.slice(0, 89).replace(/[\ud800-\udbff]$/, '')}…` : text;
}

function renderContent(message, view) {
  const parts = [];
  if (message.document) parts.push(renderDocument(message.document, view));
  if (message.photo) parts.push(renderPhoto(message));
  const text = message.text ?? message.caption;
  if (text !== undefined)
    parts.push(make('div', { class: 'text', dir: 'auto' }, ...renderText(text, message.entities ?? message.caption_entities ?? [], view.links)));
  if (parts.length === 0) parts.push(make('p', { class: 'origin' }, t('service')));
  return parts;
}

function renderDocument({ file_unique_id, file_name = 'file', file_size = 0 }) {
  const address = `/page/files/${encodeURIComponent(file_unique_id)}`;
  const extension = /\.([A-Za-z0-9]{1,5})$/.exec(file_name)?.[1] ?? '';
  return make(
    'div',
    { class: 'document' },
    make('span', { class: 'document-kind', 'aria-hidden': true }, extension ? extension.toUpperCase() : icon('file')),
    make(
      'div',
      { class: 'document-facts' },
      make('p', { class: 'document-name', dir: 'auto' }, file_name),
      make(
        'p',
        { class: 'document-links' },
        make('span', {}, fileSize(file_size)),
        make('a', { href: address, target: '_blank', rel: 'noopener', 'aria-label': `${t('open')} ${file_name} ${t('opensTab')}` }, t('open')),
        make('a', { href: `${address}?download`, download: file_name, 'aria-label': `${t('download')} ${file_name}` }, t('download')),
      ),
    ),
  );
}

function renderPhoto(message) {
  const { file_unique_id, width, height } = message.photo.at(-1);
  return make('img', {
    class: 'photo',
    src: `/page/files/${encodeURIComponent(file_unique_id)}`,
    alt: message.caption ?? '',
    width: width || undefined,
    height: height || undefined,
  });
}

function renderReplied(message, view) {
  const replied = message.reply_to_message;
  const name = replied.from?.id === view.person.id ? t('you') : senderName(replied, view);
  return make(
    'button',
    {
      type: 'button',
      class: 'replied',
      onclick: () => view.acts.jump(replied.message_id),
      'aria-label': `${t('inReplyTo', name)}: ${message.quote?.text ?? excerpt(replied)}`,
    },
    make('span', { class: 'replied-name' }, name),
    make('span', { class: 'replied-text' }, message.quote?.text ?? excerpt(replied)),
  );
}

function renderFoot(message, own, { acts, reaction }) {
  const action = (name, act) =>
    make(
      'button',
      { type: 'button', class: 'foot-button', title: t(name), 'aria-label': `${t(name)}: ${excerpt(message)}`, onclick: () => act(message) },
      icon(name),
    );
  return make(
    'div',
    { class: 'foot' },
    reaction?.length > 0
      ? make(
          'span',
          { class: 'reaction', role: 'img', 'aria-label': t('reaction', reaction.map(({ emoji }) => emoji).join(' ')) },
          reaction.map(({ emoji }) => emoji).join(' '),
        )
      : null,
    make(
      'span',
      { class: 'foot-acts' },
      action('reply', acts.reply),
      own && message.text !== undefined && !message.via_bot && !message.forward_origin ? action('edit', acts.edit) : null,
      own ? action('remove', acts.remove) : null,
    ),
    make(
      'span',
      { class: 'when' },
      message.edit_date ? `${t('edited')} ` : '',
      make('time', { datetime: new Date(message.date * 1000).toISOString() }, clockTime(message.date)),
    ),
  );
}

function originName(origin) {
  return origin.sender_user?.first_name ?? origin.sender_user_name ?? origin.sender_chat?.title ?? origin.chat?.title ?? '';
}
