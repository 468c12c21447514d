// Telegram's updates → handlers, each at least once, across restarts and cut networks; by polling or by a webhook.
export { MOST_BEGINNINGS, openInbox, type Inbox } from './inbox.js';
export { MOST_WAITING_A_CHAT } from './queue.js';
export { delivered, goOn } from './course.js';
export { Receiver } from './receiver.js';
export { type Receiving } from './receiving.js';
export { startPolling } from './polling.js';
export { startWebhook, type Deliver } from './webhook.js';
