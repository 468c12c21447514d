/** Patterns of the files that are changed, by part. */
export declare const MUTATED: Readonly<Record<string, readonly string[]>>;
