import type { EvidenceDocument } from '../../evidence/evidence-document.js';
import { indexOf } from '../../evidence/words/quote-index.js';
import { quoteCases } from './quote-cases.js';
import { scoreQuotes, type KindScore } from './quote-scores.js';

/** How the quotes made of a dossier were judged. */
export interface QuoteReport {
  readonly documents: number;
  readonly characters: number;
  readonly kinds: readonly KindScore[];
  /** A check: median, 95th of a hundred and longest, in milliseconds. */
  readonly milliseconds: readonly [number, number, number];
  /** Building the index, the longest fold. */
  readonly indexMilliseconds: number;
}

/** Makes and checks the quotes of a dossier; each fold holds other documents out and has its share of the cases. */
export function evaluateQuotes(documents: readonly EvidenceDocument[], perKind: number, seed: number): QuoteReport {
  const kinds = new Map<string, KindScore>();
  const times: number[] = [];
  let indexMilliseconds = 0;
  const all = folds(documents);
  all.forEach(({ searched, heldOut }, fold) => {
    const cases = quoteCases(searched, heldOut, Math.ceil(perKind / all.length), seed + fold);
    const began = performance.now();
    indexOf(searched);
    indexMilliseconds = Math.max(indexMilliseconds, performance.now() - began);
    const scores = scoreQuotes(searched, cases);
    times.push(...scores.milliseconds);
    for (const score of scores.kinds) {
      const sum = kinds.get(score.kind);
      kinds.set(score.kind, sum ? { ...sum, cases: sum.cases + score.cases, right: sum.right + score.right, wrong: [...sum.wrong, ...score.wrong] } : score);
    }
  });
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  const characters = documents.reduce((sum, { text }) => sum + text.length, 0);
  return { documents: documents.length, characters, kinds: [...kinds.values()], milliseconds: [at(0.5), at(0.95), at(1)], indexMilliseconds };
}

/** One document of a small dossier is held out at a time; a tenth of a large one, once. */
function folds(documents: readonly EvidenceDocument[]): { readonly searched: readonly EvidenceDocument[]; readonly heldOut: readonly EvidenceDocument[] }[] {
  if (documents.length === 1) return [{ searched: documents, heldOut: [] }];
  if (documents.length > 20) return [{ searched: documents.filter((_, at) => at % 10 !== 0), heldOut: documents.filter((_, at) => at % 10 === 0) }];
  return documents.map((out) => ({ searched: documents.filter((document) => document !== out), heldOut: [out] }));
}
