import { Ledger, type LedgerEntry } from '../../retrieval/evidence/index.js';

/** The quotes given out, kept for good in one file. */
export interface QuoteBook {
  get(id: string): Promise<LedgerEntry | null>;
  /** Resolves once they are on the disk. */
  record(entries: readonly LedgerEntry[]): Promise<void>;
}

/** Opens the ledger at the first need, so that a bot that gives nothing out writes nothing. A failed opening is tried again. */
export function openQuotes(file: string): QuoteBook {
  let opening: Promise<Ledger> | null = null;
  const ledger = (): Promise<Ledger> => {
    opening ??= Ledger.open(file).catch((error: unknown) => {
      opening = null;
      throw error;
    });
    return opening;
  };
  return {
    get: async (id) => (await ledger()).get(id),
    record: async (entries) => {
      await (await ledger()).record(entries);
    },
  };
}
