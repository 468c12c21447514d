import MiniSearch, { type AsPlainObject, type Options } from 'minisearch';

/** The searchable words of one passage: terms as `terms()` gives them, one list a field. */
export interface PassageWords {
  readonly text: readonly string[];
  readonly heading: readonly string[];
  readonly title: readonly string[];
}

export interface WordHit {
  /** Row of the passage in the index. */
  readonly row: number;
  /** BM25 score, > 0; comparable within one question only. */
  readonly score: number;
  /** The question's terms that the passage holds (as asked, also when found through a close spelling). */
  readonly matched: readonly string[];
}

/** What is written to disk. */
export interface LexicalFile {
  readonly engine: AsPlainObject;
  readonly passages: number;
  /** Terms and, in the same order, in how many passages each occurs (text, heading or title). */
  readonly terms: readonly string[];
  readonly frequencies: readonly number[];
}

/** Terms never hold a control character, so it can join them for MiniSearch, which wants one string a field. */
const SEPARATOR = '\u001f';

/** BM25 weights of a word found in the title or the heading above a passage, against 1 in its text. Measured by `npm run evaluate`. */
const FIELD_BOOST = { text: 1, heading: 0.7, title: 0.7 };

/** A question's word of at least this many letters that no document holds is also looked up in close spellings. */
const FUZZY_FROM_LETTERS = 5;

/** Share of a term's letters that a close spelling may change (one letter in 5…9, two in 10…14). */
const FUZZY_SHARE = 0.2;

interface Entry extends Record<'text' | 'heading' | 'title', string> {
  id: number;
}

const OPTIONS: Options<Entry> = {
  fields: ['text', 'heading', 'title'],
  idField: 'id',
  tokenize: (text) => (text === '' ? [] : text.split(SEPARATOR)),
  processTerm: (term) => term,
};

/** Word search over passages: BM25 (MiniSearch) on stemmed terms, close spellings for words that no document holds. */
export class LexicalIndex {
  private constructor(
    private readonly engine: MiniSearch<Entry>,
    private readonly frequency: ReadonlyMap<string, number>,
    private readonly passages: number,
  ) {}

  /** Builds the index; the order of `passages` gives their rows. */
  static build(passages: readonly PassageWords[]): LexicalIndex {
    const engine = new MiniSearch(OPTIONS);
    const frequency = new Map<string, number>();
    for (const [id, words] of passages.entries()) {
      engine.add({ id, text: words.text.join(SEPARATOR), heading: words.heading.join(SEPARATOR), title: words.title.join(SEPARATOR) });
      for (const term of new Set([...words.text, ...words.heading, ...words.title])) frequency.set(term, (frequency.get(term) ?? 0) + 1);
    }
    return new LexicalIndex(engine, frequency, passages.length);
  }

  /** Opens what `toFile` gave. */
  static fromFile(file: LexicalFile): LexicalIndex {
    const engine = MiniSearch.loadJS(file.engine, OPTIONS);
    return new LexicalIndex(engine, new Map(file.terms.map((term, at) => [term, file.frequencies[at] ?? 0])), file.passages);
  }

  toFile(): LexicalFile {
    return {
      engine: this.engine.toJSON(),
      passages: this.passages,
      terms: [...this.frequency.keys()],
      frequencies: [...this.frequency.values()],
    };
  }

  /** In how many passages a term occurs; 0 for one never seen. */
  passagesWith(term: string): number {
    return this.frequency.get(term) ?? 0;
  }

  /**
   * How rare a term is: ln(1 + (N − n + ½) / (n + ½)), BM25's inverse document frequency (Robertson and Zaragoza 2009),
   * always > 0, greatest for a term never seen.
   */
  rarity(term: string): number {
    const n = this.passagesWith(term);
    return Math.log(1 + (this.passages - n + 0.5) / (n + 0.5));
  }

  /** Terms of the dossier spelt most like this one, nearest first; used to say what was meant. */
  similarTerms(term: string, limit: number): string[] {
    return this.engine
      .autoSuggest(term, { fuzzy: FUZZY_SHARE * 1.5, prefix: false, processTerm: (given) => given, tokenize: (text) => [text] })
      .slice(0, limit)
      .map((suggestion) => suggestion.suggestion);
  }

  /**
   * The passages that hold any of the terms, best first.
   * @param allowed keeps only these rows, all when left out.
   */
  search(terms: readonly string[], limit: number, allowed?: (row: number) => boolean): WordHit[] {
    const asked = [...new Set(terms)];
    if (asked.length === 0) return [];
    const found = this.engine.search(asked.join(SEPARATOR), {
      boost: FIELD_BOOST,
      combineWith: 'OR',
      fuzzy: (term) => (!this.frequency.has(term) && term.length >= FUZZY_FROM_LETTERS && !/\d/u.test(term) ? FUZZY_SHARE : false),
      ...(allowed ? { filter: (result) => allowed(result.id as number) } : {}),
    });
    return found.slice(0, limit).map((result) => ({ row: result.id as number, score: result.score, matched: result.queryTerms }));
  }
}
