// A text as it was typed → what to search, or a kind of small talk. Pure.
export { fold, smallTalk, withoutGreeting, type SmallTalk } from './small-talk.js';
export { followUp, type Understood } from './follow-up.js';
