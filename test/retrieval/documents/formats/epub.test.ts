import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readBytes } from '../../../../retrieval/documents/file/read-bytes.js';
import type { ReadResult } from '../../../../retrieval/documents/file/reader.js';
import { DEFAULT_LIMITS } from '../../../../retrieval/documents/limits.js';

const CONTAINER =
  '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>';

const chapter = (body: string): string =>
  `<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><title/><script src="x.js"/></head><body>${body}</body></html>`;

const CHAPTERS = {
  'OEBPS/nav.xhtml': chapter('<nav><ol><li>Premier chapitre</li></ol></nav>'),
  'OEBPS/text/un chapitre.xhtml': chapter(
    '<h1><a id="un"/>Premier chapitre</h1><p>Le pont de C&eacute; a &#233;t&#xE9; ferm&eacute;&nbsp;en 1940.<br/>Puis rouvert.</p><ul><li>la travée sud</li><li>la travée nord</li></ul>',
  ),
  'OEBPS/text/deux.xhtml': chapter(
    '<h1>Second chapitre</h1><table><tr><th>Année</th><th>Coût</th></tr><tr><td>1941</td><td>12 000</td></tr></table><p>Fin de l’œuvre.</p>',
  ),
} as const;

function book(members: Readonly<Record<string, string | Uint8Array>> = {}): Uint8Array {
  const opf = `<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">
    <dc:title>Histoire du pont</dc:title><dc:creator>Zoé Lefèvre</dc:creator><dc:date opf:event="modification">2024-01-02</dc:date><dc:date>1987-03-01T00:00:00Z</dc:date></metadata>
    <manifest><item id="two" href="text/deux.xhtml" media-type="application/xhtml+xml"/><item id="nav" href="nav.xhtml" properties="nav scripted"/>
    <item id="one" href="text/un%20chapitre.xhtml"/><item id="gone" href="text/gone.xhtml"/></manifest>
    <spine><itemref idref="nav"/><itemref idref="one"/><itemref idref="two"/><itemref idref="gone"/><itemref idref="none"/><itemref idref="one"/></spine></package>`;
  const all = { mimetype: 'application/epub+zip', 'META-INF/container.xml': CONTAINER, 'OEBPS/book.opf': opf, ...CHAPTERS, ...members };
  return zipSync(Object.fromEntries(Object.entries(all).map(([name, content]) => [name, typeof content === 'string' ? strToU8(content) : content])));
}

const read = (bytes: Uint8Array, limits: Partial<typeof DEFAULT_LIMITS> = {}): Promise<ReadResult> =>
  readBytes(bytes, 'package', 'livre.epub', { limits: { ...DEFAULT_LIMITS, ...limits }, onPicture: () => undefined });

describe('an e-book', () => {
  it('is its chapters in the order of the spine, each once, without the table of contents', async () => {
    const { text, structure } = await read(book());
    expect(text).toBe(
      'Premier chapitre\n\nLe pont de Cé a été fermé\u00A0en 1940.\nPuis rouvert.\n\n- la travée sud\n- la travée nord\n\nSecond chapitre\n\nAnnée | Coût\n1941 | 12 000\n\nFin de l’œuvre.\n',
    );
    expect(structure!.headings!.map(({ start, end, level }) => [text.slice(start, end), level])).toEqual([
      ['Premier chapitre', 1],
      ['Second chapitre', 1],
    ]);
    expect(structure!.tables).toHaveLength(1);
  });

  it('records its title, author and date of publication', async () => {
    expect(await read(book())).toMatchObject({ title: 'Histoire du pont', author: 'Zoé Lefèvre', date: '1987-03-01', pages: null });
    const unknown = '<package><metadata><dc:date>0101-01-01T00:00:00+00:00</dc:date></metadata><opf:manifest><opf:item id="a" href="a.xhtml"/></opf:manifest>';
    const old = await read(book({ 'OEBPS/book.opf': `${unknown}<opf:spine><opf:itemref idref="a"/></opf:spine></package>`, 'OEBPS/a.xhtml': '<p>Texte.</p>' }));
    expect(old).toEqual({ text: 'Texte.\n', pages: null, structure: expect.anything() as object });
  });

  it('is refused when a chapter is locked, not when a font is', async () => {
    const locked = (uri: string): string =>
      `<encryption><enc:EncryptedData xmlns:enc="x"><enc:CipherData><enc:CipherReference URI="${uri}"/></enc:CipherData></enc:EncryptedData></encryption>`;
    await expect(read(book({ 'META-INF/encryption.xml': locked('OEBPS/text/deux.xhtml') }))).rejects.toMatchObject({
      reason: { code: 'foreign', kind: 'ebook' },
    });
    expect((await read(book({ 'META-INF/encryption.xml': locked('OEBPS/fonts/a.otf') }))).title).toBe('Histoire du pont');
  });

  it('is refused when there is no text in it, or nothing says what it is made of', async () => {
    const empty = Object.fromEntries(Object.keys(CHAPTERS).map((name) => [name, chapter('<img src="page.jpg"/>')]));
    await expect(read(book(empty))).rejects.toMatchObject({ reason: { code: 'no-text', kind: 'epub' } });
    await expect(read(book({ 'META-INF/container.xml': '<container/>' }))).rejects.toMatchObject({ reason: { code: 'foreign', kind: 'zip' } });
    await expect(read(book({ 'OEBPS/book.opf': '<package' }))).rejects.toMatchObject({ reason: { code: 'no-text', kind: 'epub' } });
  });

  it('is refused when it is damaged, nested without end, or a bomb', async () => {
    const whole = book();
    await expect(read(whole.subarray(0, whole.length / 2))).rejects.toMatchObject({ reason: { code: 'damaged', kind: 'package' } });
    const flipped = Uint8Array.from(book({ 'OEBPS/text/deux.xhtml': Uint8Array.of(0x3c, 0x70, 0x3e, 0, 1, 2, 3) }));
    await expect(read(flipped)).rejects.toMatchObject({ reason: { code: 'nul' } });
    await expect(read(book({ 'OEBPS/text/deux.xhtml': chapter('<div>'.repeat(20_000)) }))).rejects.toMatchObject({ reason: { code: 'nested' } });
    const bomb = book({ 'OEBPS/text/deux.xhtml': new Uint8Array(30 * 1024 * 1024) });
    expect(bomb.length).toBeLessThan(100_000);
    await expect(read(bomb, { unfoldedMiB: 20 })).rejects.toMatchObject({ reason: { code: 'unfolds', limit: 20, found: 31 } });
  });

  it('that names a chapter a million times, or opens tags without end, is read in moments', async () => {
    const started = performance.now();
    const spine = `<package><manifest><item id="a" href="text/deux.xhtml"/></manifest><spine>${'<itemref idref="a"/>'.repeat(100_000)}</spine></package>`;
    expect((await read(book({ 'OEBPS/book.opf': spine }))).text.match(/Fin de/gu)).toHaveLength(1);
    await read(book({ 'OEBPS/text/deux.xhtml': chapter(`<p>Texte.</p>${'<a '.repeat(200_000)}`) }));
    await read(book({ 'META-INF/encryption.xml': 'CipherReference '.repeat(100_000) }));
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
