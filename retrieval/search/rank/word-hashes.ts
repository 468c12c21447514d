import { FNV_FACTOR, FNV_START, fnv } from '../../fnv.js';
import { fold, foldUnit } from '../../passages/index.js';

/** What one folded unit does to a word: ends it, leaves it as it is, or the letter that it adds. */
const ENDS = -1;
const NOTHING = -2;
/** A unit that folds to more than one (œ, ½): its folded form says. */
const SEVERAL = -3;
const NOT_KNOWN = 0;

const WORD = /^[\p{L}\p{N}]$/u;

const known = new Int32Array(0x20d0);

function effectOf(unit: number): number {
  const effect = known[unit] ?? NOT_KNOWN;
  if (effect !== NOT_KNOWN) return effect;
  const folded = foldUnit(unit);
  if (folded === null) return NOT_KNOWN;
  return (known[unit] = folded === '' ? NOTHING : folded.length > 1 ? SEVERAL : WORD.test(folded) ? folded.charCodeAt(0) : ENDS);
}

/**
 * A hash (FNV-1a) of each word of a text, in order; a word is a run of letters and digits of the folded text. Nothing is made of the text
 * on the way: of the 25 passages that a question compares, this is most of the work.
 */
export function wordHashes(text: string): Uint32Array {
  // ½ alone is two words: no unit adds more than one to those that the others make.
  const hashes = new Uint32Array(text.length + 1);
  let words = 0;
  let hash = FNV_START;
  let open = false;
  const end = (): void => {
    if (open) hashes[words++] = hash;
    hash = FNV_START;
    open = false;
  };
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const effect = effectOf(unit);
    if (effect > NOT_KNOWN) {
      hash = Math.imul(hash ^ effect, FNV_FACTOR);
      open = true;
    } else if (effect === ENDS) end();
    else if (effect === SEVERAL) {
      for (const letter of foldUnit(unit)!) {
        if (WORD.test(letter)) {
          hash = Math.imul(hash ^ letter.charCodeAt(0), FNV_FACTOR);
          open = true;
        } else end();
      }
    } else if (effect === NOT_KNOWN) return hashesOfFolded(text);
  }
  end();
  return hashes.subarray(0, words);
}

/** The same for a text with units that do not fold by themselves. */
function hashesOfFolded(text: string): Uint32Array {
  const words = fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  return Uint32Array.from(words, (word) => fnv(word));
}
