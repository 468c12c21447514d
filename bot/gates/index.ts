// What stands before the handlers, in the order in which `createBot` asks them: failures, who may ask, whether the bot is meant, how much.
export { failures } from './failures.js';
export { accessGate, groupGate } from './access.js';
export { addressedOnly } from './addressed-only.js';
export { turnedAwayLine } from './turned-away.js';
export { floodLimit } from './flood.js';
