import type { Answer, Citation, Verdict } from '../../retrieval/search/answer.js';
import type { Language } from '../languages.js';

/** What the terminal says around quotes, in one language. */
export interface Words {
  /** What the verdict means to the asker, said above the passages. */
  verdict(verdict: Verdict): string;
  confidence(percent: number): string;
  /** Where in its document a citation stands. */
  place(citation: Pick<Citation, 'lines' | 'page'>): string;
  also(places: string): string;
  /** Says which words of a quote were read with little confidence. */
  uncertain(words: string): string;
  searched(searched: Answer['searched'], milliseconds: number): string;
  unread(count: number): string;
  /** Said instead of a verdict where there was nothing to search. */
  nothing: string;
  /** Shown once before the first prompt. */
  welcome(documents: number, passages: number): string;
}

const french: Words = {
  verdict: (verdict) =>
    ({
      answered: 'Le dossier répond',
      close: 'Rien de clair dans le dossier\u00A0; voici ce qui s’en approche\u00A0:',
      absent: 'Le dossier n’en dit rien. Le passage le plus proche, qui n’est pas une réponse\u00A0:',
    })[verdict],
  confidence: (percent) => `confiance ${percent}\u00A0%`,
  place: ({ lines: [first, last], page }) => (page !== null ? `page ${page}` : first === last ? `ligne ${first}` : `lignes ${first}–${last}`),
  uncertain: (words) => `lecture incertaine du scan\u00A0: ${words}`,
  also: (places) => `aussi\u00A0: ${places}`,
  searched: ({ documents, passages }, milliseconds) =>
    `Cherché dans ${countFrench(documents, 'document')} et ${countFrench(passages, 'passage')}, en ${Math.round(milliseconds)} ms.`,
  unread: (number) => `${countFrench(number, 'fichier')} du dossier n’${number > 1 ? 'ont' : 'a'} pas pu être lu${number > 1 ? 's' : ''}\u00A0:`,
  nothing: 'Le dossier ne contient aucun passage.',
  welcome: (documents, passages) =>
    `${countFrench(documents, 'document')}, ${countFrench(passages, 'passage')}. Posez une question par ligne\u00A0; Ctrl-D pour finir.`,
};

const english: Words = {
  verdict: (verdict) =>
    ({
      answered: 'The dossier answers',
      close: 'Nothing clear in the dossier; this comes nearest:',
      absent: 'The dossier does not say. The nearest passage, which is not an answer:',
    })[verdict],
  confidence: (percent) => `confidence ${percent}%`,
  place: ({ lines: [first, last], page }) => (page !== null ? `page ${page}` : first === last ? `line ${first}` : `lines ${first}–${last}`),
  uncertain: (words) => `uncertain reading of the scan: ${words}`,
  also: (places) => `also: ${places}`,
  searched: ({ documents, passages }, milliseconds) =>
    `Searched ${countEnglish(documents, 'document')} and ${countEnglish(passages, 'passage')} in ${Math.round(milliseconds)} ms.`,
  unread: (number) => `${countEnglish(number, 'file')} of the dossier could not be read:`,
  nothing: 'The dossier holds no passage.',
  welcome: (documents, passages) => `${countEnglish(documents, 'document')}, ${countEnglish(passages, 'passage')}. One question a line; Ctrl-D to end.`,
};

export const WORDS: Readonly<Record<Language, Words>> = { fr: french, en: english };

function countFrench(number: number, noun: string): string {
  return `${number} ${noun}${number < 2 ? '' : 's'}`;
}

function countEnglish(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
