/** A text as the model reads it, and where each of its units comes from. */
export interface Normalised {
  readonly text: string;
  /** UTF-16 offsets into the raw text, one pair a unit of `text`, end exclusive; `null` when the text is unchanged. */
  readonly origins: { readonly starts: Uint32Array; readonly ends: Uint32Array } | null;
}

// SentencePiece's nmt_nfkc rules (data/nmt_nfkc.tsv), in the form that @xenova/transformers gives them: these controls vanish …

const VANISHING = /[\u0001-\u0008\u000B\u000E-\u001F\u007F\u008F\u009F]/g;
// … these become spaces, as do all that NFKC turns into one …
const SPACES = '\\t\\n\\f\\r \\u00A0\\u1680\\u2000-\\u200C\\u200E\\u200F\\u2028\\u2029\\u202F\\u205F\\u2581\\u3000\\uFEFF\\uFFFD';
// … and the full-width tilde stays as it is, though NFKC would change it.
const FULL_WIDTH_TILDE = '\uFF5E';

/** Stretches of a raw text between spaces (of any kind). Nothing the normalisation does reaches over a space. */
export const RAW_WORD = new RegExp(`[^${SPACES}]+`, 'g');

// A character with everything that may melt into it: marks, conjoining Hangul, half-width voicing marks.
const JOINING = '\\p{M}\\u1160-\\u11FF\\uFF9E\\uFF9F';
const CLUSTER = new RegExp(`[^${JOINING}][${JOINING}]*|[${JOINING}]+`, 'gu');
// Plain letters, digits and signs that no rule touches; most words are made of them alone.
const UNTOUCHED = /^[!-~À-ÖØ-öø-ıĴ-ľŁ-ňŊ-žœŒ’‘“”«»–—]*$/;

/** Normalises a word (no spaces in it; the result may hold some, since "´" becomes a space and an accent). */
export function normalise(word: string): Normalised {
  if (UNTOUCHED.test(word)) return { text: word, origins: null };
  const text = change(word);
  if (text === word) return { text, origins: null };

  const starts = new Uint32Array(text.length);
  const ends = new Uint32Array(text.length);
  let at = 0;
  let joined = '';
  for (const { 0: cluster, index } of word.matchAll(CLUSTER)) {
    const changed = change(cluster);
    joined += changed;
    const end = Math.min(at + changed.length, text.length);
    const unchanged = changed === cluster;
    for (let k = at; k < end; k++) {
      starts[k] = unchanged ? index + k - at : index;
      ends[k] = unchanged ? index + k - at + 1 : index + cluster.length;
    }
    at = end;
  }
  // Something melted across clusters (a control between a letter and its accent): all that is known is the word.
  if (joined !== text) {
    starts.fill(0);
    ends.fill(word.length);
  }
  return { text, origins: { starts, ends } };
}

function change(raw: string): string {
  return raw
    .replace(VANISHING, '')
    .split(FULL_WIDTH_TILDE)
    .map((part) => part.normalize('NFKC'))
    .join(FULL_WIDTH_TILDE);
}
