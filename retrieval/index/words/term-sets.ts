/** Some terms in the order in which they were added, and the sets that have one term more. */
interface TermSet {
  readonly terms: readonly string[];
  readonly more: Map<string, TermSet>;
}

/** Which terms each of many hits holds. Hits that hold the same share one list: a question has a thousand hits, and a handful of terms. */
export class TermSets {
  private readonly sets: TermSet[];

  /** @param hits numbered from 0, each without a term at first. */
  constructor(hits: number) {
    this.sets = new Array<TermSet>(hits).fill({ terms: [], more: new Map() });
  }

  /** Adds a term to a hit, unless it is the one added last. */
  add(hit: number, term: string): void {
    const set = this.sets[hit]!;
    if (set.terms.at(-1) === term) return;
    let larger = set.more.get(term);
    if (!larger) set.more.set(term, (larger = { terms: [...set.terms, term], more: new Map() }));
    this.sets[hit] = larger;
  }

  of(hit: number): readonly string[] {
    return this.sets[hit]!.terms;
  }
}
