import { askedWords, byRarity } from './asked-words.js';
import { denies } from './denial.js';
import { soughtCertainty } from '../mark/focus.js';
import { languageOf } from '../language.js';
import { learnedOffTopic, offTopicLikeness } from './off-topic.js';
import { contradicts, numbersOf, premiseOf } from './premise.js';
import type { Question } from '../question/question.js';
import type { Hit, Ranking } from '../rank/rank.js';
import { AnalysedText } from './analysed-text.js';
import { isSlip } from './slip.js';

/** What speaks for or against the first passage being the answer. Those that weights.json names have a weight in the verdict; verdict.ts says which cap it. */
export interface VerdictSignals {
  /** Late interaction of the first passage, and its cosine. */
  readonly lateInteraction: number;
  readonly cosine: number;
  /** Score of the first over the mean of the four after it. */
  readonly lead: number;
  /** Late interaction over the mean of ranks 11 to 20: what anything found for this question gets. */
  readonly overOthers: number;
  /** How much less (≤ 0) the question's words find in the first passage than in the passage that is best for each word. */
  readonly saidElsewhere: number;
  /** Share (by rarity) of the question's words that the passage neither holds nor comes near to. */
  readonly uncovered: number;
  /** Natural logarithm of 1 + the rarities of the question's words as far as the passage bears them out: how much is confirmed. */
  readonly confirmed: number;
  /** Share of the question's proper names that the passage lacks, slips of the fingers aside, times how far it is from naming the farthest. */
  readonly namesMissing: number;
  /** Share of its proper names that no passage searched holds, in any spelling; 0 in another language, which may spell them otherwise. */
  readonly namesUnknown: number;
  /** Share of the question's numbers that the passage lacks. */
  readonly numbersMissing: number;
  /** 1 when the passage counts or dates the same thing otherwise. */
  readonly contradicted: number;
  /** 1 when the passage denies what the question takes as given. */
  readonly denied: number;
  /** Late interaction of the sentence that has most: not of the marked one, which the reader chooses, who knows some texts better than others. */
  readonly sentence: number;
  /** How far a figure, date or name asked for is missing from the marked sentence: 0 to 1. */
  readonly soughtMissing: number;
  /** How much the question is like what people ask bots that no dossier answers (see off-topic.ts). */
  readonly offTopic: number;
  /** 1 when question and passage are in different languages, so that only names, figures and cognates match by word. */
  readonly foreign: number;
  /** Then: how much better (mean cosine, by rarity) its words find their match in the passage than in the others. 0 in one language. */
  readonly foreignLead: number;
}

/** What is judged: the first passage and its marked sentence. */
export interface Judged {
  readonly question: Question;
  readonly ranking: Ranking;
  /** Text of the first passage, and the title and heading above it. */
  readonly passage: string;
  readonly above: string;
  readonly sentence: string;
  /** Late interaction of the passage's sentence that has most. */
  readonly closestSentence: number;
}

/** Ranks (from 0) that show what anything found for the question gets. */
const OTHERS = [10, 20] as const;

/** What tells how sure an answer is; each signal as its field says. */
export function verdictSignals({ question, ranking, passage, above, sentence, closestSentence }: Judged): VerdictSignals {
  const [first, ...others] = ranking.hits as readonly [Hit, ...Hit[]];
  const { signals } = first;
  const tail = ranking.hits.slice(...OTHERS).filter((hit) => hit.signals.lateInteraction !== null);
  const foreign = isForeign(question.text, passage);
  const words = askedWords(question, ranking.hits, foreign);
  const premise = premiseOf(question.text, question.words);
  const whole = new AnalysedText(`${above}\n${passage}`);
  const numbers = premise.numbers.length > 0 ? numbersOf(whole) : new Set<string>();
  const late = signals.lateInteraction ?? 0;
  const unmatched = premise.names.filter((term) => !signals.matched.has(term));
  const held = unmatched.length > 0 ? whole.contentTerms.map(({ term }) => term) : [];
  const lacking = unmatched.filter((term) => !held.some((other) => isSlip(term, other)));
  const shareOfNames = (names: readonly string[]): number => (premise.names.length > 0 ? names.length / premise.names.length : 0);
  return {
    lateInteraction: late,
    cosine: signals.cosine,
    lead: others.length > 0 ? first.score - mean(others.slice(0, 4).map(({ score }) => score)) : NO_OTHERS.lead,
    overOthers: tail.length > 0 ? late - mean(tail.map((hit) => hit.signals.lateInteraction!)) : NO_OTHERS.overOthers,
    saidElsewhere: byRarity(words, ({ cosine, bestElsewhere }) => Math.min(0, cosine - bestElsewhere), 0),
    uncovered: byRarity(words, ({ missing }) => missing, signals.best === null ? 0 : 1),
    confirmed: Math.log1p(words.reduce((sum, { rarity, missing }) => sum + rarity * (1 - missing), 0)),
    namesMissing: shareOfNames(lacking) * Math.max(0, ...words.map(({ isName, missing }) => (isName ? missing : 0))),
    namesUnknown: foreign ? 0 : shareOfNames(lacking.filter((term) => ranking.unseen.has(term))),
    numbersMissing: mean(premise.numbers.map((figure) => (numbers.has(figure) ? 0 : 1))),
    contradicted: contradicts(new AnalysedText(question.text), whole) ? 1 : 0,
    denied: denies(question.text, question.terms, passage) ? 1 : 0,
    sentence: closestSentence,
    soughtMissing: question.asked === null ? 0 : 1 - soughtCertainty(sentence, question.asked, question.terms),
    offTopic: offTopicLikeness(question.vector, learnedOffTopic()),
    foreign: foreign ? 1 : 0,
    foreignLead: foreign ? byRarity(words, ({ cosine, meanElsewhere }) => cosine - meanElsewhere, 0) : 0,
  };
}

/** For a dossier too small to have others: our choice, near what a right first passage of a large dossier has. */
const NO_OTHERS = { lead: 0.05, overOthers: 0.15 };

/** Words whose language cannot be told (a name alone) are taken as the passage's own. */
function isForeign(question: string, passage: string): boolean {
  const asked = languageOf(question);
  const told = languageOf(passage);
  return asked !== null && told !== null && asked !== told;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
