import { contentTerms, fold } from '../passages/index.js';
import { languageOf } from './language.js';
import type { SentenceSignals } from './mark.js';
import { contradicts, numbersOf, premiseOf } from './premise.js';
import type { Question } from './question.js';
import type { Hit, Ranking } from './rank.js';
import { sought } from './focus.js';

/** What speaks for or against the first passage being the answer. */
export interface VerdictSignals {
  /** Late interaction of the first passage. */
  readonly lateInteraction: number;
  readonly cosine: number;
  readonly coverage: number;
  /** Score of the first over the second, and over the mean of the four after it. */
  readonly lead: number;
  readonly leadOfFive: number;
  /** Late interaction over the mean of ranks 11 to 20: what anything found for this question gets. */
  readonly overOthers: number;
  /** Share (by rarity) of the question's terms that no passage holds; 0 for a question in another language than the passage. */
  readonly unseen: number;
  /** Share (by rarity) of the question's words that the passage neither holds nor comes near to. */
  readonly uncovered: number;
  /** Share of the question's proper names, and of its numbers, that the passage lacks. */
  readonly namesMissing: number;
  readonly numbersMissing: number;
  /** Share of the question's proper names that the whole document lacks: a text names its subject once and then says "the operation". */
  readonly namesMissingInDocument: number;
  /** 1 when the passage counts or dates the same thing otherwise. */
  readonly contradicted: number;
  /** Late interaction of the marked sentence, and its share of the votes. */
  readonly sentence: number;
  readonly vote: number;
  /** Share (by rarity) of the question's terms that the marked sentence holds. */
  readonly sentenceCoverage: number;
  /** How far a figure, date or name asked for is missing from the marked sentence, and from the passage: 0 to 1. */
  readonly soughtMissing: number;
  readonly soughtMissingInPassage: number;
  /** BM25 of the first passage over the best of all. */
  readonly bestByWords: number;
  /** Natural logarithm of 1 + the sum of the rarities: how much the question asks. */
  readonly asked: number;
  /** 1 when the question speaks of today, tomorrow, here, you. */
  readonly now: number;
  /** 1 when question and passage are in different languages, so that words say nothing. */
  readonly foreign: number;
}

/** What is judged: the first passage and its marked sentence. */
export interface Judged {
  readonly question: Question;
  readonly ranking: Ranking;
  /** Text of the first passage, and the title and heading above it. */
  readonly passage: string;
  readonly above: string;
  /** The question's terms that the first passage's document holds, as far as its passages were found. */
  readonly inDocument: ReadonlySet<string>;
  readonly sentence: string;
  readonly sentenceSignals: Pick<SentenceSignals, 'maxSim' | 'vote'>;
}

/** A best cosine from which a word counts as said in other words. */
const NEAR = 0.6;

/** Ranks (from 0) that show what anything found for the question gets. */
const OTHERS = [10, 20] as const;

const NOW =
  /(?<![\p{L}\p{N}])(?:demain|aujourd'hui|ajd|hier|ce soir|cette nuit|ce week-?end|cette semaine|maintenant|en ce moment|dehors|today|tomorrow|tonight|yesterday|right now|this week-?end|near me|near here|pres de chez moi|tu|t'es|toi|reserve|traduis|translate|write me|ecris)(?![\p{L}\p{N}])/u;

export function verdictSignals({ question, ranking, passage, above, inDocument, sentence, sentenceSignals }: Judged): VerdictSignals {
  const [first, ...others] = ranking.hits as readonly [Hit, ...Hit[]];
  const { signals } = first;
  const tail = ranking.hits.slice(...OTHERS).filter((hit) => hit.signals.lateInteraction !== null);
  const foreign = isForeign(question.text, passage);
  const rarity = new Map(question.terms.map((term, at) => [term, question.rarities[at]!]));
  const share = (held: (term: string) => boolean): number => {
    let sum = 0;
    let all = 0;
    for (const [term, weight] of rarity) {
      all += weight;
      if (held(term)) sum += weight;
    }
    return all > 0 ? sum / all : 0;
  };
  const premise = premiseOf(question.text, question.words);
  const whole = `${above}\n${passage}`;
  const numbers = premise.numbers.length > 0 ? numbersOf(whole) : new Set<string>();
  const inSentence = new Set(contentTerms(sentence).map(({ term }) => term));
  const late = signals.lateInteraction ?? 0;
  return {
    lateInteraction: late,
    cosine: signals.cosine,
    coverage: foreign ? 0 : signals.coverage,
    lead: others[0] ? first.score - others[0].score : NO_OTHERS.lead,
    leadOfFive: others.length > 0 ? first.score - mean(others.slice(0, 4).map(({ score }) => score)) : NO_OTHERS.leadOfFive,
    overOthers: tail.length > 0 ? late - mean(tail.map((hit) => hit.signals.lateInteraction!)) : NO_OTHERS.overOthers,
    unseen: foreign ? 0 : question.terms.length === 0 ? 1 : share((term) => ranking.unseen.has(term)),
    uncovered: uncovered(question, first),
    namesMissing: premise.names.length > 0 ? mean(premise.names.map((term) => (signals.matched.has(term) ? 0 : 1))) : 0,
    numbersMissing: premise.numbers.length > 0 ? mean(premise.numbers.map((figure) => (numbers.has(figure) ? 0 : 1))) : 0,
    namesMissingInDocument: premise.names.length > 0 ? mean(premise.names.map((term) => (inDocument.has(term) ? 0 : 1))) : 0,
    contradicted: contradicts(question.text, whole) ? 1 : 0,
    sentence: sentenceSignals.maxSim,
    vote: sentenceSignals.vote,
    sentenceCoverage: foreign ? 0 : share((term) => inSentence.has(term)),
    soughtMissing: question.asked === null ? 0 : 1 - (sought(sentence, question.asked, question.terms)?.certainty ?? 0),
    soughtMissingInPassage: question.asked === null ? 0 : 1 - Math.max(0, ...[sought(passage, question.asked, question.terms)?.certainty ?? 0]),
    bestByWords: signals.words / Math.max(1e-9, ...ranking.hits.map((hit) => hit.signals.words)),
    asked: Math.log1p(question.rarities.reduce((sum, value) => sum + value, 0)),
    now: NOW.test(fold(question.text)) ? 1 : 0,
    foreign: foreign ? 1 : 0,
  };
}

/** For a dossier too small to have others: our choice, near what a right first passage of a large dossier has. */
const NO_OTHERS = { lead: 0.03, leadOfFive: 0.05, overOthers: 0.15 };

/** Words whose language cannot be told (a name alone) are taken as the passage's own. */
function isForeign(question: string, passage: string): boolean {
  const asked = languageOf(question);
  const told = languageOf(passage);
  return asked !== null && told !== null && asked !== told;
}

/** Each word counts by its rarest term: 0 when the passage holds one of its terms, else how far its tokens stay below `NEAR`. */
function uncovered({ words, terms: asked, rarities, offsets }: Question, { signals }: Hit): number {
  const { best, matched } = signals;
  if (best === null) return 0;
  let sum = 0;
  let all = 0;
  for (const spot of spotsOf(words)) {
    const weight = Math.max(...spot.terms.map((term) => rarities[asked.indexOf(term)]!));
    all += weight;
    if (spot.terms.some((term) => matched.has(term))) continue;
    const cosines: number[] = [];
    for (let token = 0; token < best.length; token++) {
      if (offsets[2 * token]! < spot.end && spot.start < offsets[2 * token + 1]!) cosines.push(best[token]!);
    }
    sum += (weight * Math.max(0, NEAR - (cosines.length > 0 ? mean(cosines) : 0))) / NEAR;
  }
  return all > 0 ? sum / all : 1;
}

/** Terms that overlap (a compound and its parts) together. */
function spotsOf(words: Question['words']): { start: number; end: number; terms: string[] }[] {
  const spots: { start: number; end: number; terms: string[] }[] = [];
  for (const { start, end, term } of words) {
    const last = spots.at(-1);
    if (last && start < last.end) {
      last.end = Math.max(last.end, end);
      last.terms.push(term);
    } else spots.push({ start, end, terms: [term] });
  }
  return spots;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
