/**
 * Cuts a text into parts of at most `most` UTF-16 units, at a line end or a space where there is one in the last half of
 * the part, and never inside a surrogate pair.
 */
export function splitText(text: string, most: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > most) {
    const window = rest.slice(0, most + 1);
    const gap = Math.max(window.lastIndexOf('\n'), window.lastIndexOf(' '));
    const cut = gap > most / 2 ? gap : /[\udc00-\udfff]/.test(rest.charAt(most)) ? most - 1 : most;
    parts.push(rest.slice(0, cut));
    rest = rest.slice(cut);
  }
  return [...parts, rest].filter((part) => part.trim() !== '');
}
