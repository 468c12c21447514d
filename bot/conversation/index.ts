// A text as it was typed → what to search. Pure.
export { withoutGreeting } from './greeting.js';
export { followUp } from './follow-up.js';
