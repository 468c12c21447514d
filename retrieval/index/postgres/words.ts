import { inverseFrequency } from '../words/bm25.js';
import { closeTerms, mostChanges, spellingWeight } from '../words/close-terms.js';
import { encodeWords } from '../words/encode-words.js';
import { FIELDS } from '../words/passage-words.js';
import type { FoundWords } from '../words/word-scores.js';
import { WordSegment } from '../words/word-segment.js';
import { PostingScorer, type AskedTerm, type TermPostings } from './score-postings.js';
import type { Database } from './connection.js';
import { StaleIndexError } from '../errors.js';
import { decodePostings } from './postings.js';
import { patternsFor } from './like-patterns.js';

/** What a process holds of one segment: no words, only how its passages are numbered. */
export interface OpenSegment {
  readonly id: number;
  /** Row of each of its passages; −1 for one that no longer counts. */
  readonly rows: Int32Array;
}

/** Terms of which the postings are kept, first asked first out: a question asks for its terms' rarity and their passages at once. */
const KEPT_TERMS = 64;

/** Word search: the postings stay in the database, those of a question's few terms come over and are scored here. */
export class Words {
  private readonly scorer: PostingScorer;
  /** Kept as promises: who asks while they are on their way waits for the same ones. */
  private readonly kept = new Map<string, Promise<TermPostings>>();

  /** @param lengths different words of each passage's text, heading and title, 3 a row */
  constructor(
    private readonly database: Database,
    private readonly generation: number,
    private readonly segments: ReadonlyMap<number, OpenSegment>,
    private readonly lengths: Uint16Array,
  ) {
    this.scorer = new PostingScorer(lengths);
  }

  async rarities(terms: readonly string[]): Promise<number[]> {
    const postings = await this.postingsOf(terms);
    return terms.map((term) => inverseFrequency(postings.get(term)!.rows.length, this.lengths.length / FIELDS.length));
  }

  async search(terms: readonly string[], limit: number, allowed?: (row: number) => boolean): Promise<FoundWords> {
    const asked = [...new Set(terms)];
    if (asked.length === 0) return { hits: [], seen: [] };
    const postings = await this.postingsOf(asked);
    const unknown = asked.filter((term) => postings.get(term)!.rows.length === 0 && mostChanges(term) > 0);
    const close = new Map(await Promise.all(unknown.map(async (term) => [term, await this.closeTo(term)] as const)));
    const found = asked.map((term): AskedTerm => ({ term, spellings: close.get(term) ?? [{ postings: postings.get(term)!, weight: 1 }] }));
    return this.scorer.search(found, limit, allowed);
  }

  private async closeTo(term: string): Promise<AskedTerm['spellings']> {
    const most = mostChanges(term);
    const { schema } = this.database;
    const rows = await this.database.query<{ term: string }>(
      `select distinct term from ${schema}.words where char_length(term) between $1 and $2 and term like any($3) and segment = any($4)`,
      [term.length - most, term.length + most, patternsFor(term), [...this.segments.keys()]],
    );
    // Those that fit a pattern are compared letter by letter, as the folder store compares its terms.
    const candidates = new WordSegment(await encodeWords([{ text: rows.map((row) => row.term), heading: [], title: [] }]));
    const close = closeTerms(candidates, term, most);
    const postings = await this.postingsOf(close.map((each) => each.term));
    return close.map((each) => ({ postings: postings.get(each.term)!, weight: spellingWeight(each) }));
  }

  /** @throws {StaleIndexError} when the generation is no longer kept: its passages would be missing without a word. */
  private async postingsOf(terms: readonly string[]): Promise<ReadonlyMap<string, TermPostings>> {
    const missing = [...new Set(terms)].filter((term) => !this.kept.has(term));
    if (missing.length > 0) {
      const read = this.read(missing);
      for (const [at, term] of missing.entries()) {
        const postings = read.then((all) => all[at]!);
        this.kept.set(term, postings);
        // What failed is asked for again; whoever waits for it is told below.
        postings.catch(() => {
          if (this.kept.get(term) === postings) this.kept.delete(term);
        });
      }
    }
    const asked = terms.map((term) => [term, this.kept.get(term)!] as const);
    for (const term of this.kept.keys()) {
      if (this.kept.size <= KEPT_TERMS) break;
      this.kept.delete(term);
    }
    return new Map(await Promise.all(asked.map(async ([term, postings]) => [term, await postings] as const)));
  }

  /** @returns the postings of each term, in order. */
  private async read(terms: readonly string[]): Promise<TermPostings[]> {
    const { schema } = this.database;
    const rows = await this.database.query<{ at: number; oldest: number; segment: number | null; postings: Buffer | null }>(
      `select asked.at, dossier.oldest, words.segment, words.postings from ${schema}.dossier cross join unnest($1::text[]) with ordinality as asked (term, at)
       left join ${schema}.words on words.term = asked.term collate "C" and words.segment = any($2)`,
      [terms, [...this.segments.keys()]],
    );
    if (rows[0] === undefined || rows[0].oldest > this.generation) throw new StaleIndexError(this.generation);
    const lists = terms.map((): [OpenSegment, Buffer][] => []);
    for (const { at, segment, postings } of rows) if (segment !== null) lists[at - 1]!.push([this.segments.get(segment)!, postings!]);
    return lists.map(joined);
  }
}

/** The postings of a term in all segments, those of passages that no longer count left out. */
function joined(lists: readonly (readonly [OpenSegment, Buffer])[]): TermPostings {
  const rows: number[] = [];
  const counts: number[] = [];
  for (const [segment, bytes] of lists) {
    decodePostings(bytes, (passage, text, heading, title) => {
      const row = segment.rows[passage]!;
      if (row < 0) return;
      rows.push(row);
      counts.push(text, heading, title);
    });
  }
  return { rows: Int32Array.from(rows), counts: Uint16Array.from(counts) };
}
