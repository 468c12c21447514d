/** How a trial is run. */
export interface TrialOptions {
  /** The form that `npm test` runs: seconds instead of minutes. */
  readonly short: boolean;
  /** Where the random numbers start: the same seed makes the same faults (their moments differ with the machine's speed). */
  readonly seed: number;
  /** Says how it goes, one line. */
  readonly say: (line: string) => void;
}

/** What a trial came to. */
export interface TrialResult {
  /** What was tried, so often: questions asked, writes begun, requests made. */
  readonly trials: number;
  /** Faults made on purpose: kills, cut connections, flipped bits, refused requests. */
  readonly faults: number;
  /** What was acknowledged or sent, and is gone. */
  readonly lost: number;
  /** What came out otherwise than it must: answered twice, a mix of old and new, a stranger let in. */
  readonly wrong: number;
  /** Further counts worth printing, each under its name. */
  readonly counts?: Readonly<Record<string, number | string>>;
  /** The first few things lost or wrong, for whoever looks for the cause. */
  readonly findings?: readonly string[];
}

/** One family of faults, in a file of its own under trials/. */
export interface Trial {
  /** What `--only` takes. */
  readonly name: string;
  /** What is done to what, one line. */
  readonly about: string;
  run(options: TrialOptions): Promise<TrialResult>;
}
