import { extname } from 'node:path';

/** What a file may take to read before any of its kind was: seconds, and seconds a MiB. Measured on our test files; only their ratios matter. */
const GUESSES: Readonly<Record<string, readonly [seconds: number, secondsAMiB: number]>> = {
  '.txt': [0.001, 0.02],
  '.md': [0.005, 0.3],
  '.csv': [0.005, 0.05],
  '.pdf': [0.05, 2],
  '.png': [4, 0],
  '.jpg': [4, 0],
  '.jpeg': [4, 0],
  '.tif': [4, 0],
  '.tiff': [4, 0],
  '.webp': [4, 0],
};
const OTHERS = [0.03, 0.5] as const;

/** Measured times count for more than guesses once a kind has taken this many seconds. */
const TRUSTED_AFTER = 0.5;

const MIB = 1024 * 1024;

interface Kind {
  /** Guessed seconds of its files that are done, and of those that are left. */
  done: number;
  left: number;
  /** Seconds that those done took. */
  took: number;
}

/** How long reading the rest of a folder takes, told from what its files took so far, kind by kind (as their names end). */
export class ReadingPace {
  private readonly kinds = new Map<string, Kind>();

  /** @param files those that must be read. */
  constructor(files: readonly { readonly file: string; readonly size: number }[]) {
    for (const file of files) this.kindOf(file).left += guess(file);
  }

  /** A file was read in so many seconds. */
  took(file: { readonly file: string; readonly size: number }, seconds: number): void {
    const kind = this.kindOf(file);
    kind.left = Math.max(0, kind.left - guess(file));
    kind.done += guess(file);
    kind.took += seconds;
  }

  /**
   * Work in seconds at the pace so far.
   * @param open a file being read: the share of it that is done, and the seconds that took.
   */
  work(open?: { readonly file: string; readonly size: number; readonly share: number; readonly seconds: number }): {
    readonly done: number;
    readonly total: number;
  } {
    const kinds = [...this.kinds.values()];
    const all = ratio(
      kinds.reduce((sum, { took }) => sum + took, 0),
      kinds.reduce((sum, { done }) => sum + done, 0),
      1,
    );
    let done = kinds.reduce((sum, { took }) => sum + took, 0);
    let left = kinds.reduce((sum, kind) => sum + kind.left * ratio(kind.took, kind.done, all), 0);
    if (open) {
      const kind = this.kindOf(open);
      done += open.seconds;
      // A long file tells its own pace.
      const own = open.share > 0 ? (open.seconds * (1 - open.share)) / open.share : guess(open) * ratio(kind.took, kind.done, all);
      left += own - Math.min(kind.left, guess(open)) * ratio(kind.took, kind.done, all);
    }
    return { done, total: done + Math.max(0, left) };
  }

  private kindOf({ file }: { readonly file: string }): Kind {
    const ending = extname(file).toLowerCase();
    let kind = this.kinds.get(ending);
    if (!kind) this.kinds.set(ending, (kind = { done: 0, left: 0, took: 0 }));
    return kind;
  }
}

/** Real seconds a guessed one, with `prior` where little was measured. */
function ratio(took: number, guessed: number, prior: number): number {
  const weight = TRUSTED_AFTER / (1 + took);
  return (took + prior * weight) / (guessed + weight);
}

function guess({ file, size }: { readonly file: string; readonly size: number }): number {
  const [seconds, aMiB] = GUESSES[extname(file).toLowerCase()] ?? OTHERS;
  return seconds + (aMiB * size) / MIB;
}
