// What the bot answers over HTTP: Telegram's deliveries, whether it is well, what it counts. A reverse proxy stands in front.
export { openFront, type Front } from './front.js';
export { webhookSecret } from './webhook-secret.js';
export { BODY_LIMIT, SECRET_HEADER } from './delivery.js';
