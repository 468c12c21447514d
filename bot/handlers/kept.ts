import type { Dossier } from '../../retrieval/dossier.js';
import type { Answer } from '../../retrieval/search/index.js';
import type { BotContext, Parts } from '../context.js';
import { documentByFile, shortHash } from '../document-key.js';
import type { Speech } from '../speech.js';
import { passagesNow, type KeptAnswer } from '../memory/index.js';
import { answerPage, shownCitation, type AnswerPage } from '../messages/index.js';
import { keepProofs, proofLink } from '../proofs.js';
import type { Suggestion } from '../suggestions.js';

/** A kept answer that may be shown here: asked in this chat, or shared to it, or sent to this person. */
export async function keptHere(ctx: BotContext, parts: Parts, key: string): Promise<KeptAnswer | null> {
  const kept = await parts.memory.answers.read(key);
  if (kept === undefined) return null;
  if (ctx.chat?.id === kept.chat) return kept;
  // In the group it cannot be shared again.
  return ctx.chat?.id === kept.group?.chat ? { ...kept, group: null } : null;
}

/**
 * A page of a kept answer as the dossier now stands.
 * @param rated what the reader said of it, for the mark on the buttons
 */
export function keptPage(parts: Parts, kept: KeptAnswer, key: string, page: number, speech: Speech, rated: boolean | null = null): AnswerPage {
  const suggestions = kept.suggestions.map((question): Suggestion => ({ question, key: shortHash(question, 8) }));
  return shownPage(parts, kept, key, page, speech, null, suggestions, rated);
}

/** @param fresh the passages just found, which know where else the same is said; `null`: those kept, as they now stand */
export function shownPage(
  parts: Parts,
  kept: KeptAnswer,
  key: string,
  page: number,
  speech: Speech,
  fresh: Answer['passages'] | null,
  suggestions: readonly Suggestion[],
  rated: boolean | null = null,
): AnswerPage {
  const { dossier } = parts;
  const { passages, lost } = fresh === null ? passagesNow(kept, dossier) : { passages: fresh, lost: 0 };
  return answerPage(
    {
      key,
      verdict: kept.verdict,
      passages,
      lost,
      searched: kept.searched,
      searchedAs: kept.searchedAs,
      scope: kept.scope.map((file) => documentByFile(dossier, file)?.title ?? file),
      suggestions,
      cite: (file, start, end) => dossier.cite(file, start, end),
      link: (file) => documentByFile(dossier, file)?.link ?? null,
      proof: (citation) => proofLink(parts, citation),
      canShare: kept.group !== null,
      rated,
    },
    page,
    speech,
  );
}

/** Keeps what a page that is about to be shown cites, in the ledger for good. */
export async function keepShown(parts: Parts, { passages }: AnswerPage, verdict: Answer['verdict']): Promise<void> {
  const cite: Dossier['cite'] = (file, start, end) => parts.dossier.cite(file, start, end);
  await keepProofs(
    parts,
    passages.map((passage) => shownCitation(passage, verdict, cite)),
  );
}
