import { fold } from '../../retrieval/passages/index.js';

/** How a message was understood after the question before it. */
export interface Understood {
  /** What to search. */
  readonly question: string;
  /** Whether the subject of the question before was kept: then the question is shown. */
  readonly isFollowUp: boolean;
}

/**
 * Keeps the subject of the question before for a short follow-up ("et à Marseille ?", "and when?", "pourquoi ?"), and only
 * for one: a message that names its own subject is searched as it stands. Nothing is understood here, words are moved:
 *
 * - a complement ("et à Lyon ?", "and in 2024?") takes the place of the one after the same preposition, else is added;
 * - a question word ("quand ?", "et pourquoi ?", "et combien de blessés ?") takes the place of the earlier one;
 * - a noun ("et le ministre ?", "what about women?") is put in front, since what it replaces cannot be known;
 * - a pronoun without its noun ("Quand a-t-il été arrêté ?", "where was she born?") gets the earlier question beside it.
 *
 * @param previous the question before, as it was searched; `null`: none, or too long ago
 */
export function followUp(previous: string | null, text: string): Understood {
  const asIs = { question: text.trim(), isFollowUp: false };
  if (previous === null) return asIs;
  const subject = stem(previous);
  if (subject === '') return asIs;
  const question = combined(subject, stem(text));
  // French puts a space before the mark; whoever typed none gets none.
  const mark = /\s\?\s*$/u.test(previous) || /\s\?\s*$/u.test(text) ? ' ?' : '?';
  return question === null ? asIs : { question: question + mark, isFollowUp: true };
}

/** Between what a follow-up puts in front and the question whose subject it keeps. */
const DASH = ' — ';

/** Content words beyond which a message has a subject of its own. Our choice, from the examples in the tests. */
const MOST_OWN_WORDS = { afterConnective: 4, questionWord: 2, pronoun: 2 } as const;

function combined(previous: string, text: string): string | null {
  // What an earlier follow-up put in front makes way for what this one does.
  const subject = previous.split(DASH).at(-1)!;
  const connective = CONNECTIVE.exec(text)?.[0] ?? '';
  const rest = text.slice(connective.length).trim();
  if (rest === '') return null;
  const own = contentWords(rest).length;

  const asked = QUESTION_WORD.exec(rest)?.[0];
  if (asked !== undefined) {
    const complement = rest.slice(asked.length).trim();
    // "quand ?", "et combien ?", "and how many wounded?": the earlier question with another question word.
    if (!hasVerb(complement) && (connective !== '' || own === 0) && own <= MOST_OWN_WORDS.questionWord) {
      return `${capitalised(rest)}${DASH}${withoutQuestionWord(subject)}`;
    }
    return pronounQuestion(subject, rest, own);
  }
  if (connective !== '' && own >= 1 && own <= MOST_OWN_WORDS.afterConnective && !hasVerb(rest)) {
    const preposition = PREPOSITION.exec(rest)?.[0];
    if (preposition === undefined) return `${capitalised(rest)}${DASH}${subject}`;
    return replaced(previous, preposition, rest) ?? `${previous} ${rest}`;
  }
  return pronounQuestion(subject, rest, own);
}

/** A short question about "il", "elle", "they"… that names nothing itself: the earlier question is searched with it. */
function pronounQuestion(previous: string, text: string, own: number): string | null {
  if (own > MOST_OWN_WORDS.pronoun || !PRONOUN.test(text) || IMPERSONAL.test(text) || namesSomething(text)) return null;
  return `${text}${DASH}${withoutQuestionWord(previous)}`;
}

/** A text without what ends a sentence and without spare white space. */
function stem(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\s?!.…]+$/u, '')
    .trim();
}

const CONNECTIVE =
  /^(?:(?:et|mais|ou|alors|sinon|and|but|or|so|then)(?![\p{L}'’-])[\s,:]*|(?:what|how)\s+about(?!\p{L})\s*|(?:qu['’]en\s+est-il|quid)\s+(?:des?\s+(?:la\s+|l['’])?|du\s+|d['’]))+/iu;

const QUESTION_WORD =
  /^(?:(?:depuis|jusqu['’]à|à|de|par|pour|avec|chez|en)\s+)?(?:combien(?:\s+d['’e])?|quand|où|comment|pourquoi|qui|quoi|quel(?:le)?s?|lequel|laquelle|lesquels|lesquelles|qu['’]est-ce\s+qu[e'’]|qu['’]|que)(?!\p{L})(?:\s+est-ce\s+qu[e'’]|\s+est-ce)?|^(?:(?:since|until|by|with|for|from|in|at)\s+)?(?:how\s+(?:many|much|long|often|old|far)|how|when|where|why|who|whom|whose|what|which)\b/iu;

const PREPOSITION =
  /^(?:à|au|aux|en|dans|sur|pour|chez|par|avec|sans|contre|depuis|avant|après|entre|vers|sous|in|at|on|for|by|with|without|against|since|before|after|between|from|under|about|to)(?!\p{L})/iu;

/** Prepositions that introduce the same kind of complement: a place or a time in either may take the other's place. */
const SAME_KIND: readonly (readonly string[])[] = [
  ['à', 'au', 'aux', 'en', 'dans', 'chez'],
  ['in', 'at', 'on'],
  ['sur', 'about'],
  ['pour', 'for'],
];

const PRONOUN =
  /(?:^|[\s'’-])(?:il|elle|ils|elles|lui|leur|leurs|eux|ce|cela|ça|celui-ci|celle-ci|ceux-ci|y|he|she|they|them|him|her|his|their|its|it|this|that|these|those)(?!\p{L})/iu;

/** "il" and "it" that stand for nothing. */
const IMPERSONAL =
  /\b(?:il\s+(?:y\s+a|faut|fait|s['’]agit|est\s+(?:possible|interdit|permis|prévu|nécessaire|obligatoire))|y\s+a-t-il|faut-il|s['’]agit-il|est-il\s+(?:possible|interdit|permis|prévu|nécessaire|obligatoire)|pleut-il|fait-il|peut-on|a-t-on|is\s+it\s+\w+\s+(?:to|that)|it\s+is\s+\w+\s+(?:to|that)|is\s+there|are\s+there|does\s+it\s+take|did\s+it\s+take)/iu;

/** Verbs that make a whole sentence of a few words: enough to tell "et à Lyon ?" from "et que dit la loi sur Lyon ?". */
const VERB =
  /(?:^|[\s'’-])(?:est|sont|était|étaient|sera|seront|a|ont|avait|avaient|aura|fait|font|dit|disent|peut|peuvent|doit|doivent|faut|va|vont|fut|furent|prévoit|prévoient|concerne|existe|existent|is|are|was|were|has|have|had|will|does|do|did|can|could|must|should|says?|happens?|happened)(?=[\s'’,-]|$)/iu;

function hasVerb(text: string): boolean {
  return VERB.test(text);
}

/** A name (a capital within the text) or a figure makes a subject of its own. */
function namesSomething(text: string): boolean {
  return /\s\p{Lu}\p{L}|\d/u.test(text);
}

function withoutQuestionWord(question: string): string {
  const word = QUESTION_WORD.exec(question)?.[0];
  const rest = word === undefined ? question : question.slice(word.length).trim();
  return rest === '' ? question : rest;
}

function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

/** The earlier question with the complement after the same kind of preposition replaced; `null` when it has none. */
function replaced(previous: string, preposition: string, complement: string): string | null {
  const kind = SAME_KIND.find((list) => list.includes(preposition.toLowerCase())) ?? [preposition.toLowerCase()];
  // The last such complement: the first ones belong to the subject more often ("la vie en prison en 2023").
  const pattern = new RegExp(`(?<=\\s)(?:${kind.join('|')})\\s+(?:(?:la|le|les|the)\\s+|l['’])?(${COMPLEMENT})(?=\\s|$)`, 'gu');
  const match = [...previous.matchAll(pattern)].findLast((found) => kindOf(found[0]) === kindOf(complement));
  // Only like takes the place of like: a year of a year, a name of a name, a plain noun of a plain noun.
  if (match === undefined) return null;
  return `${previous.slice(0, match.index)}${complement}${previous.slice(match.index + match[0].length)}`;
}

/** Names of several words (Aix-en-Provence, La Réunion, Cour des comptes), years, months, or one plain word. */
const COMPLEMENT = "(?:\\p{L}+\\s+)?\\d{4}|[\\p{L}\\d'’-]+(?:\\s+(?:(?:de|du|des|of|the)\\s+)?\\p{Lu}[\\p{L}\\d'’-]*)*";

function kindOf(complement: string): 'figure' | 'name' | 'noun' {
  if (/\d/.test(complement)) return 'figure';
  return /\p{Lu}/u.test(complement.slice(1)) ? 'name' : 'noun';
}

/** Words that carry a meaning of their own: neither stop words nor question words. */
function contentWords(text: string): string[] {
  return (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !STOP_WORDS.has(word));
}

const STOP_WORDS = new Set(
  (
    'le la les l un une des du de d et ou a au aux en dans sur pour par avec sans chez contre depuis avant apres entre vers sous ce cet cette ces cela ca se s ' +
    'il elle ils elles on nous vous je j tu te me moi toi lui leur leurs y qu que qui quoi quel quelle quels quelles quand comment pourquoi combien ou est sont etait ' +
    'etaient ete etre a ont avait avoir t n ne pas plus c est-ce mais alors son sa ses mon ma mes ton ta tes donc si ' +
    'the a an of in on at to for by with without from about and or but so is are was were be been has have had do does did will can could should must ' +
    'he she it they them him her his their its this that these those what when where who whom whose which why how many much long often i you we not'
  ).split(' '),
);
