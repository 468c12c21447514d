import { MONTHS_IN_FRENCH } from '../../calendar.js';
import { fold } from './fold.js';
import { isFoldedFunctionWord } from './function-words.js';
import { romanValue } from './numbers.js';
import { stem } from './stem.js';

/** Words typed short, abbreviations and scanners' readings that have one meaning: folded form → folded word. */
const SAME_WORD: ReadonlyMap<string, string> = new Map([
  ...MONTHS_IN_FRENCH,
  ...Object.entries({
    ppl: 'personnes',
    gvt: 'gouvernement',
    gouv: 'gouvernement',
    tel: 'telephone',
    tels: 'telephones',
    bcp: 'beaucoup',
    pdt: 'president',
    ms: 'ms',
    stups: 'stupefiants',
    qqn: 'quelqu',
    rdv: 'rendez',
    appt: 'appartement',
    info: 'information',
    infos: 'informations',
    ado: 'adolescent',
    ados: 'adolescents',
    ceil: 'oeil',
    cceur: 'coeur',
    cceurs: 'coeurs',
    sceur: 'soeur',
    sceurs: 'soeurs',
    nceud: 'noeud',
    nceuds: 'noeuds',
    vceu: 'voeu',
    vceux: 'voeux',
    bceuf: 'boeuf',
    chceur: 'choeur',
    mceurs: 'moeurs',
  }),
]);
/** Le and Les are no fiftieth. */
const ROMAN_ORDINAL = /^(?!Les?$)([IVXLC]+)(?:er|re|e|è|ème|eme)s?$/u;

/** Two to six capitals. */
const CAPITALS = /^\p{Lu}[\p{Lu}\p{N}]{1,5}$/u;

/** Longest run of letters and digits kept as a term; longer ones (encoded data, rules of signs) are cut there. */
const LONGEST_TERM = 64;

/** What a word says by itself, wherever it stands. */
export interface Word {
  /** Whole, not clipped. */
  readonly folded: string;
  readonly isFunctionWord: boolean;
  /** Its number in figures: XIVe → 14. */
  readonly ordinal: string | null;
  /** Folded, clipped and stemmed; `null` when folding leaves nothing of it. */
  readonly term: string | null;
  /** Capitals alone: an acronym, unless all about it is written so. */
  readonly mayBeAcronym: boolean;
}

/** Words by how they are written: texts repeat theirs, and one costs some microseconds to take apart. Emptied when full, which is 5 MB. */
const known = new Map<string, Word>();
export const MOST_KNOWN = 25_000;
/** Longer ones are hardly words, and do not come again. */
const LONGEST_KNOWN = 40;

/** @param written letters and digits, with what may stand between them in a word. */
export function wordOf(written: string): Word {
  const found = known.get(written);
  if (found) return found;
  const made = takeApart(written);
  if (written.length > LONGEST_KNOWN) return made;
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(written, made);
  return made;
}

function takeApart(written: string): Word {
  const folded = fold(written);
  const ordinal = ROMAN_ORDINAL.exec(written);
  const value = ordinal ? romanValue(ordinal[1]!) : null;
  return {
    folded,
    isFunctionWord: isFoldedFunctionWord(folded),
    ordinal: value === null ? null : String(value),
    term: clipped(folded).trim() === '' ? null : stem(canonical(clipped(folded))),
    mayBeAcronym: CAPITALS.test(written),
  };
}

/** What scanners and hurried fingers make of one word → that word, folded. */
function canonical(folded: string): string {
  return SAME_WORD.get(folded) ?? folded.replace(/^(man|desf?|chef-d)?ceuvr/u, '$1oeuvr').replace(/^ceill/u, 'oeill');
}

export function clipped(term: string): string {
  return term.length > LONGEST_TERM ? term.slice(0, LONGEST_TERM) : term;
}
