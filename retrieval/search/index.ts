export type { Answer, AnswerPassage, Citation, Verdict } from './answer.js';
export { METHODS, type Method } from './method.js';
export { checkedQuestion, prepareQuestion, type Question } from './question.js';
export { rank, type Hit, type Signals } from './rank.js';
export { markSentence } from './mark.js';
export { judge, type Judgement } from './verdict.js';
export { cite } from './cite.js';
export { answerQuestion } from './answer-question.js';
