const GREETING =
  /^\s*(?:re)?(?:bonjour|bonsoir|salut|coucou|hello|hi|hey|good\s+(?:morning|afternoon|evening))(?:\s+(?:à\s+tous|à\s+toutes|tout\s+le\s+monde|le\s+bot|there|all|everyone|monsieur|madame))?/i;
const QUESTION_WORD =
  /^\s+(?=(?:combien|qu[ei]\b|qu['’]|quels?\b|quelles?\b|où\b|quand\b|comment\b|pourquoi\b|est-ce|how\b|what\b|who\b|when\b|where\b|why\b|which\b|is\b|are\b|do\b|does\b|did\b|can\b))/i;

/**
 * The question without the greeting in front of it. A greeting is only taken off before a comma or the like, or before a
 * question word: "Bonjour tristesse" may be what is asked about.
 */
export function withoutGreeting(text: string): string {
  const greeting = GREETING.exec(text)?.[0];
  if (greeting === undefined) return text;
  const rest = text.slice(greeting.length);
  const cut = /^\s*[,.!;:\n…–—]+\s*/.exec(rest)?.[0].length ?? QUESTION_WORD.exec(rest)?.[0].length ?? 0;
  return cut === 0 || rest.slice(cut).trim() === '' ? text : rest.slice(cut);
}
