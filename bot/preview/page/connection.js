// The page's line to the stand-in: acts go by POST, what happens comes back as a stream of events.

/** How long a button waits for the bot's answer before it looks free again, in milliseconds. */
const ANSWER_WAIT = 30_000;

/** Carries out an act of the user. Throws an Error with the reason when it is refused. */
export async function act(name, fields) {
  return read(await reach('/page/act', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ act: name, ...fields }) }));
}

export async function upload(chat, file, caption, replyTo) {
  const query = new URLSearchParams({ chat, name: file.name, caption, ...(replyTo && { replyTo }) });
  return read(await reach(`/page/upload?${query}`, { method: 'POST', headers: { 'content-type': file.type || 'application/octet-stream' }, body: file }));
}

export async function fetchState() {
  return read(await reach('/page/state'));
}

/** Throws an ActFailure when nobody answers. */
async function reach(address, options) {
  try {
    return await fetch(address, options);
  } catch (error) {
    throw new ActFailure('unreachable', error.message);
  }
}

/** An act that failed. `reason` is a key of the page's words (`why…`), the message is for whoever looks at the console. */
class ActFailure extends Error {
  constructor(reason, message) {
    super(message);
    this.reason = reason;
  }
}

async function read(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new ActFailure(body.reason ?? 'refused', body.error ?? body.description ?? response.statusText);
  return body;
}

/** Listens to the events. `onOpen` is called each time the line is up: only then is a state read afterwards complete. */
export function listen({ onOpen, onEvent, onLost }) {
  const stream = new EventSource('/page/events');
  stream.addEventListener('open', onOpen);
  stream.addEventListener('message', ({ data }) => onEvent(JSON.parse(data)));
  stream.addEventListener('error', () => {
    onLost();
    if (stream.readyState !== EventSource.CLOSED) return;
    stream.close();
    setTimeout(() => listen({ onOpen, onEvent, onLost }), 1000);
  });
}

const answers = new Map();
const waiting = new Map();

/** Notes an answer of the bot, whether or not the act that asked for it has returned yet. */
export function noteAnswer({ query, answer }) {
  waiting.get(query)?.(answer);
  if (!waiting.delete(query)) answers.set(query, answer);
}

/** The bot's answer to a query (a pressed button, an inline question); `null` when none comes. */
export function answerTo(query) {
  const known = answers.get(query);
  if (answers.delete(query)) return Promise.resolve(known);
  return new Promise((resolve) => {
    waiting.set(query, resolve);
    setTimeout(() => {
      if (waiting.delete(query)) resolve(null);
    }, ANSWER_WAIT);
  });
}
