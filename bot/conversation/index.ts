// A text as it was typed → what to search. Pure.
export { fold, withoutGreeting } from './greeting.js';
export { followUp, type Understood } from './follow-up.js';
