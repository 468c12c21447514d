import type { Citation, Verdict } from '../search/index.js';
import type { Language } from '../language.js';

/** Everything that a pack's pages and reports say by themselves: quotes and titles are the documents' own. */
export interface EvidenceWords {
  readonly title: string;
  readonly intro: string;
  readonly verdicts: Readonly<Record<Verdict, string>>;
  readonly searched: (documents: number, passages: number) => string;
  readonly unread: (files: number) => string;
  readonly excerpts: string;
  readonly nearest: string;
  readonly notes: string;
  readonly also: string;
  readonly offsets: (start: number, end: number) => string;
  readonly documents: string;
  readonly notIncluded: string;
  readonly check: string;
  readonly checkHow: readonly string[];
  readonly place: (citation: Pick<Citation, 'lines' | 'page'>) => string;
  readonly absence: AbsenceWords;
}

/** What an absence report says by itself. */
export interface AbsenceWords {
  readonly title: string;
  readonly unknown: (word: string) => string;
  readonly close: (spellings: string) => string;
  readonly known: (words: string) => string;
  readonly all: (documents: number) => string;
  readonly score: (confidence: string, threshold: string | null) => string;
  readonly nearest: string;
  /** The same of a question that was answered. */
  readonly answering: string;
  readonly none: string;
  readonly unread: string;
}

/** 1 234, with the narrow no-break space that French takes. */
const number = (language: Language) => (value: number) => value.toLocaleString(language === 'fr' ? 'fr-FR' : 'en-GB');
const fr = number('fr');
const en = number('en');

export const EVIDENCE_WORDS: Readonly<Record<Language, EvidenceWords>> = {
  fr: {
    title: 'Dossier de preuves',
    intro: "Chaque extrait est cité au caractère près. Rien n'est reformulé ni résumé.",
    verdicts: { answered: 'Le dossier répond.', close: 'Rien de net ; voici ce qui s’en approche.', absent: 'Le dossier ne répond pas.' },
    searched: (documents, passages) => `Cherché dans ${fr(documents)} document${documents > 1 ? 's' : ''} (${fr(passages)} passages).`,
    unread: (files) => `${fr(files)} fichier${files > 1 ? 's n’ont pas pu être lus' : ' n’a pas pu être lu'} :`,
    excerpts: 'Extraits',
    nearest: 'Passages les plus proches (ce ne sont pas des réponses)',
    notes: 'Notes',
    also: 'aussi dans',
    offsets: (start, end) => `caractères ${start} à ${end}`,
    documents: 'Documents cités',
    notIncluded: 'non joint ; son empreinte le désigne',
    check: 'Vérifier',
    checkHow: [
      'Décompressez le dossier, puis lancez : node verify.mjs (Node.js 18 ou plus récent, sans réseau).',
      'Le programme contrôle les empreintes SHA-256 des fichiers et retrouve chaque citation dans son document, au caractère près (unités UTF-16, fin exclue).',
      'Si les documents ne sont pas joints : node verify.mjs DOSSIER_DES_DOCUMENTS.',
      'L’empreinte affichée à la fin doit être celle que l’on vous a donnée avec ce dossier.',
    ],
    place: ({ lines: [first, last], page }) => (page !== null ? `p. ${page}` : first === last ? `ligne ${first}` : `lignes ${first} à ${last}`),
    absence: {
      title: 'Ce qui a été cherché',
      unknown: (word) => `Le mot « ${word} » n’est dans aucun document.`,
      close: (spellings) => `Orthographes proches dans le dossier : ${spellings}.`,
      known: (words) => `Mots trouvés (documents) : ${words}.`,
      all: (documents) => `Documents qui contiennent tous ces mots : ${fr(documents)}.`,
      score: (confidence, threshold) => `Meilleur score : ${confidence}${threshold === null ? '' : ` (il faut ${threshold} pour une réponse)`}.`,
      nearest: 'Passage le plus proche (ce n’est pas une réponse) :',
      answering: 'Passage qui répond :',
      none: 'Aucun passage ne s’en approche.',
      unread: 'Fichiers qui n’ont pas pu être lus :',
    },
  },
  en: {
    title: 'Evidence pack',
    intro: 'Every excerpt is quoted to the letter. Nothing is reworded or summarised.',
    verdicts: { answered: 'The dossier answers.', close: 'Nothing clear; this comes nearest.', absent: 'The dossier does not answer.' },
    searched: (documents, passages) => `Searched ${en(documents)} document${documents === 1 ? '' : 's'} (${en(passages)} passages).`,
    unread: (files) => `${en(files)} file${files === 1 ? '' : 's'} could not be read:`,
    excerpts: 'Excerpts',
    nearest: 'Nearest passages (not answers)',
    notes: 'Notes',
    also: 'also in',
    offsets: (start, end) => `characters ${start} to ${end}`,
    documents: 'Documents quoted',
    notIncluded: 'not included; its hash names it',
    check: 'How to check',
    checkHow: [
      'Unpack, then run: node verify.mjs (Node.js 18 or later, no network).',
      'It checks the SHA-256 hash of every file and finds each quote in its document, to the letter (UTF-16 units, end exclusive).',
      'Where the documents are not included: node verify.mjs FOLDER_OF_THE_DOCUMENTS.',
      'The hash shown at the end must be the one you were given with this pack.',
    ],
    place: ({ lines: [first, last], page }) => (page !== null ? `p. ${page}` : first === last ? `line ${first}` : `lines ${first} to ${last}`),
    absence: {
      title: 'What was searched',
      unknown: (word) => `No document has the word "${word}".`,
      close: (spellings) => `Close spellings in the dossier: ${spellings}.`,
      known: (words) => `Words found (documents): ${words}.`,
      all: (documents) => `Documents that have all of these words: ${en(documents)}.`,
      score: (confidence, threshold) => `Best score: ${confidence}${threshold === null ? '' : ` (${threshold} makes an answer)`}.`,
      nearest: 'Nearest passage (not an answer):',
      answering: 'Passage that answers:',
      none: 'No passage comes near.',
      unread: 'Files that could not be read:',
    },
  },
};
