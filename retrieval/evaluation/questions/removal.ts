import type { Dossier } from '../../dossier.js';
import type { AskOptions } from '../../search/ask-options.js';
import type { GoldPlace } from './golds.js';
import { overlap } from './places.js';

/**
 * What is taken away from an answerable question to see whether it is then refused: every document that holds a gold
 * (`article`), or only the passages that overlap one (`passage`), which leaves their nearest neighbours in.
 */
export const REMOVALS = ['article', 'passage'] as const;
export type Removal = (typeof REMOVALS)[number];

/** Makes the options that leave the golds out; `null` when nothing would be left to search. Remembers each document's passages. */
export function remover(dossier: Dossier, removal: Removal): (question: string, golds: readonly GoldPlace[]) => Promise<AskOptions | null> {
  return removal === 'article' ? (_, golds) => Promise.resolve(withoutFiles(dossier, golds)) : passageRemover(dossier);
}

function withoutFiles(dossier: Dossier, golds: readonly GoldPlace[]): AskOptions | null {
  const removed = new Set(golds.map((gold) => gold.file));
  const files = dossier.documents().flatMap(({ file }) => (removed.has(file) ? [] : [file]));
  return files.length === 0 ? null : { files };
}

function passageRemover(dossier: Dossier): ReturnType<typeof remover> {
  const known = new Map<string, readonly string[]>();
  return async (question, golds) => {
    const without = new Set<string>();
    for (const gold of golds) {
      const ids = known.get(gold.file) ?? (await passageIds(dossier, gold.file, question));
      known.set(gold.file, ids);
      for (const id of ids) {
        const passage = dossier.passage(id);
        if (passage !== null && overlap(passage, gold) > 0) without.add(id);
      }
    }
    return without.size >= dossier.passageCount() ? null : { without: [...without] };
  };
}

/** Ids of all passages of a document in order: from any one of them (what a question finds there) to both ends. */
export async function passageIds(dossier: Dossier, file: string, question: string): Promise<string[]> {
  const { passages } = await dossier.ask(question, { files: [file], top: 1 });
  const ids = passages.slice(0, 1).map((passage) => passage.id);
  if (ids.length === 0) return [];
  for (let id = dossier.neighbours(ids[0]!).before; id !== null; id = dossier.neighbours(id).before) ids.unshift(id);
  for (let id = dossier.neighbours(ids.at(-1)!).after; id !== null; id = dossier.neighbours(id).after) ids.push(id);
  return ids;
}
