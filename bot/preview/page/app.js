// Wires the page: state from the stand-in, events as they come, and what clicks do.
import * as composer from './composer.js';
import { act, answerTo, fetchState, listen, noteAnswer } from './connection.js';
import { byId, icon } from './dom.js';
import { renderReplyKeyboard } from './keyboards.js';
import * as log from './log.js';
import { renderMessage } from './message-view.js';
import { announce, attempt, note, showAlert } from './notices.js';
import * as sidebar from './sidebar.js';
import { chatTitle } from './sidebar.js';
import { currentLanguage, setLanguage, t } from './words.js';
import * as welcome from './welcome.js';

/** Everything shown, as the stand-in last told it. */
const store = { bot: null, person: null, about: null, examples: {}, chats: new Map(), current: null, start: (payload) => void startBot(payload) };

const links = { command: (text) => void composer.sendText(text), start: (payload) => void startBot(payload), startPayload };
const acts = {
  reply: composer.startReply,
  edit: composer.startEdit,
  remove: (message) => void attempt(() => act('delete', { chat: message.chat.id, message: message.message_id })),
  press,
  copy: (text) => void copy(text),
  jump: log.jumpTo,
  start: (payload) => void startBot(payload),
  startPayload,
  typeInline: composer.typeInline,
  shareInline: (query) => {
    // Another chat than this one, as Telegram would ask for; here there are two.
    const other = [...store.chats.values()].find((entry) => entry !== store.current) ?? store.current;
    switchTo(other);
    composer.typeInline(query);
  },
  notHere: () => note(t('notHere')),
};

start();

function start() {
  setLanguage(preferredLanguage());
  const theme = localStorage.getItem('theme') ?? 'auto';
  applyTheme(theme);
  byId('to-end').append(icon('down'));
  composer.setUp(store);
  sidebar.setUp({
    theme,
    onTheme(chosen) {
      localStorage.setItem('theme', chosen);
      applyTheme(chosen);
    },
    onLanguage(chosen) {
      localStorage.setItem('language', chosen);
      void attempt(() => act('language', { language: chosen }));
    },
  });
  let first = true;
  listen({
    onOpen: () =>
      void connect().then(() => {
        byId('lost').textContent = '';
        composer.refreshProblem();
        if (first) followAddress();
        first = false;
      }),
    onEvent,
    onLost: () => {
      byId('lost').textContent = t('lost');
    },
  });
}

/** The line is up: the stand-in, which may be a new one, is told the language first. */
async function connect() {
  await attempt(() => act('language', { language: preferredLanguage() }));
  await refresh();
}

let reading = null;
let readAgain = false;
const eventsMeanwhile = [];

/**
 * Reads everything again: at the start, when the line comes back, when commands, chats or languages change. Events that
 * come while the state is on its way may be newer than it: they are kept and applied after it.
 */
function refresh() {
  readAgain = reading !== null;
  reading ??= readState().finally(() => {
    reading = null;
    for (const event of eventsMeanwhile.splice(0)) onEvent(event);
    if (readAgain) void refresh();
  });
  return reading;
}

async function readState() {
  const state = await fetchState();
  const unread = new Map([...store.chats].map(([id, entry]) => [id, entry.unread]));
  const currentId = store.current?.chat.id ?? state.chats[0]?.chat.id;
  const shown = shownAs(store.current);
  Object.assign(store, { bot: state.bot, person: state.person, about: state.about, examples: state.examples });
  store.chats = new Map(
    state.chats.map((entry) => [
      entry.chat.id,
      { ...entry, messages: new Map(entry.messages.map((message) => [message.message_id, message])), unread: unread.get(entry.chat.id) ?? 0 },
    ]),
  );
  store.current = store.chats.get(currentId) ?? store.chats.values().next().value ?? null;
  setLanguage(store.person.language_code);
  // What is on the screen already stays: its open quotes, the reader's place, the focus.
  if (shownAs(store.current) === shown) showAround();
  else showChat();
}

function shownAs(entry) {
  return entry && JSON.stringify([currentLanguage(), store.bot.name, entry.reactions, [...entry.messages.values()]]);
}

function showChat() {
  const { current } = store;
  if (!current) return;
  current.unread = 0;
  log.showAll([...current.messages.values()].map(render));
  showAround();
}

/** All but the messages: titles, side, keyboard, the empty chat. */
function showAround() {
  const { current, bot } = store;
  byId('chat-title').textContent = chatTitle(current, bot);
  byId('chat-subtitle').textContent = current.chat.type === 'private' ? t('robot') : t('members', current.members);
  document.title = store.about ? `${store.about.name} · ${bot.name}` : bot.name;
  sidebar.show(store, {
    onChat: (entry) => {
      switchTo(entry);
      sidebar.setOpen(false);
      byId('composer-text').focus();
    },
    onInline: () => {
      sidebar.setOpen(false);
      composer.typeInline('');
    },
  });
  welcome.show(store, { ask: (question) => void composer.sendText(question), start: () => void startBot('') });
  renderReplyKeyboard(byId('reply-keyboard'), current.keyboard, (text) => void composer.sendText(text));
  composer.refresh();
}

function switchTo(entry) {
  if (entry === store.current) return;
  composer.changeChat(() => (store.current = entry));
  log.showTyping('');
  showChat();
}

function render(message) {
  return renderMessage(message, { bot: store.bot, person: store.person, reaction: entryOf(message.chat.id)?.reactions[message.message_id], links, acts });
}

function entryOf(chatId) {
  return store.chats.get(chatId);
}

function onEvent(event) {
  if (event.type === 'callback' || event.type === 'inline') noteAnswer(event);
  else if (reading !== null && event.type !== 'profile') eventsMeanwhile.push(event);
  else if (store.bot === null) return;
  else if (event.type === 'profile' || !entryOf(event.chat.id)) void refresh();
  else onChatEvent(event, entryOf(event.chat.id));
}

function onChatEvent(event, entry) {
  const here = entry === store.current;
  switch (event.type) {
    case 'message':
    case 'edited': {
      const { message } = event;
      entry.messages.set(message.message_id, message);
      if (here) {
        if (event.byBot) log.showTyping('');
        log.put(render(message), message.from?.id === store.person.id);
      } else if (event.type === 'message' && event.byBot) entry.unread += 1;
      if (event.type === 'message') showAround();
      else if (here && event.byBot) announce(t('edited'));
      break;
    }
    case 'deleted':
      for (const id of event.messages) {
        entry.messages.delete(id);
        if (here) log.remove(id);
      }
      if (here) announce(t('messageDeleted'));
      showAround();
      break;
    case 'reaction': {
      entry.reactions[event.message] = event.reaction;
      const message = entry.messages.get(event.message);
      if (here && message) log.put(render(message), false);
      break;
    }
    case 'action':
      if (here) log.showTyping(t(event.action.startsWith('upload') ? 'sendingFile' : 'typing', store.bot.name));
      break;
    case 'keyboard':
      entry.keyboard = event.keyboard;
      showAround();
      break;
    case 'force': {
      const message = entry.messages.get(event.message);
      if (here && message) composer.startReply(message);
      break;
    }
  }
}

function press(message, row, column) {
  return attempt(async () => {
    const { query } = await act('press', { chat: message.chat.id, message: message.message_id, row, column });
    const answer = await answerTo(query);
    if (answer === null) note(t('noAnswer'));
    else if (answer.url) {
      const payload = startPayload(new URL(answer.url));
      if (payload !== null) await startBot(payload);
    } else if (answer.alert && answer.text) showAlert(answer.text);
    else if (answer.text) note(answer.text);
  });
}

/** The payload of a link to the bot itself (t.me/BOT?start=…), or `null` for any other link. */
function startPayload(url) {
  if (url.hostname !== 't.me' || url.pathname.slice(1).toLowerCase() !== store.bot?.username.toLowerCase()) return null;
  return url.searchParams.get('start');
}

async function startBot(payload) {
  const own = [...store.chats.values()].find((entry) => entry.chat.type === 'private');
  if (own) switchTo(own);
  await attempt(() => act('start', { payload }));
}

/** `?start=PAYLOAD` in the page's address stands for t.me/BOT?start=PAYLOAD. */
function followAddress() {
  const payload = new URLSearchParams(location.search).get('start');
  if (payload === null) return;
  history.replaceState(null, '', '/');
  void startBot(payload);
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    note(t('copied'));
  } catch {
    note(t('notCopied'));
  }
}

function preferredLanguage() {
  const stored = localStorage.getItem('language');
  if (stored === 'fr' || stored === 'en') return stored;
  return navigator.languages.map((code) => code.slice(0, 2)).find((code) => code === 'fr' || code === 'en') ?? currentLanguage();
}

function applyTheme(theme) {
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
