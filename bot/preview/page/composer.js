// Where one writes: text, commands, replies, edits and files.
import { act, upload } from './connection.js';
import { byId, icon, make } from './dom.js';
import * as drop from './drop.js';
import * as inline from './inline-question.js';
import { excerpt, senderName } from './message-view.js';
import { attempt, complain } from './notices.js';
import * as suggestions from './suggestions.js';
import { t } from './words.js';

/** Telegram's limits, as the stand-in holds them. */
const MAX_TEXT = 4096;
const MAX_CAPTION = 1024;
const MAX_FILE = 50 * 1024 * 1024;

const NO_TARGET = { kind: 'none' };

const form = byId('composer');
const field = byId('composer-text');
const context = byId('context');
const commandsButton = byId('commands-button');
const fileInput = byId('file-input');

let store;
/** The message answered or edited: { kind: 'reply' | 'edit', message }. */
let target = NO_TARGET;
let files = [];
/** What was begun in the other chats, by their ids. */
const drafts = new Map();

export function setUp(pageStore) {
  store = pageStore;
  inline.setUp(store, clear);
  commandsButton.append(icon('command'));
  byId('attach-button').append(icon('attach'));
  byId('send-button').append(icon('send'));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });
  field.addEventListener('input', onInput);
  field.addEventListener('keydown', onKey);
  field.addEventListener('paste', (event) => {
    if (event.clipboardData?.files.length > 0) addFiles(event.clipboardData.files);
  });
  commandsButton.addEventListener('click', toggleCommands);
  byId('attach-button').addEventListener('click', () => fileInput.click());
  fileInput.addEventListener('change', () => {
    addFiles(fileInput.files);
    fileInput.value = '';
  });
  form.addEventListener('shut', () => commandsButton.setAttribute('aria-expanded', 'false'));
  drop.setUp(addFiles);
}

/** Shows the words of the chat at hand: placeholder, label. */
export function refresh() {
  const { current, bot } = store;
  const group = current && current.chat.type !== 'private';
  field.placeholder = group ? t('writeGroup', bot.username) : t('write');
  byId('composer-label').textContent = t('yourMessage');
  showContext();
}

export function startReply(message) {
  target = { kind: 'reply', message };
  showContext();
  field.focus();
}

export function startEdit(message) {
  target = { kind: 'edit', message };
  write(message.text);
  showContext();
  field.focus();
}

/** Puts `@bot query` into the field and asks. */
export function typeInline(query) {
  write(`@${store.bot.username} ${query}`);
  field.focus();
  void inline.ask();
}

/** Goes on in another chat with what was begun there. @param turn makes that chat the current one */
export function changeChat(turn) {
  if (store.current) drafts.set(store.current.chat.id, begun());
  clear();
  turn();
  takeUp(drafts.get(store.current.chat.id));
}

/** What was complained of is over: the line to the bot is up again. */
export function refreshProblem() {
  const parts = Math.ceil(field.value.length / MAX_TEXT);
  complain(parts > 1 && target.kind !== 'edit' && files.length === 0 ? t('tooLong', parts) : '');
}

export async function sendText(text) {
  complain('');
  await attempt(() => act('send', { chat: store.current.chat.id, text }), complain);
}

/** What is in the composer and not sent. */
function begun() {
  return { text: field.value, target, files };
}

/** Puts what was begun before what is begun now. */
function takeUp(draft) {
  if (!draft) return;
  write([draft.text, field.value].filter((text) => text.trim() !== '').join('\n'));
  if (draft.target.kind !== 'none') ({ target } = draft);
  files = [...draft.files, ...files];
  showContext();
}

/** Forgets what is begun. */
function clear() {
  inline.forget();
  suggestions.close();
  target = NO_TARGET;
  files = [];
  complain('');
  write('');
  showContext();
}

async function submit() {
  const draft = begun();
  const text = draft.text.trim();
  if (text === '' && (files.length === 0 || target.kind === 'edit')) return;
  if (files.length > 0 && target.kind !== 'edit' && text.length > MAX_CAPTION) {
    complain(t('captionTooLong', text.length));
    return;
  }
  const { id } = store.current.chat;
  // At once: a second Enter must not send it again, and what is typed meanwhile must stay.
  clear();
  field.focus();
  if (await attempt(() => send(id, draft), complain)) return;
  if (id === store.current.chat.id) takeUp(draft);
  else drafts.set(id, draft);
}

/** Sends or edits. Files that are through leave the draft, so that a second try begins with the others. */
async function send(chat, draft) {
  if (draft.target.kind === 'edit') return act('edit', { chat, message: draft.target.message.message_id, text: draft.text.trim() });
  const replyTo = draft.target.message?.message_id;
  if (draft.files.length === 0) return act('send', { chat, text: draft.text, replyTo });
  await upload(chat, draft.files[0], draft.text.trim(), replyTo);
  // The words and the reply went with the first file.
  Object.assign(draft, { files: draft.files.slice(1), text: '', target: NO_TARGET });
  return draft.files.length > 0 && send(chat, draft);
}

function onInput() {
  fit();
  refreshProblem();
  if (inline.typed() !== null) {
    inline.askSoon();
    return;
  }
  inline.forget();
  if (/^\/\w*$/.test(field.value)) openCommands(field.value.slice(1));
  else suggestions.close();
}

function onKey(event) {
  if (event.isComposing || suggestions.handleKey(event)) return;
  if (event.key === 'Enter' && !event.shiftKey) {
    event.preventDefault();
    form.requestSubmit();
  } else if (event.key === 'Escape' && (target.kind !== 'none' || files.length > 0)) {
    clear();
  } else if (event.key === 'ArrowUp' && field.value === '') {
    const last = [...(store.current?.messages.values() ?? [])].findLast(
      (message) => message.from?.id === store.person.id && message.text !== undefined && !message.via_bot,
    );
    if (last) {
      event.preventDefault();
      startEdit(last);
    }
  }
}

function toggleCommands() {
  if (suggestions.isOpen()) suggestions.close();
  else openCommands('');
  field.focus();
}

function openCommands(prefix) {
  const group = store.current.chat.type !== 'private';
  const commands = store.current.commands.filter(({ command }) => command.startsWith(prefix.toLowerCase()));
  if (prefix !== '' && commands.length === 0) {
    suggestions.close();
    return;
  }
  commandsButton.setAttribute('aria-expanded', 'true');
  suggestions.open(
    t('commandsTitle'),
    commands.map(({ command, description }) => ({
      label: `/${command}`,
      detail: description,
      take: () => {
        clear();
        void sendText(group ? `/${command}@${store.bot.username}` : `/${command}`);
        field.focus();
      },
    })),
    { empty: t('noCommands') },
  );
}

function addFiles(list) {
  complain('');
  for (const file of list) {
    if (file.size > MAX_FILE) complain(t('fileTooBig', file.name));
    else if (file.size === 0) complain(t('emptyFile', file.name));
    else files.push(file);
  }
  showContext();
  field.focus();
}

/** What stands over the field: the message answered or edited, the files to send. */
function showContext() {
  const rows = [];
  if (target.kind !== 'none') {
    const { message } = target;
    const own = message.from?.id === store.person.id;
    const heading = target.kind === 'edit' ? t('editing') : t('replyingTo', own ? t('you') : senderName(message, store));
    rows.push(contextRow(target.kind, heading, excerpt(message), t('cancel'), clear));
  }
  for (const file of files) {
    rows.push(
      contextRow('file', t('toSend'), file.name, t('removeFile', file.name), () => {
        files = files.filter((other) => other !== file);
        showContext();
        field.focus();
      }),
    );
  }
  context.hidden = rows.length === 0;
  context.replaceChildren(...rows);
}

function contextRow(name, heading, text, cancelLabel, cancel) {
  return make(
    'div',
    { class: 'context-row' },
    icon(name),
    make('p', { class: 'context-text' }, make('span', { class: 'replied-name' }, heading), make('span', { class: 'replied-text', dir: 'auto' }, text)),
    make(
      'button',
      {
        type: 'button',
        class: 'icon-button',
        'aria-label': cancelLabel,
        title: cancelLabel,
        onclick: () => {
          cancel();
          field.focus();
        },
      },
      icon('close'),
    ),
  );
}

function write(text) {
  field.value = text;
  fit();
}

/** Grows the field with its text, up to the height that the style sheet allows. */
function fit() {
  field.style.height = 'auto';
  // An empty field is one line high, however long its placeholder.
  if (field.value !== '') field.style.height = `${field.scrollHeight}px`;
}
