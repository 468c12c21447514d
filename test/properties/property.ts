import fc, { type Arbitrary } from 'fast-check';

/** Something that holds for every value of a kind. */
export interface Property {
  readonly name: string;
  /** Cases of a run that fall to it, as against 1 of most others: slow ones get fewer. */
  readonly share: number;
  /** Tries so many generated values. @returns how many were tried, and what went wrong (the smallest such value, its seed and path) or `null`. */
  readonly run: (cases: number, seed: number) => Promise<{ readonly cases: number; readonly fault: string | null }>;
}

/**
 * @param holds throws when it does not hold
 * @param examples values tried first, on every run: those that once were faults
 */
export function property<T>(
  name: string,
  values: Arbitrary<T>,
  holds: (value: T) => void | Promise<void>,
  { share = 1, examples = [] }: { readonly share?: number; readonly examples?: readonly T[] } = {},
): Property {
  return {
    name,
    share,
    async run(cases, seed) {
      const result = await fc.check(
        fc.asyncProperty(values, async (value) => {
          await holds(value);
        }),
        { numRuns: Math.max(cases, examples.length), seed, examples: examples.map((value) => [value]) },
      );
      return { cases: result.numRuns, fault: result.failed ? `${errorOf(result.errorInstance)}\n${fc.defaultReportMessage(result) ?? ''}` : null };
    },
  };
}

function errorOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Deals a number of cases out to properties by their shares, at least one each. */
export function dealt(properties: readonly Property[], cases: number): (Property & { readonly cases: number })[] {
  const shares = properties.reduce((sum, { share }) => sum + share, 0);
  return properties.map((one) => ({ ...one, cases: Math.max(1, Math.ceil((cases * one.share) / shares)) }));
}
