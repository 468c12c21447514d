import { contentTerms, fold } from '../../passages/index.js';

/**
 * A question that takes its statement as given: it asks for its reason or its way. "La CGT a-t-elle signé ?" does not; and who, what or
 * when may well be asked of the very thing that is denied (of PIAF's right passages one in 200 would be taken for a denial).
 */
const TAKES_AS_GIVEN = /(?<![\p{L}\p{N}])(?:pourquoi|comment|pk|pq|cmt|why|how)(?![\p{L}\p{N}])(?! (?:many|much|long|old|far|often))/u;

/** "Est-ce que" alone asks whether, and takes nothing as given. */
const YES_OR_NO = /(?<!qu'|pourquoi |comment |combien |quand |ou |qui )est-ce qu(?:e |')/u;

/** A denial in a question: then the passage's own denial agrees with it. */
const DENIES = /(?<![\p{L}\p{N}])(?:ne|n'|pas|jamais|aucune?s?|sans|non|not|never|no|without|\p{L}+n't)(?![\p{L}\p{N}])|n't(?![\p{L}])/u;

/** What ends the stretch of a sentence that a denial bears on. */
const CLAUSE_END = /[.!?;:\n]|, | (?:mais|et|car|parce que|puisque|but|and|because) /u;

/** "n'a pas signé", "ne se prolongent pas", "n'est jamais installé": what stands between and the three words after. */
const FRENCH =
  /(?<![\p{L}\p{N}])(?:ne |n')(?<between>[^.!?;:\n]{1,60}?)(?<![\p{L}\p{N}])(?:pas|plus|jamais|guere|point|aucune?|nullement)(?![\p{L}\p{N}])(?<after>(?: [\p{L}\p{N}'-]+){0,3})/gu;
/** "did not sign", "is never installed". */
const ENGLISH = /(?:(?<![\p{L}\p{N}])(?:not|never|cannot)|n't)(?![\p{L}\p{N}])(?<after>(?: [\p{L}\p{N}'-]+){1,3})/gu;
/** "aucun logiciel de surveillance n'est installé". */
const NONE = /(?<![\p{L}\p{N}])(?:aucune?|nul(?:le)?|no) (?<after>[\p{L}\p{N}'-]+(?: [\p{L}\p{N}'-]+){0,2})/gu;

/** Words of the question that a denying clause must hold, the denied one among them. */
const SHARED = 2;

/**
 * Whether a passage denies what a question takes as given: the question says "Pourquoi la CGT a-t-elle signé ?", the passage "La
 * CGT n'a pas signé". Both must name the same thing and the same denied word.
 * @param asked the question's terms.
 */
export function denies(question: string, asked: readonly string[], passage: string): boolean {
  const folded = fold(question).replace(YES_OR_NO, ' ');
  if (!TAKES_AS_GIVEN.test(folded) || DENIES.test(folded)) return false;
  const words = new Set(asked);
  const held = fold(passage);
  for (const pattern of [FRENCH, ENGLISH, NONE]) {
    for (const match of held.matchAll(pattern)) {
      const { between = '', after = '' } = match.groups ?? {};
      const denied = contentTerms(`${between} ${after.split(CLAUSE_END)[0]!}`).map(({ term }) => term);
      if (!denied.some((term) => words.has(term))) continue;
      const clause = clauseAt(held, match.index, match.index + match[0].length);
      const shared = new Set(
        contentTerms(clause)
          .map(({ term }) => term)
          .filter((term) => words.has(term)),
      );
      if (shared.size >= SHARED) return true;
    }
  }
  return false;
}

/** The clause around a stretch, the stretch whole. */
function clauseAt(text: string, start: number, end: number): string {
  const before = text.slice(0, start).split(CLAUSE_END).at(-1)!;
  return before + text.slice(start, end) + text.slice(end).split(CLAUSE_END)[0]!;
}
