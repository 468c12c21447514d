import type { Store, TokenCodes } from '../index/index.js';
import { partsOf, type TextPart } from '../documents/index.js';
import { documentsOf } from './documents-of.js';
import { wordingOf, type Wording } from './rank/near-duplicates.js';

/** What is read of a store's passages for one question: of each passage once. */
export class PassageCache {
  private readonly texts = new Map<number, string>();
  private readonly wordings = new Map<number, Wording>();
  private readonly tokens = new Map<number, TokenCodes>();

  constructor(private readonly store: Store) {}

  text(row: number): string {
    let text = this.texts.get(row);
    if (text === undefined) {
      const { file, start, end } = this.store.passages[row]!;
      this.texts.set(row, (text = partsOf(documentsOf(this.store).get(file)!).slice(start, end)));
    }
    return text;
  }

  asPart(row: number): TextPart {
    const { start: from } = this.store.passages[row]!;
    const text = this.text(row);
    return { slice: (start, end) => text.slice(start - from, end - from) };
  }

  wording(row: number): Wording {
    let wording = this.wordings.get(row);
    if (!wording) this.wordings.set(row, (wording = wordingOf(this.text(row))));
    return wording;
  }

  /** Token codes of each of these rows. */
  async codes(rows: readonly number[]): Promise<TokenCodes[]> {
    const missing = rows.filter((row) => !this.tokens.has(row));
    const found = missing.length > 0 ? await this.store.tokens(missing) : [];
    for (const [at, row] of missing.entries()) this.tokens.set(row, found[at]!);
    return rows.map((row) => this.tokens.get(row)!);
  }
}
