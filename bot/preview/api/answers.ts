import { checkNextOffset, checkResults, checkResultsButton, START_PARAMETER } from '../limits/inline-results.js';
import { checkUrl } from '../limits/urls.js';
import type { InlineAnswer } from '../world/events.js';
import { inlineKey } from '../world/inline-mode.js';
import type { Call } from './call.js';
import { badRequest } from '../protocol/error.js';
import { booleanOf, integerOf, jsonOf, textOf } from '../protocol/parameters.js';

/** Bot API, answerCallbackQuery: text of "0-200 characters". */
const MAX_CALLBACK_TEXT = 200;
/** Bot API, answerInlineQuery: cache_time, "Defaults to 300." */
const DEFAULT_CACHE_SECONDS = 300;

export function answerCallbackQuery({ world, parameters }: Call): true {
  const id = textOf(parameters, 'callback_query_id');
  const pending = world.callbacks.get(id);
  if (!pending || !world.takesAnswer(pending.asked)) throw tooOld();
  const text = textOf(parameters, 'text');
  if (text.length > MAX_CALLBACK_TEXT) throw badRequest('MESSAGE_TOO_LONG');
  const url = textOf(parameters, 'url');
  if (url !== '') checkAnswerUrl(url, world.bot.username);
  world.callbacks.delete(id);
  world.events.append({ type: 'callback', user: pending.user.id, query: id, answer: { text, alert: booleanOf(parameters, 'show_alert'), url: url || null } });
  return true;
}

export function answerInlineQuery({ world, parameters }: Call): true {
  const id = textOf(parameters, 'inline_query_id');
  const results = checkResults(jsonOf(parameters, 'results', "can't parse JSON encoded inline query results"), world.files);
  const button = checkResultsButton(jsonOf(parameters, 'button', "can't parse inline query results button JSON object"));
  const nextOffset = checkNextOffset(textOf(parameters, 'next_offset'));
  const pending = world.inlineQueries.get(id);
  if (!pending || !world.takesAnswer(pending.asked)) throw tooOld();
  world.inlineQueries.delete(id);
  const { query } = pending;
  const personal = booleanOf(parameters, 'is_personal');
  const answer: InlineAnswer = { results, button, nextOffset, personal, cached: false };
  const seconds = Math.max(0, integerOf(parameters, 'cache_time', DEFAULT_CACHE_SECONDS));
  if (seconds > 0) world.inlineAnswers.set(inlineKey(personal ? `${query.from.id}` : 'all', query), { answer, until: world.options.now() + seconds * 1000 });
  world.showInline(query, answer);
  return true;
}

function tooOld(): Error {
  return badRequest('query is too old and response timeout expired or query ID is invalid');
}

/** Bot API: only links to the bot itself (t.me/your_bot?start=…) may be opened by an answer, or a game's. */
function checkAnswerUrl(url: string, username: string): void {
  checkUrl(url, 'callback answer');
  const link = new URL(url);
  const own = link.hostname === 't.me' && link.pathname.slice(1).toLowerCase() === username.toLowerCase();
  const start = link.searchParams.get('start') ?? link.searchParams.get('startgroup');
  if (!own || start === null || !START_PARAMETER.test(start)) throw badRequest('URL_INVALID');
}
