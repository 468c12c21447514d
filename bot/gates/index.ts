// What stands before the handlers, in the order in which `createBot` asks them: failures, who may ask, how much.
export { failures } from './failures.js';
export { accessGate, groupGate } from './access.js';
export { turnedAwayLine } from './turned-away.js';
export { floodLimit } from './flood.js';
