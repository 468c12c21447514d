import type { TextPart } from '../../documents/index.js';
import type { TokenCodes } from '../../index/index.js';
import type { Passage } from '../../passages/index.js';
import type { TokenMarks } from './reader.js';

export function tokenMarks(text: TextPart, passage: Passage, { starts }: TokenCodes): TokenMarks {
  const beginsSentence = new Uint8Array(starts.length);
  const digit = new Uint8Array(starts.length);
  const capital = new Uint8Array(starts.length);
  const own = text.slice(passage.start, passage.end);
  let sentence = -1;
  for (const [token, start] of starts.entries()) {
    const place = passage.start + start;
    const before = sentence;
    while (sentence + 1 < passage.sentences.length && passage.sentences[sentence + 1]!.start <= place) sentence++;
    beginsSentence[token] = token === 0 || sentence > Math.max(0, before) ? 1 : 0;
    const letter = own.charAt(start);
    digit[token] = /\p{Nd}/u.test(letter) ? 1 : 0;
    capital[token] = /\p{Lu}/u.test(letter) ? 1 : 0;
  }
  return { beginsSentence, digit, capital };
}
