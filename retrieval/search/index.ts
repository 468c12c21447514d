// A question's way to its answer, room by room. answer-question.ts goes through all of it, look-up.ts from question/ to mark/.
export { METHODS, type Method } from './method.js';
export { useWeights, WEIGHTS, type Weights } from './weights.js';
export { documentsOf } from './documents-of.js';

// question/: what is asked: the request around it taken off, its terms and vectors, the kind of thing asked for; whether it is small talk.
export { languageOf } from './language.js';
export { smallTalk } from './question/small-talk.js';
export { prepareQuestion } from './question/question.js';

// rank/: the passages that fit best, and of those that say the same one.
export { rank, type Hit } from './rank/rank.js';

// mark/, with the network of reader/: the sentence that answers, and in it the figure, date or name asked for.
export { tokenMarks } from './reader/index.js';
export { seePassage } from './mark/seen-passage.js';
export { sentenceSignals, type SentenceSignals } from './mark/mark.js';

// verdict/: whether the first passage answers, judged by signals that each have a file where they take more than a line.
export { lookUp } from './look-up.js';
export { verdictSignals, type VerdictSignals } from './verdict/verdict-signals.js';
export { confidenceOf } from './verdict/verdict.js';
export { atUnitLength, centred, offTopicLikeness, packed } from './verdict/off-topic.js';

// What comes in, and what comes out.
export type { AskOptions } from './ask-options.js';
export type { Answer, AnswerPassage, Citation, Verdict } from './answer.js';
export { cite } from './cite.js';
export { answerQuestion } from './answer-question.js';
