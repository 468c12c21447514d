/** Longest name of a file inside a file, in UTF-16 units: names of files have at most 255 bytes on common systems. */
const LONGEST_NAME = 120;

/**
 * A name that is safe to show and to put behind its file's path: no folders, no control or invisible characters, no dots in front.
 * @param taken names of the other files inside the same file, in small letters; the new one is added.
 */
export function partName(given: string, taken: Set<string>): string {
  const last = given.normalize('NFC').split(/[/\\]/u).at(-1) ?? '';
  const clean = last
    .replaceAll(/[\p{C}\u2028\u2029]/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .replace(/^[.\s]+/u, '')
    .trim();
  const ending = /\.[^. ]{1,10}$/u.exec(clean)?.[0] ?? '';
  const stem =
    clean
      .slice(0, clean.length - ending.length)
      .slice(0, LONGEST_NAME)
      .replace(/[\uD800-\uDBFF]$/u, '') || 'attachment';
  let name = stem + ending;
  for (let copy = 2; taken.has(name.toLowerCase()); copy++) name = `${stem} (${copy})${ending}`;
  taken.add(name.toLowerCase());
  return name;
}
