/** Keeps the best of many scored places in little room: a heap whose root is the worst one kept. */
export class Best {
  private readonly places: Uint32Array;
  private readonly scores: Float64Array;
  private kept = 0;
  /** A place that scores less is not kept. */
  threshold = -Infinity;

  /** @param limit places kept at the most, 1 or more. */
  constructor(private readonly limit: number) {
    this.places = new Uint32Array(limit);
    this.scores = new Float64Array(limit);
  }

  get isFull(): boolean {
    return this.kept === this.limit;
  }

  /** Of two with the same score the smaller place wins. */
  offer(place: number, score: number): void {
    if (this.kept < this.limit) {
      this.rise(this.kept++, place, score);
      if (this.kept === this.limit) this.threshold = this.scores[0]!;
    } else if (score >= this.threshold && !this.isWorse(place, score, 0)) {
      this.sink(place, score);
      this.threshold = this.scores[0]!;
    }
  }

  /** @returns the places, in no order. */
  unsorted(): Uint32Array {
    return this.places.subarray(0, this.kept);
  }

  /** @returns places and scores, best first. Nothing can be offered after. */
  sorted(): { readonly place: number; readonly score: number }[] {
    const sorted = new Array<{ place: number; score: number }>(this.kept);
    // The worst one of those left is the root, each time.
    while (this.kept > 0) {
      const last = --this.kept;
      sorted[last] = { place: this.places[0]!, score: this.scores[0]! };
      this.sink(this.places[last]!, this.scores[last]!);
    }
    return sorted;
  }

  /** Whether one is worse than what stands at `at`. */
  private isWorse(place: number, score: number, at: number): boolean {
    const other = this.scores[at]!;
    return score < other || (score === other && place > this.places[at]!);
  }

  private put(at: number, place: number, score: number): void {
    this.places[at] = place;
    this.scores[at] = score;
  }

  private rise(at: number, place: number, score: number): void {
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.isWorse(place, score, parent)) break;
      this.put(at, this.places[parent]!, this.scores[parent]!);
      at = parent;
    }
    this.put(at, place, score);
  }

  private sink(place: number, score: number): void {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.kept) break;
      if (child + 1 < this.kept && this.isWorse(this.places[child + 1]!, this.scores[child + 1]!, child)) child++;
      if (this.isWorse(place, score, child)) break;
      this.put(at, this.places[child]!, this.scores[child]!);
      at = child;
    }
    this.put(at, place, score);
  }
}
