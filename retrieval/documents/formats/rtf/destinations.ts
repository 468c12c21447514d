/**
 * Where the text of a group goes. `container`: nowhere by itself, but groups inside may hold text again (a shape's text, an object's
 * picture of itself).
 */
export type Destination = 'text' | 'nowhere' | 'container' | 'fonts' | 'styles' | 'info' | 'title' | 'author' | 'created' | 'note' | 'marker';

/** Groups by the control word that opens them (RTF 1.9.1, "Destinations"), where it is not plain text. */
const DESTINATIONS: ReadonlyMap<string, Destination> = new Map<string, Destination>([
  ['fonttbl', 'fonts'],
  ['stylesheet', 'styles'],
  ['info', 'info'],
  ['title', 'title'],
  ['author', 'author'],
  ['creatim', 'created'],
  ['footnote', 'note'],
  ['listtext', 'marker'],
  ['pntext', 'marker'],
  ...'object shp shpinst shpgrp do upr'.split(' ').map((name) => [name, 'container'] as const),
  ...'result shptxt dptxbxtext ud'.split(' ').map((name) => [name, 'text'] as const),
  ...(
    'colortbl listtable listoverridetable revtbl rsidtbl filetbl pgdsctbl header headerl headerr headerf footer footerl footerr footerf ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn ' +
    'pict nonshppict shppict objdata fldinst datafield formfield xe tc rxe txe bkmkstart bkmkend annotation atnid atnauthor atndate atnref atnparent atnicn comment subject operator ' +
    'keywords doccomm manager company category hlinkbase revtim printim buptim sp template private datastore themedata colorschememapping latentstyles generator xmlnstbl pn pnseclvl ' +
    'nesttableprops nonesttables userprops passwordhash background falt panose levelnumbers leveltext'
  )
    .split(' ')
    .map((name) => [name, 'nowhere'] as const),
]);

/** Of a group that opens with this word; `null` when the word opens none. */
export function destinationOf(name: string): Destination | null {
  return DESTINATIONS.get(name) ?? null;
}

/** Control words that stand for one character (RTF 1.9.1, "Special characters"). */
export const CHARACTERS: ReadonlyMap<string, string> = new Map([
  ['emdash', '—'],
  ['endash', '–'],
  ['lquote', '‘'],
  ['rquote', '’'],
  ['ldblquote', '“'],
  ['rdblquote', '”'],
  ['bullet', '•'],
  ['emspace', '\u2003'],
  ['enspace', '\u2002'],
  ['qmspace', '\u2005'],
  ['tab', '\t'],
  ['line', '\n'],
  ['lbr', '\n'],
  ['softline', '\n'],
  ['~', '\u00A0'],
  ['_', '\u2011'],
  ['-', ''],
  ['\\', '\\'],
  ['{', '{'],
  ['}', '}'],
]);
