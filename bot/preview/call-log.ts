/** One call that the bot made. */
export interface LoggedCall {
  readonly method: string;
  /** The parameters as they came, files left out. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Names of the files that came with it. */
  readonly files: readonly string[];
  /** Milliseconds since 1970. */
  readonly at: number;
  /** HTTP status answered; 0 while it is under way or when the connection was cut. */
  status: number;
}

/** Calls kept with their parameters; all are counted. */
const KEPT = 2000;

/** What the bot called, counted for ever and remembered for a while. */
export class CallLog {
  private readonly counts = new Map<string, number>();
  private recent: LoggedCall[] = [];

  add(call: LoggedCall): void {
    this.counts.set(call.method, this.count(call.method) + 1);
    this.recent.push(call);
    if (this.recent.length > 2 * KEPT) this.recent = this.recent.slice(-KEPT);
  }

  /** Calls of a method, or all. */
  count(method?: string): number {
    if (method !== undefined) return this.counts.get(method) ?? 0;
    return [...this.counts.values()].reduce((sum, count) => sum + count, 0);
  }

  /** The last calls of a method, or of all, oldest first; 2,000 at least are kept. */
  list(method?: string): readonly LoggedCall[] {
    return method === undefined ? this.recent : this.recent.filter((call) => call.method === method);
  }
}
