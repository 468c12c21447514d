import type { Dossier, DocumentSummary } from '../retrieval/dossier.js';
import { shortHash } from './document-key.js';
import type { Speech } from './speech.js';

/** A question made of a heading or a title of the dossier: its words are the document's own. */
export interface Suggestion {
  readonly question: string;
  /** 8 characters that stand for the question in button data. */
  readonly key: string;
}

/** A heading that makes a question has this many characters: shorter ones name nothing, longer ones are sentences. Our choice, looked at on the seeds. */
const HEADING_LENGTH = { least: 10, most: 90 } as const;

/** A title may be longer: it is the document's only subject when no heading serves. The seeds' longest is 122. */
const LONGEST_TITLE = 130;

/** Suggestions tried against the dossier before giving up, so that a message never waits for more than this many searches. */
const MOST_TRIED = 24;

/**
 * Questions made of the documents' headings, or of a title where a document has no heading that serves; never of anything
 * else, so nothing is invented. One document after the other gives its next one, so that the first few come from many.
 *
 * @param near a question whose words should come up first
 */
export function headingQuestions(documents: readonly DocumentSummary[], { say }: Speech, near: string = ''): Suggestion[] {
  const perDocument = documents.map(({ title, outline }) => {
    const headings = outline.map(({ text }) => asSubject(text)).filter((text) => text !== null);
    const subjects = headings.length > 0 ? headings : [asSubject(title, LONGEST_TITLE)].filter((text) => text !== null);
    return [...new Set(subjects)].map((subject): Suggestion => {
      const question = subject.endsWith('?') ? subject : say('suggested-question', { subject });
      return { question, key: shortHash(question, 8) };
    });
  });
  const inTurn: Suggestion[] = [];
  const longest = Math.max(0, ...perDocument.map(({ length }) => length));
  for (let turn = 0; turn < longest; turn += 1) inTurn.push(...perDocument.flatMap((list) => list.slice(turn, turn + 1)));
  const wanted = words(near);
  const shared = new Map(inTurn.map((one) => [one, [...words(one.question)].filter((word) => wanted.has(word)).length]));
  return inTurn.toSorted((a, b) => shared.get(b)! - shared.get(a)!);
}

/** A heading without its number and spare space; `null` when it does not name a subject. */
function asSubject(heading: string, most: number = HEADING_LENGTH.most): string | null {
  const text = heading
    .replace(/\s+/g, ' ')
    .replace(/^\s*(?:[IVXLC]+|\d+|[A-Za-z])(?:\.\d+)*\s*[.)°–—:-]+\s*/u, '')
    .replace(/\s*[.:;–—-]+\s*$/u, '')
    .trim();
  const isLongEnough = text.length >= HEADING_LENGTH.least && text.length <= most;
  const telling = [...words(text)].filter((word) => !FRAME_WORDS.has(word));
  return isLongEnough && telling.length >= LEAST_TELLING ? text : null;
}

/** Words that say what a part of a document is, not what it is about; folded, from four letters. */
const FRAME_WORDS = new Set(
  (
    'texte question questions reponse reponses contexte introduction conclusion conclusions resume annexe annexes sommaire objet note notes rapport partie chapitre article articles titre document documents section ' +
    'voir lire egalement aussi meme sujet pour dans avec sans leur leurs cette text answer answers context summary annex appendix contents subject report part chapter title with from this that'
  ).split(' '),
);

/** Telling words that a heading needs to name a subject: "Contexte de l'opération" has one. */
const LEAST_TELLING = 2;

function words(text: string): Set<string> {
  return new Set(
    text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\d]{4,}/gu) ?? [],
  );
}

/** What was found out for a state of the dossier: a refresh gives a new state, and with it new suggestions. */
const tried = new WeakMap<object, Map<string, boolean>>();

/**
 * Suggestions that the dossier answers: each was asked, and only those are given whose verdict is `answered`.
 * @param count how many at most
 */
export async function suggest(dossier: Dossier, speech: Speech, count: number, near: string = ''): Promise<Suggestion[]> {
  const known = tried.get(dossier.lastRefresh) ?? new Map<string, boolean>();
  tried.set(dossier.lastRefresh, known);
  const good: Suggestion[] = [];
  for (const suggestion of headingQuestions(dossier.documents(), speech, near).slice(0, MOST_TRIED)) {
    if (good.length === count) break;
    let isAnswered = known.get(suggestion.key);
    if (isAnswered === undefined) {
      const { verdict } = await dossier.ask(suggestion.question, { top: 1 });
      isAnswered = verdict === 'answered';
      known.set(suggestion.key, isAnswered);
    }
    if (isAnswered) good.push(suggestion);
  }
  return good;
}

/** The suggestion that a button stands for, while the dossier still has its heading. */
export function suggestionByKey(dossier: Dossier, speeches: readonly Speech[], key: string): Suggestion | null {
  for (const speech of speeches) {
    const found = headingQuestions(dossier.documents(), speech).find((suggestion) => suggestion.key === key);
    if (found !== undefined) return found;
  }
  return null;
}
