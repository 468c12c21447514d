// What remember.mjs writes, for those who look for it afterwards.
import { createHash } from 'node:crypto';

/** A document of many sentences, each with its place. */
export function evidenceText() {
  const sentences = Array.from({ length: 40 }, (_, at) => `La phrase numéro ${at} dit ${at * 7} choses.`);
  const text = sentences.join(' ');
  return {
    file: 'a.txt',
    text,
    title: 'A',
    date: null,
    pages: null,
    hash: 'a'.repeat(64),
    spans: sentences.map((sentence) => ({ start: text.indexOf(sentence), end: text.indexOf(sentence) + sentence.length })),
    hashOf: (number) => createHash('sha256').update(String(number)).digest('hex'),
  };
}

/** A document sent to the bot: of several pages of the disk, so that half of it can be there. */
export function uploadText(number) {
  return `Note ${number}\n\n${`La note ${number} dit ${number * 3} choses. `.repeat(400)}\nFin de la note ${number}.\n`;
}
