// Telegram's updates → handlers, each at least once, across restarts and cut networks; by polling or by a webhook.
export { MOST_BEGINNINGS, openInbox, REMEMBERED, type Inbox } from './inbox.js';
export { createQueue, keysOf, MOST_AT_ONCE, MOST_WAITING, MOST_WAITING_A_CHAT, type UpdateQueue } from './queue.js';
export { delivered, goOn } from './course.js';
export { createReceiver, type Receiver } from './receiver.js';
export { backoff, LONGEST_WAIT, troubleOf, type Trouble } from './troubles.js';
export { ALLOWED_UPDATES, type Receiving } from './receiving.js';
export { startPolling, type PollingOptions } from './polling.js';
export { startWebhook, type Deliver, type WebhookOptions } from './webhook.js';
