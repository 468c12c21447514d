/** What a message that asks nothing of the dossier is about. */
export type SmallTalk = 'greeting' | 'wellbeing' | 'thanks' | 'farewell' | 'identity' | 'agreement';

/**
 * Phrases, folded (see `fold`), by what they mean; a message is small talk only when nothing but these is in it.
 * Where several kinds meet ("bonjour, ça va ?"), the one listed last wins: it says most about what is hoped for.
 */
const PHRASES: readonly (readonly [SmallTalk, readonly string[]])[] = [
  ['greeting', ['bonjour', 'bonsoir', 'salut', 'coucou', 'hello', 'hi', 'hey', 'good morning', 'good afternoon', 'good evening', 'rebonjour', 'yo']],
  ['agreement', ['ok', 'okay', 'd accord', 'super', 'parfait', 'genial', 'bien', 'tres bien', 'compris', 'entendu', 'oui', 'non', 'yes', 'no', 'great', 'perfect', 'fine', 'good', 'nice', 'cool', 'got it', 'understood', 'excellent', 'bravo', 'top']],
  ['thanks', ['merci', 'merci d avance', 'merci pour tout', 'je te remercie', 'je vous remercie', 'thanks', 'thank you', 'thx', 'cheers', 'many thanks', 'merci pour ton aide', 'merci pour votre aide', 'thanks for your help']],
  ['farewell', ['au revoir', 'a bientot', 'bonne journee', 'bonne soiree', 'bonne nuit', 'a plus', 'a demain', 'bye', 'goodbye', 'see you', 'see you later', 'good night', 'bye bye', 'adieu', 'have a nice day']],
  ['wellbeing', ['ca va', 'comment ca va', 'comment vas tu', 'comment allez vous', 'tu vas bien', 'vous allez bien', 'quoi de neuf', 'how are you', 'how are you doing', 'how do you do', 'what s up', 'how is it going']],
  ['identity', ['qui es tu', 'qui etes vous', 'tu es qui', 'vous etes qui', 'que sais tu faire', 'que peux tu faire', 'que savez vous faire', 'es tu un robot', 'etes vous un robot', 'tu es un robot', 'a quoi sers tu', 'a quoi servez vous', 'who are you', 'what are you', 'what can you do', 'are you a bot', 'are you a robot', 'are you human', 'what do you do']],
];

/** Words around small talk that change nothing. */
const FILLERS = new Set(['beaucoup', 'bien', 'tres', 'le', 'bot', 'a', 'tous', 'toutes', 'tout', 'monde', 'mille', 'fois', 'there', 'all', 'everyone', 'very', 'much', 'so', 'a lot', 'lot', 'et', 'and', 'toi', 'vous', 'you', 'monsieur', 'madame', 'ah', 'oh', 'mon', 'ami', 'dear', 'my', 'friend', 'encore', 'again', 'alors', 'then', 'dossier']);

const PHRASE_WORDS = PHRASES.flatMap(([kind, phrases]) => phrases.map((phrase) => ({ kind, words: phrase.split(' ') }))).toSorted((a, b) => b.words.length - a.words.length);

/** A message longer than this many words asks something: our choice. */
const MOST_WORDS = 12;

/** What kind of small talk a whole message is; `null` when anything else is in it: then it is a question. */
export function smallTalk(text: string): SmallTalk | null {
  const words = fold(text).split(' ').filter(Boolean);
  if (words.length === 0 || words.length > MOST_WORDS) return null;
  const found = new Set<SmallTalk>();
  for (let at = 0; at < words.length; ) {
    const phrase = PHRASE_WORDS.find((candidate) => candidate.words.every((word, index) => words[at + index] === word));
    if (phrase !== undefined) {
      found.add(phrase.kind);
      at += phrase.words.length;
    } else if (FILLERS.has(words[at]!)) at += 1;
    else return null;
  }
  return PHRASES.map(([kind]) => kind).findLast((kind) => found.has(kind)) ?? null;
}

const GREETING = /^\s*(?:re)?(?:bonjour|bonsoir|salut|coucou|hello|hi|hey|good\s+(?:morning|afternoon|evening))(?:\s+(?:à\s+tous|à\s+toutes|tout\s+le\s+monde|le\s+bot|there|all|everyone|monsieur|madame))?/i;
const QUESTION_WORD = /^\s+(?=(?:combien|qu[ei]\b|qu['’]|quels?\b|quelles?\b|où\b|quand\b|comment\b|pourquoi\b|est-ce|how\b|what\b|who\b|when\b|where\b|why\b|which\b|is\b|are\b|do\b|does\b|did\b|can\b))/i;

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

/** Lower case, no accents, letters and digits only, one space between words. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
