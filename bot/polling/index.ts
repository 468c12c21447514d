// Telegram's updates → handlers, each at least once, across restarts and cut networks.
export { MOST_BEGINNINGS, openInbox, REMEMBERED, type Inbox } from './inbox.js';
export { backoff, LONGEST_WAIT, troubleOf, type Trouble } from './troubles.js';
export { ALLOWED_UPDATES, MOST_AT_ONCE, startPolling, type Polling, type PollingOptions } from './polling.js';
