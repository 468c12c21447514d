import type { HeadingMark } from './block.js';

/** The marker of a list's item at the start of a line. */
export const ITEM =
  /^(?!M\.)(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5}|[IVX]{1,5})\)|(?:\d{1,3}|[a-zA-Z]|[IVX]{1,5})(?:\.(?:\d{1,2}\.?)*|°\/?)\)?|[-–—•●▪◦‣*+·])(?=\s+\S)/u;
/** The end of a sentence at the end of a line, with what may close behind it. */
export const CLOSED = /[.!?…;:。！？؟।](?:\s?[»”’"')\]*_]|\[\w{1,12}\])*$/u;
const NAMED_HEADING =
  /^(?:[Cc]hapitre|CHAPITRE|[Tt]itre|TITRE|[Pp]artie|PARTIE|[Ss]ection|SECTION|[Aa]nnexe|ANNEXE|[Aa]rticle|ARTICLE|Art\.|[Ll]ivre|LIVRE|Chapter|CHAPTER|Part|PART|Annex|ANNEX|Appendix|APPENDIX|Title)\s+(?:[LRDA]?\.?\s?\d[\d-]*|[IVXLC]+|[A-Z])(?:er|re)?(?=\s|[.:–—-]|$)|^(?:[Aa]rticle|[Cc]hapitre|[Tt]itre)\s+premi[eè]re?\b/u;
const NUMBERED_HEADING = /^(?:[IVX]{1,5}\s*[.\-–—)]|\d{1,2}(?:\.\d{1,2})*\.?|(?!M\.)[A-Z]\s*[.)])(?=\s+\p{Lu})/u;

/** By what a block is set apart as a heading, how deep, and where its text stands in it without marks. */
export function markOf(whole: string, lines: number): { mark: HeadingMark | null; depth: number; from: number; to: number } {
  const plain = { from: 0, to: whole.length };
  const hashes = lines === 1 ? /^(#{1,6})\s+(?=\S)/u.exec(whole) : null;
  if (hashes) return { mark: 'markdown', depth: hashes[1]!.length, from: hashes[0].length, to: whole.replace(/\s*#+$/u, '').length };
  // Long blocks are paragraphs whatever they begin with, and looking through them costs time.
  if (whole.length > 400) return { mark: null, depth: 0, ...plain };
  const bold = /^(?:\*\*|__)(?=\S)([^*]*\S)(?:\*\*|__)$/u.exec(whole);
  if (bold) return { mark: 'bold', depth: 0, from: 2, to: whole.length - 2 };
  if (!/\p{Ll}/u.test(whole) && (whole.match(/\p{Lu}/gu)?.length ?? 0) >= 4) return { mark: 'capitals', depth: 0, ...plain };
  if (NAMED_HEADING.test(whole)) return { mark: 'named', depth: 0, ...plain };
  const number = NUMBERED_HEADING.exec(whole);
  if (number) return { mark: 'numbered', depth: number[0].split('.').filter(Boolean).length, ...plain };
  return { mark: null, depth: 0, ...plain };
}
