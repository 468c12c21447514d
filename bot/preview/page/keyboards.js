// The keyboards that bots send: buttons under a message, and rows of replies above the composer.
import { icon, make } from './dom.js';
import { safeUrl } from './entities.js';
import { t } from './words.js';

/** Buttons under a message. `acts.press(message, row, column)` asks the bot, the other acts happen in the page. */
export function renderInlineKeyboard(message, rows, acts) {
  return make(
    'div',
    { class: 'inline-keyboard' },
    ...rows.map((buttons, row) => make('div', { class: 'keyboard-row' }, ...buttons.map((button, column) => renderButton(message, button, row, column, acts)))),
  );
}

function renderButton(message, button, row, column, acts) {
  const place = { 'data-place': `${row}:${column}`, class: `keyboard-button ${['primary', 'success', 'danger'].includes(button.style) ? button.style : ''}` };
  const label = make('span', { dir: 'auto' }, button.text);
  if ('url' in button) {
    const url = safeUrl(button.url);
    const payload = url ? acts.startPayload(url) : null;
    if (payload !== null) return make('button', { type: 'button', ...place, onclick: () => acts.start(payload) }, label);
    return make('a', { ...place, href: url?.href, target: '_blank', rel: 'noopener noreferrer' }, label, icon('link'));
  }
  if ('callback_data' in button) {
    const element = make('button', { type: 'button', ...place }, label);
    element.addEventListener('click', async () => {
      if (element.getAttribute('aria-busy') === 'true') return;
      element.setAttribute('aria-busy', 'true');
      await acts.press(message, row, column).finally(() => element.removeAttribute('aria-busy'));
    });
    return element;
  }
  if ('copy_text' in button) return make('button', { type: 'button', ...place, onclick: () => acts.copy(button.copy_text.text) }, label, icon('copy'));
  if ('switch_inline_query_current_chat' in button) {
    return make('button', { type: 'button', ...place, onclick: () => acts.typeInline(button.switch_inline_query_current_chat) }, label, icon('search'));
  }
  if ('switch_inline_query' in button || 'switch_inline_query_chosen_chat' in button) {
    const query = button.switch_inline_query ?? button.switch_inline_query_chosen_chat.query ?? '';
    return make('button', { type: 'button', ...place, onclick: () => acts.shareInline(query) }, label, icon('search'));
  }
  return make('button', { type: 'button', ...place, onclick: () => acts.notHere() }, label);
}

/** Rows of ready replies; a click sends the button's text. */
export function renderReplyKeyboard(container, keyboard, send) {
  container.hidden = !keyboard;
  container.replaceChildren(
    ...(keyboard?.keyboard ?? []).map((buttons) =>
      make(
        'div',
        { class: 'keyboard-row' },
        ...buttons.map((button) => {
          const label = typeof button === 'string' ? button : button.text;
          const special = typeof button === 'object' && Object.keys(button).some((key) => key.startsWith('request_') || key === 'web_app');
          return make(
            'button',
            { type: 'button', class: 'keyboard-button', disabled: special, title: special ? t('notHere') : undefined, onclick: () => send(label) },
            label,
          );
        }),
      ),
    ),
  );
}
