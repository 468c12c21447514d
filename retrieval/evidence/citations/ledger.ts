import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { codeOrMessage, systemCode, UserError } from '../../errors.js';
import { writeWhole } from '../../disk/whole-file.js';
import type { Citation } from '../../search/index.js';
import { citationId } from './citation-id.js';
import type { EvidenceDocument } from '../evidence-document.js';

/** A quote that was given out, as it was then. */
const entrySchema = z.object({
  /** See `citationId`. */
  id: z.string().regex(/^[A-Za-z0-9_-]{16}$/u),
  file: z.string().min(1),
  hash: z.string().regex(/^[0-9a-f]{64}$/u),
  start: z.int().nonnegative(),
  end: z.int().positive(),
  quote: z.string().min(1),
  title: z.string(),
  lines: z.tuple([z.int().positive(), z.int().positive()]),
  page: z.int().positive().nullable(),
  /** The text right before and after, at most `CONTEXT` UTF-16 units each: tells one of several equal phrases from the others. */
  before: z.string(),
  after: z.string(),
  /** When it was first given out: ISO date and time, UTC. */
  when: z.iso.datetime(),
});
export type LedgerEntry = Readonly<z.infer<typeof entrySchema>>;

/** Characters of context kept to either side of a quote. */
const CONTEXT = 64;

/** The ledger's entry for a citation given out now. */
export function ledgerEntry(document: EvidenceDocument, citation: Citation, when: Date): LedgerEntry {
  const { start, end, quote, file, title, lines, page } = citation;
  const { hash, text } = document;
  if (text.slice(start, end) !== quote) {
    throw new RangeError(`noting a citation of ${file}: the quote at ${start}…${end} expected, found other words there; cite again from the document as it is`);
  }
  return {
    id: citationId({ hash, start, end, quote }),
    file,
    hash,
    start,
    end,
    quote,
    title,
    lines: [lines[0], lines[1]],
    page,
    before: text.slice(Math.max(0, start - CONTEXT), start),
    after: text.slice(end, end + CONTEXT),
    when: when.toISOString(),
  };
}

/** Lines written over what is needed before the file is rewritten. */
const SPARE_LINES = 1_000;

/**
 * The quotes given out, in a file of one JSON object a line. Lines are only added, each forced to disk before `record` returns; a last line
 * torn by a crash is left out and cut off. One program writes it at a time, as the bot its own folder: opening cuts off a line that another is
 * writing, a write that the disk refuses takes back what another added meanwhile, and so does rewriting the file. The file is held open while
 * it is written only: what comes after a rewriting goes to the file put in its place.
 */
export class Ledger {
  readonly #path: string;
  readonly #entries: Map<string, LedgerEntry>;
  #lines: number;
  #queue: Promise<unknown> = Promise.resolve();

  /** Lines of the file that are no entries (the torn last one apart): kept where they are, and in `PATH.damaged` once the file is rewritten. */
  readonly damaged: readonly string[];

  private constructor(path: string, read: { entries: Map<string, LedgerEntry>; damaged: string[]; lines: number }) {
    this.#path = path;
    this.#entries = read.entries;
    this.#lines = read.lines;
    this.damaged = read.damaged;
  }

  /**
   * Opens the ledger, making its folder and file when there are none yet.
   * @throws {UserError} when the file cannot be read or written.
   */
  static async open(path: string): Promise<Ledger> {
    try {
      await mkdir(dirname(path), { recursive: true });
      const bytes = await readFile(path).catch((error: unknown) => {
        if (systemCode(error) === 'ENOENT') return Buffer.alloc(0);
        throw error;
      });
      const read = readLines(bytes);
      const handle = await open(path, 'a', 0o600);
      try {
        // The next entry must not be glued to a torn line.
        if (read.whole < bytes.length) await handle.truncate(read.whole);
      } finally {
        await handle.close();
      }
      const ledger = new Ledger(path, read);
      if (read.lines - read.entries.size - read.damaged.length > SPARE_LINES) await ledger.compact();
      return ledger;
    } catch (error) {
      const code = systemCode(error);
      if (code === null) throw error;
      throw new UserError(
        `opening the ledger of quotes: a file that can be read and written expected at ${path}, found ${code}; check its permissions and the disk`,
      );
    }
  }

  /** How many quotes are kept. */
  get size(): number {
    return this.#entries.size;
  }

  get(id: string): LedgerEntry | null {
    return this.#entries.get(id) ?? null;
  }

  /** All entries, the oldest first. */
  entries(): readonly LedgerEntry[] {
    return [...this.#entries.values()];
  }

  /**
   * Keeps entries; one known already is left as it was. They are on disk when the promise is fulfilled.
   * @throws {UserError} when the disk does not take them; then none of them is kept.
   */
  record(entries: readonly LedgerEntry[]): Promise<void> {
    return this.#inTurn(async () => {
      const fresh = new Map(entries.filter(({ id }) => !this.#entries.has(id)).map((entry) => [entry.id, entrySchema.parse(entry)]));
      if (fresh.size === 0) return;
      try {
        await appendWhole(this.#path, [...fresh.values()].map(lineOf).join(''));
      } catch (error) {
        throw new UserError(`keeping a quote: room in ${this.#path} expected, found ${codeOrMessage(error)}; free some space on the disk`);
      }
      for (const [id, entry] of fresh) this.#entries.set(id, entry);
      this.#lines += fresh.size;
    });
  }

  /** Rewrites the file with one line an entry: to a temporary file, then renamed over the old one, so that a crash leaves the one or the other. */
  compact(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.damaged.length > 0) await writeWhole(`${this.#path}.damaged`, `${this.damaged.join('\n')}\n`, 0o600);
      await writeWhole(this.#path, this.entries().map(lineOf).join(''), 0o600);
      this.#lines = this.#entries.size;
    });
  }

  /** Lines in the file, repeated and damaged ones too. */
  get lines(): number {
    return this.#lines;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }
}

function lineOf(entry: LedgerEntry): string {
  return `${JSON.stringify(entry)}\n`;
}

/** The entries of a ledger's bytes; `whole` is where the last whole line ends. */
function readLines(bytes: Buffer): { entries: Map<string, LedgerEntry>; damaged: string[]; lines: number; whole: number } {
  const whole = bytes.lastIndexOf(0x0a) + 1;
  const lines = bytes
    .subarray(0, whole)
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const entries = new Map<string, LedgerEntry>();
  const damaged: string[] = [];
  for (const line of lines) {
    const entry = readEntry(line);
    if (!entry) damaged.push(line);
    else if (!entries.has(entry.id)) entries.set(entry.id, entry);
  }
  return { entries, damaged, lines: lines.length, whole };
}

function readEntry(line: string): LedgerEntry | null {
  try {
    return checkedEntry(JSON.parse(line));
  } catch {
    return null;
  }
}

/** An entry as it was kept, wherever; taken only when its id is the hash of what it says: one edited by hand proves nothing. */
export function checkedEntry(value: unknown): LedgerEntry | null {
  const { success, data } = entrySchema.safeParse(value);
  return success && citationId(data) === data.id ? data : null;
}

/** Adds to a file, and forces it to the disk; what was written in part is taken back. */
async function appendWhole(path: string, content: string): Promise<void> {
  const handle = await open(path, 'a', 0o600);
  try {
    const { size } = await handle.stat();
    try {
      await handle.appendFile(content, 'utf8');
      await handle.datasync();
    } catch (error) {
      // A line written in part would damage the next one.
      await handle.truncate(size).catch(() => undefined);
      throw error;
    }
  } finally {
    await handle.close();
  }
}
