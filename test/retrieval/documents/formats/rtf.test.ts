import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../../../retrieval/documents/limits.js';
import { NotReadable, type ReadResult } from '../../../../retrieval/documents/file/reader.js';
import { readRtf } from '../../../../retrieval/documents/formats/rtf/rtf.js';

/** What is read of an RTF body: one byte a character, as files of the format are. */
function read(body: string, head = '\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fcharset0 Arial;}}'): ReadResult {
  return readRtf(new Uint8Array(Buffer.from(`{\\rtf1${head}${body}}`, 'latin1')), 'a.rtf', {
    limits: DEFAULT_LIMITS,
    onPicture: () => undefined,
  }) as ReadResult;
}
const text = (body: string, head?: string): string => read(body, head).text.trimEnd();

describe('characters', () => {
  it.each([
    ['hex of the code page', "d\\'e9j\\'e0 vu \\'80 12", 'déjà vu € 12'],
    ['raw bytes of the code page', 'd\xe9j\xe0 vu \x80 12', 'déjà vu € 12'],
    ['Unicode with a hex fallback', "don\\u8217\\'92t", 'don’t'],
    ['Unicode with a letter for fallback', 'don\\u8217?t stop', 'don’t stop'],
    ['Unicode with a space after the number', 'don\\u8217 ?t stop', 'don’t stop'],
    ['Unicode without fallback', '{\\uc0 don\\u8217 t} stop', 'don’t stop'],
    ['Unicode with two bytes of fallback', "{\\uc2\\u12354\\'82\\'a0!}", 'あ!'],
    ['the fallback back to one after its group', '{\\uc0 \\u233 }\\u233?!', 'éé!'],
    ['a negative number', '\\u-4051?\\u-10179?\\u-8704?', '\uF02D😀'],
    ['no fallback over the end of a group', '{\\u233}e', 'ée'],
    ['a word for a fallback', 'l\\u8217\\rquote eau', 'l’eau'],
    ['characters by their words', '\\lquote a\\rquote  \\ldblquote b\\rdblquote  c\\emdash d\\endash e\\~f\\_g\\-h\\bullet ', '‘a’ “b” c—d–e\u00A0f\u2011gh•'],
    ['signs of the format', '\\\\ \\{ \\}', '\\ { }'],
    ['line ends of the file, which are none', 'un\r\nmot\ncoupé'.replace('é', "\\'e9"), 'unmotcoupé'],
  ])('%s', (_, body, expected) => {
    expect(text(`${body}\\par`)).toBe(expected);
  });

  it('are told by the document’s code page, and by each font’s own', () => {
    expect(text("\\'cf\\'f0\\'e8\\par", '\\ansi\\ansicpg1251')).toBe('При');
    expect(text("\\'8e\\par", '\\mac')).toBe('é');
    expect(text("\\'82\\par", '\\pc')).toBe('é');
    const fonts =
      '\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset204 B;}{\\f2\\fcharset128 C;}{\\f3\\fcharset2 Symbol;}{\\f4\\fcharset0\\cpg1253 D;}}';
    expect(text("\\'e9{\\f1\\'e9}\\'e9{\\f2\\'82\\'a0\\'83A}{\\f3\\'b7}{\\f4\\'e1}\\plain\\'e9\\par", fonts)).toBe('éйéあア•αé');
  });

  it('may be UTF-8, from programs that know no better', () => {
    expect(text(Buffer.from('Apr\u00e8s l\u2019\u00e9t\u00e9\\par').toString('latin1'))).toBe('Après l’été');
  });

  it('that are hidden or deleted are left out', () => {
    expect(text('On {\\v pas }voit\\v0  {\\deleted plus }ceci.\\par')).toBe('On voit ceci.');
    expect(text('Avant {\\v pas \\plain vu}.\\par')).toBe('Avant vu.');
  });
});

describe('what is no text', () => {
  it('is left out: tables of the head, headers, pictures, comments, field codes, what a newer version knows', () => {
    const body =
      "{\\colortbl;\\red0;}{\\*\\generator X;}{\\header En-t\\'eate\\par}{\\footer 12\\par}{\\pict\\pngblip 89504e47}{\\*\\annotation Note}{\\*\\unknown\\foo bar}" +
      'Voir {\\field{\\*\\fldinst HYPERLINK "https://example.org"}{\\fldrslt le site}}{\\xe index}{\\*\\bkmkstart a}.{\\object{\\*\\objdata 0102}{\\result Un tableau.}}\\par';
    expect(text(body)).toBe('Voir le site.\nUn tableau.');
  });

  it('does not hide the text of shapes, nor double what is written twice', () => {
    expect(text("Avant.{\\shp{\\*\\shpinst\\shpleft1{\\sp{\\sn a}{\\sv 1}}{\\shptxt Encadr\\'e9.\\par}}}\\par")).toBe('Avant.\nEncadré.');
    expect(text('{\\upr{Lukasz}{\\*\\ud{\\u321 Lukasz}}} est venu.\\par'.replace('Lukasz}}}', 'ukasz}}}'), '\\ansi\\uc0')).toBe('Łukasz est venu.');
  });
});

describe('structure', () => {
  it('has headings by outline level and by the names of styles', () => {
    const head =
      '\\ansi{\\stylesheet{\\s0 Normal;}{\\s1\\outlinelevel0 Intertitre;}{\\s2 heading 2;}{\\s3 Titre 3;}{\\*\\cs4\\outlinelevel0 Car;}{\\s5 Title;}{\\s6\\outlinelevel9 Corps;}}';
    const { text: found, structure } = read(
      '\\pard\\s5 A\\par\\pard\\s1 B\\par\\pard\\s2 C\\par\\pard\\s3 D\\par\\pard\\s4 E\\par\\pard\\s6 F\\par\\pard\\outlinelevel3 G\\par\\pard H\\par',
      head,
    );
    expect(structure!.headings!.map(({ start, end, level }) => `${found.slice(start, end)}${level}`)).toEqual(['A1', 'B1', 'C2', 'D3', 'G4']);
  });

  it('keeps numbers and signs of lists', () => {
    const body =
      "Il faut :\\par{\\pard{\\listtext\\pard\\plain 1.\\tab}\\ls1 lire ;\\par}{\\pard{\\listtext 2.\\tab}\\ls1 \\'e9crire :\\par}{\\pard\\ilvl1{\\listtext\\f3\\'b7\\tab}\\ls1 bien ;\\par}" +
      "{\\pard{\\pntext\\f3\\'b7\\tab}{\\*\\pn\\pnlvlblt}compter.\\par}\\pard{\\listtext\\tab}Fin.\\par";
    expect(text(body)).toBe('Il faut :\n\n1. lire ;\n2. écrire :\n  - bien ;\n- compter.\n\nFin.');
  });

  it('has tables, row by row, with the paragraphs of a cell and the cells of a table in it together', () => {
    const row = (...cells: string[]): string => `\\trowd\\cellx1\\cellx2 ${cells.map((cell) => `\\pard\\intbl ${cell}\\cell `).join('')}\\row`;
    const body = `Avant.\\par${row('Nom', 'Date')}${row('A', '1er\\par juin')}${row('B', '\\itap2 x\\nestcell y\\nestcell{\\*\\nesttableprops\\trowd\\nestrow}{\\nonesttables\\par}')}\\pard Apr\\'e8s.\\par`;
    const { text: found, structure } = read(body);
    expect(found).toBe('Avant.\n\nNom | Date\nA | 1er juin\nB | x y\n\nAprès.\n');
    const [table] = structure!.tables;
    expect(found.slice(table!.header!.start, table!.header!.end)).toBe('Nom | Date');
    expect(found.slice(table!.start, table!.end)).toBe('Nom | Date\nA | 1er juin\nB | x y');
  });

  it('has notes at the end, with their sign in the text', () => {
    const note = (said: string): string => `{\\super\\chftn{\\footnote\\pard\\chftn ${said}\\par}}`;
    expect(text(`Un fait${note('Voir A.')} et un autre${note('Voir B.')}.\\par Fin.\\par`)).toBe(
      'Un fait[1] et un autre[2].\n\nFin.\n\n[1] Voir A.\n\n[2] Voir B.',
    );
  });

  it('has lines, tabs and text without a last paragraph end', () => {
    expect(text('Un\\line deux\\tab trois\\par\\par quatre')).toBe('Un\ndeux\ttrois\n\nquatre');
  });
});

describe('properties', () => {
  it('are those of the head alone', () => {
    const info =
      "{\\info{\\title Le rapport d\\u8217\\'92\\'e9tape}{\\author Zo\\'e9 L.}{\\operator X}{\\creatim\\yr2024\\mo3\\dy7\\hr9}{\\revtim\\yr2025\\mo1\\dy1}{\\*\\company Y}}";
    expect(read(`${info}Texte. {\\title Faux}\\par`)).toMatchObject({
      text: 'Texte. Faux\n',
      title: 'Le rapport d’étape',
      author: 'Zoé L.',
      created: '2024-03-07',
      pages: null,
    });
    expect(read('{\\info{\\title Microsoft Word - a.doc}{\\author Microsoft Office User}{\\creatim\\yr0\\mo0\\dy0}}Texte.\\par')).not.toMatchObject({
      title: expect.anything() as string,
    });
  });
});

describe('a file without text', () => {
  it('is refused', () => {
    expect(() => read('\\par\\par{\\pict 00}')).toThrow(NotReadable);
  });
});
