// Where one writes: text, commands, inline questions, replies, edits and files.
import { answerTo, act, upload } from './connection.js';
import { byId, icon, make } from './dom.js';
import { excerpt, senderName } from './message-view.js';
import * as suggestions from './suggestions.js';
import { failure, t } from './words.js';

/** Telegram's limits, as the stand-in holds them. */
const MAX_TEXT = 4096;
const MAX_CAPTION = 1024;
const MAX_FILE = 50 * 1024 * 1024;
/** Pause in typing after which an inline question is asked, in milliseconds. */
const INLINE_PAUSE = 300;

const form = byId('composer');
const field = byId('composer-text');
const context = byId('context');
const problem = byId('problem');
const commandsButton = byId('commands-button');
const fileInput = byId('file-input');

let store;
let target = { kind: 'none' };
let files = [];
let inlineTimer;
let inlineTurn = 0;

export function setUp(pageStore) {
  store = pageStore;
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
  setUpDrop();
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
  field.value = message.text;
  fit();
  showContext();
  field.focus();
}

/** Puts `@bot query` into the field and asks. */
export function typeInline(query) {
  field.value = `@${store.bot.username} ${query}`;
  fit();
  field.focus();
  askInline();
}

/** Forgets what was begun: on a switch of chat. */
export function clear() {
  target = { kind: 'none' };
  files = [];
  field.value = '';
  problem.textContent = '';
  suggestions.close();
  fit();
  showContext();
}

export async function sendText(text) {
  await attempt(() => act('send', { chat: store.current.chat.id, text }));
}

async function submit() {
  const text = field.value;
  const { current } = store;
  const replyTo = target.kind === 'reply' ? target.message.message_id : undefined;
  // Inline results still on their way belong to a text that is no longer in the field.
  clearTimeout(inlineTimer);
  inlineTurn += 1;
  suggestions.close();
  if (target.kind === 'edit') {
    const { message_id } = target.message;
    if (text.trim() !== '') await attempt(() => act('edit', { chat: current.chat.id, message: message_id, text: text.trim() }), clear);
    return;
  }
  if (files.length > 0) {
    if (text.trim().length > MAX_CAPTION) problem.textContent = t('captionTooLong', text.trim().length);
    else await sendFiles(text.trim(), replyTo);
    return;
  }
  if (text.trim() === '') return;
  await attempt(() => act('send', { chat: current.chat.id, text, ...(replyTo && { replyTo }) }), clear);
  field.focus();
}

async function sendFiles(caption, replyTo) {
  const sending = files;
  await attempt(async () => {
    for (const [index, file] of sending.entries()) {
      await upload(store.current.chat.id, file, index === 0 ? caption : '', index === 0 ? replyTo : undefined);
      files = files.filter((other) => other !== file);
    }
  }, clear);
  showContext();
}

async function attempt(work, then = () => undefined) {
  problem.textContent = '';
  try {
    await work();
    then();
  } catch (error) {
    problem.textContent = failure(error);
  }
}

function onInput() {
  fit();
  const parts = Math.ceil(field.value.length / MAX_TEXT);
  problem.textContent = parts > 1 && target.kind !== 'edit' && files.length === 0 ? t('tooLong', parts) : '';
  if (inlineQuery() !== null) {
    clearTimeout(inlineTimer);
    inlineTurn += 1;
    suggestions.open(t('inlineTitle', store.bot.username), [], { empty: t('inlineWait') });
    inlineTimer = setTimeout(askInline, INLINE_PAUSE);
    return;
  }
  clearTimeout(inlineTimer);
  inlineTurn += 1;
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

/** What is asked after `@bot `, or `null`. */
function inlineQuery() {
  const match = /^@(\w+) ([\s\S]*)$/.exec(field.value);
  return match && match[1].toLowerCase() === store.bot.username.toLowerCase() ? match[2].trim() : null;
}

async function askInline(offset = '', shown = []) {
  const query = inlineQuery();
  if (query === null || !store.bot.inline) return;
  const turn = ++inlineTurn;
  const heading = t('inlineTitle', store.bot.username);
  if (shown.length === 0) suggestions.open(heading, [], { empty: t('inlineWait') });
  problem.textContent = '';
  let id;
  let answer;
  try {
    ({ query: id } = await act('inline', { chat: store.current.chat.id, query: query.slice(0, 256), offset: typeof offset === 'string' ? offset : '' }));
    answer = await answerTo(id);
  } catch (error) {
    if (turn !== inlineTurn) return;
    suggestions.close();
    problem.textContent = failure(error);
    return;
  }
  if (turn !== inlineTurn) return;
  const results = [
    ...shown,
    ...(answer?.results ?? []).map((result) => ({
      label: result.title ?? result.id,
      detail: result.description,
      take: () => {
        clear();
        void attempt(() => act('choose', { chat: store.current.chat.id, query: id, result: result.id }));
        field.focus();
      },
    })),
  ];
  const button = answer?.button;
  const options = [
    ...(button?.start_parameter && shown.length === 0
      ? [
          {
            label: button.text,
            kind: 'extra',
            take: () => {
              clear();
              store.start(button.start_parameter);
            },
          },
        ]
      : []),
    ...results,
    ...(answer?.nextOffset ? [{ label: t('inlineMore'), kind: 'extra', take: () => void askInline(answer.nextOffset, results) }] : []),
  ];
  // In a group the same words ask the bot there, which Enter does; the arrows choose a result.
  suggestions.open(heading, options, { empty: t('inlineNone'), preselect: query !== '' && store.current.chat.type === 'private' });
}

function addFiles(list) {
  problem.textContent = '';
  for (const file of list) {
    if (file.size > MAX_FILE) problem.textContent = t('fileTooBig', file.name);
    else if (file.size === 0) problem.textContent = t('emptyFile', file.name);
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

/** Grows the field with its text, up to the height that the style sheet allows. */
function fit() {
  field.style.height = 'auto';
  // An empty field is one line high, however long its placeholder.
  if (field.value !== '') field.style.height = `${field.scrollHeight}px`;
}

function setUpDrop() {
  const area = byId('conversation');
  const veil = byId('drop');
  let depth = 0;
  const holdsFiles = (event) => event.dataTransfer?.types.includes('Files');
  area.addEventListener('dragenter', (event) => {
    if (holdsFiles(event)) veil.hidden = (depth += 1) < 1;
  });
  area.addEventListener('dragleave', (event) => {
    if (holdsFiles(event)) veil.hidden = (depth -= 1) < 1;
  });
  area.addEventListener('dragover', (event) => {
    if (holdsFiles(event)) event.preventDefault();
  });
  area.addEventListener('drop', (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    depth = 0;
    veil.hidden = true;
    addFiles(event.dataTransfer.files);
  });
}
