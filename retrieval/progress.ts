/** What a build of the index says as it goes. */
export interface Progress {
  readonly stage: 'reading' | 'splitting' | 'embedding' | 'writing';
  /** Files read, documents split, passages embedded. */
  readonly done: number;
  readonly total: number;
  /** What the stage's time goes by, where counts do not say it: of reading seconds (as told from the files before), of embedding characters. */
  readonly work?: { readonly done: number; readonly total: number };
  /** Seconds that the stages after this one will take, as far as can be told. */
  readonly ahead?: number;
  /** Pages read so far, in formats that have them. */
  readonly pages?: number;
  /** Passages found so far. */
  readonly passages?: number;
}
