// `@bot question` in the field, in any chat: the bot is asked while one types, and its results stand over the field to be chosen.
import { act, answerTo } from './connection.js';
import { byId } from './dom.js';
import { attempt, complain } from './notices.js';
import * as suggestions from './suggestions.js';
import { failure, t } from './words.js';

/** Pause in typing after which the bot is asked, in milliseconds. */
const PAUSE = 300;
/** Bot API: a query is "up to 256 characters". */
const MAX_QUERY = 256;

const field = byId('composer-text');
let store;
let clear;
let timer;
let turn = 0;

/** @param pageStore the page's state. @param clearField empties the field once a result is chosen */
export function setUp(pageStore, clearField) {
  store = pageStore;
  clear = clearField;
}

/** What is asked after `@bot `, or `null`. */
export function typed() {
  const match = /^@(\w+) ([\s\S]*)$/.exec(field.value);
  return match && match[1].toLowerCase() === store.bot.username.toLowerCase() ? match[2].trim() : null;
}

/** Asks once the typing pauses. */
export function askSoon() {
  forget();
  suggestions.open(heading(), [], { empty: t('inlineWait') });
  timer = setTimeout(ask, PAUSE);
}

/** Results still on their way belong to a text that is no longer in the field. */
export function forget() {
  clearTimeout(timer);
  turn += 1;
}

/** Asks now. @param offset where the results go on, as the bot named it. @param shown the options before that */
export async function ask(offset = '', shown = []) {
  const query = typed();
  if (query === null || !store.bot.inline) return;
  forget();
  const mine = turn;
  const chat = store.current.chat;
  if (shown.length === 0) suggestions.open(heading(), [], { empty: t('inlineWait') });
  complain('');
  let id;
  let answer;
  try {
    ({ query: id } = await act('inline', { chat: chat.id, query: query.slice(0, MAX_QUERY), offset }));
    answer = await answerTo(id);
  } catch (error) {
    if (mine !== turn) return;
    suggestions.close();
    complain(failure(error));
    return;
  }
  if (mine !== turn) return;
  const { results = [], button, nextOffset } = answer ?? {};
  const options = [
    ...shown,
    ...results.map((result) =>
      option(result.title ?? result.id, () => void attempt(() => act('choose', { chat: chat.id, query: id, result: result.id }), complain), result.description),
    ),
  ];
  const first = button?.start_parameter && shown.length === 0 ? [{ ...option(button.text, () => store.start(button.start_parameter)), kind: 'extra' }] : [];
  const more = nextOffset ? [{ label: t('inlineMore'), kind: 'extra', take: () => void ask(nextOffset, options) }] : [];
  // In a group the same words ask the bot there, which Enter does; the arrows choose a result.
  suggestions.open(heading(), [...first, ...options, ...more], { empty: t('inlineNone'), preselect: query !== '' && chat.type === 'private' });
}

function heading() {
  return t('inlineTitle', store.bot.username);
}

function option(label, choose, detail) {
  return {
    label,
    detail,
    take: () => {
      clear();
      choose();
      field.focus();
    },
  };
}
