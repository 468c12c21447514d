import { unreadInWords } from '../../../../retrieval/documents/unread/unread-words.js';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it, onTestFinished } from 'vitest';
import { projectRoot } from '../../../../embeddings/project-root.js';
import { readDossier, type ReadDossier, type ReadingLimits } from '../../../../retrieval/documents/index.js';
import { splitDocument } from '../../../../retrieval/passages/index.js';
import { filled, temporaryFolder } from '../../../support/folder.js';

const good = (file: string): Buffer => readFileSync(join(projectRoot, 'test/files/good', file));
const PLAIN = 'Le préfet a ordonné la fermeture du pont de Cé.';

/** Reads the files together with one good file after them, which must be read whatever became of the others. */
async function read(files: Readonly<Record<string, string | Uint8Array>>, limits: Partial<ReadingLimits> = {}): Promise<ReadDossier> {
  const result = await readDossier(filled(temporaryFolder(), { ...files, 'zz.html': `<html><body><p>${PLAIN}</p></body></html>` }), { limits });
  expect(result.documents.find(({ file }) => file === 'zz.html')?.text.trim()).toBe(PLAIN);
  for (const { reason } of result.unreadable) expect(unreadInWords(reason)).not.toMatch(/[\n\r]/u);
  return result;
}

const reasons = ({ unreadable }: ReadDossier): Record<string, string> =>
  Object.fromEntries(unreadable.map(({ file, reason }) => [file, unreadInWords(reason)]));

/** An ODT with this inside its body. */
function odt(body: string, head = ''): Uint8Array {
  return zipSync({
    mimetype: [strToU8('application/vnd.oasis.opendocument.text'), { level: 0 }],
    'content.xml': strToU8(
      `<?xml version="1.0"?>${head}<office:document-content><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
    ),
  });
}

describe('damaged and protected files', () => {
  it('are refused with the reason', async () => {
    const pdf = good('report.pdf');
    const docx = good('report.docx');
    const found = reasons(
      await read({
        'encrypted.pdf': readFileSync(join(projectRoot, 'test/files/bad/encrypted.pdf')),
        'cut.docx': docx.subarray(0, docx.length / 2),
        'noise.pdf': Buffer.concat([Buffer.from('%PDF-1.7\n'), pdf.subarray(5_000, 9_000)]),
        'empty.pdf': '%PDF-1.7\n',
        'archive.zip': zipSync({ 'a.txt': strToU8('x') }),
        'slides.pptx': zipSync({ 'ppt/presentation.xml': strToU8('<p/>') }),
        'old.doc': Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1),
        'blank.html': '<html><body><script>1</script></body></html>',
        'cut.html': '<html lang=',
        'quote.html': '<html lang=">',
        'picture.png': good('letter.jpg').subarray(0, 300),
        'empty.docx': zipSync({ 'word/document.xml': strToU8('<w:document/>') }),
        'film.mp4': Buffer.from('\0\0\0\x20ftypisom'),
      }),
    );
    expect(found['encrypted.pdf']).toMatch(/without a password/u);
    expect(found['cut.docx']).toMatch(/damaged/u);
    expect(found['noise.pdf']).toMatch(/damaged|empty pages/u);
    expect(found['empty.pdf']).toMatch(/damaged/u);
    expect(found['archive.zip']).toMatch(/ZIP archive; unpack it/u);
    expect(found['slides.pptx']).toMatch(/presentation.*PDF/u);
    expect(found['old.doc']).toMatch(/old or password-protected.*DOCX/u);
    expect(found['blank.html']).toMatch(/found none/u);
    expect(found['cut.html']).toMatch(/found none/u);
    expect(found['quote.html']).toMatch(/found none/u);
    expect(found['picture.png']).toMatch(/cannot be read|found none/u);
    expect(found['empty.docx']).toMatch(/damaged|found none/u);
    expect(found['film.mp4']).toMatch(/video/u);
    expect(Object.keys(found)).toHaveLength(13);
  });

  it('are told by their content, whatever they are called', async () => {
    const { documents } = await read({ 'paper.txt': good('report.pdf'), 'letter.pdf': good('report.docx'), 'page.doc': good('page.html') });
    expect(documents.find(({ file }) => file === 'paper.txt')!.pages).toHaveLength(2);
    expect(documents.find(({ file }) => file === 'letter.pdf')!.structure!.tables).toHaveLength(1);
    expect(documents.find(({ file }) => file === 'page.doc')!.text).not.toContain('cookies');
  });
});

describe('files that take too much', () => {
  it('are refused by size, by what they unfold to, by pages and by pictures', async () => {
    const zeros = new Uint8Array(30 * 1024 * 1024);
    const bomb = zipSync({ 'word/document.xml': zeros });
    const result = await read(
      {
        'bomb.docx': bomb,
        'long.pdf': good('report.pdf'),
        'scan.pdf': good('letter.scan.pdf'),
        'large.txt': 'a '.repeat(700_000),
        'words.html': `<p>${'mot '.repeat(200_000)}</p>`,
      },
      { unfoldedMiB: 20, pages: 1, pictures: 0, fileMiB: 1, characters: 500_000 },
    );
    const found = reasons(result);
    expect(bomb.length).toBeLessThan(100_000);
    expect(found['bomb.docx']).toMatch(/at most 20 MiB expected once unfolded, found 30 MiB/u);
    expect(found['long.pdf']).toMatch(/at most 1 pages expected, found 2/u);
    expect(found['scan.pdf']).toMatch(/more than the 0 that are recognised/u);
    expect(found['large.txt']).toMatch(/at most 1 MiB expected, found 2 MiB/u);
    expect(found['words.html']).toMatch(/at most 500000 characters/u);
  });

  it('may have 10,000 pages, which are not looked at', async () => {
    const pages = 10_000;
    const kids = Array.from({ length: pages }, (_, at) => `${at + 3} 0 R`).join(' ');
    const objects = [
      '<< /Type /Catalog /Pages 2 0 R >>',
      `<< /Type /Pages /Kids [${kids}] /Count ${pages} >>`,
      ...Array.from({ length: pages }, () => '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>'),
    ];
    let pdf = '%PDF-1.4\n';
    const table = objects.map((object, at) => {
      const place = pdf.length;
      pdf += `${at + 1} 0 obj\n${object}\nendobj\n`;
      return `${String(place).padStart(10, '0')} 00000 n \n`;
    });
    const end = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table.join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${pdf.length}\n%%EOF\n`;
    const found = reasons(await read({ 'long.pdf': pdf + end }));
    expect(found['long.pdf']).toBe('at most 3000 pages expected, found 10000; split the file');
  });

  it('end with their process when they take memory or time without end, and the next one gets another', async () => {
    const rows = Array.from({ length: 60_000 }, (_, at) => `<text:p>Ligne ${at} du registre des délibérations.</text:p>`).join('');
    const short = await read({ 'memory.odt': odt(rows.repeat(6)) }, { memoryMiB: 140 });
    expect(reasons(short)['memory.odt']).toMatch(/at most 140 MiB of memory expected/u);
    const slow = await read({ 'time.odt': odt(rows.repeat(8)) }, { seconds: 1.5 });
    expect(reasons(slow)['time.odt'] ?? '').toMatch(/at most 1\.5 seconds expected/u);
  });

  it('may be nested without end', async () => {
    const found = reasons(
      await read({
        'deep.html': `<html><body>${'<div>'.repeat(100_000)}texte${'</div>'.repeat(100_000)}</body></html>`,
        'deep.odt': odt(`${'<text:section>'.repeat(50_000)}<text:p>texte</text:p>${'</text:section>'.repeat(50_000)}`),
        'tables.html': `<html><body>${'<table><tr><td>'.repeat(5_000)}texte</body></html>`,
      }),
    );
    expect(found['deep.html']).toMatch(/inside each other|nested too deeply/u);
    expect(found['deep.odt']).toMatch(/inside each other|nested too deeply/u);
    expect(found['tables.html']).toMatch(/inside each other|nested too deeply/u);
  });

  it('in RTF may be nested without end, cut anywhere, or say that they hold more than they do', async () => {
    const started = performance.now();
    const result = await read({
      'deep.rtf': `{\\rtf1 ${'{'.repeat(1_000_000)}texte${'}'.repeat(1_000_000)}}`,
      'closed.rtf': `{\\rtf1 Avant.\\par${'}'.repeat(500_000)} Après.\\par}`,
      'binary.rtf': '{\\rtf1 Avant.\\par{\\*\\blipuid\\bin9999999999 abc} Après.}',
      'negative.rtf': '{\\rtf1 Avant.\\par{\\pict\\bin-5 abc} Après.\\par}',
      'fonts.rtf': `{\\rtf1{\\fonttbl${Array.from({ length: 100_000 }, (_, at) => `{\\f${at}\\fcharset${at % 256} F;}`).join('')}}\\f99999 Texte.\\par}`,
      'styles.rtf': `{\\rtf1{\\stylesheet${'{\\s1 '.repeat(1)}${'x'.repeat(2_000_000)};}}Texte.\\par}`,
      'cells.rtf': `{\\rtf1\\trowd ${'a\\cell '.repeat(200_000)}\\row\\pard Fin.\\par}`,
      'words.rtf': `{\\rtf1 \\${'a'.repeat(1_000_000)} \\u${'9'.repeat(500_000)} Texte.\\par}`,
      'picture.rtf': `{\\rtf1 Texte.\\par{\\pict\\pngblip ${'89504e47'.repeat(500_000)}}}`,
      'unicode.rtf': `{\\rtf1\\uc0 ${'\\u233'.repeat(300_000)}\\par}`,
      'empty.rtf': '{\\rtf1\\ansi}',
      'head.rtf': '{\\rtf1{\\info{\\title Rien}}{\\header En-tête\\par}}',
      'cut.rtf': good('report.rtf').subarray(0, 9_000),
    });
    const found = reasons(result);
    expect(Object.keys(found).sort()).toEqual(['deep.rtf', 'empty.rtf', 'head.rtf']);
    expect(found['deep.rtf']).toMatch(/nested too deeply/u);
    expect(found['empty.rtf']).toMatch(/text expected.*found none/u);
    const text = (file: string): string => result.documents.find((document) => document.file === file)!.text;
    expect(text('binary.rtf')).toBe('Avant.\n');
    expect(text('negative.rtf')).toBe('Avant.\n\nAprès.\n');
    expect(text('closed.rtf')).toContain('Après.');
    expect(text('fonts.rtf')).toBe('Texte.\n');
    expect(text('picture.rtf')).toBe('Texte.\n');
    expect(text('cut.rtf')).toContain('Hélène Vasseur');
    expect(performance.now() - started).toBeLessThan(60_000);
  });

  it('may be one endless line, or nothing but quotes', async () => {
    const { documents, unreadable } = await read({
      'line.txt': 'mot '.repeat(500_000),
      'letters.txt': 'x'.repeat(1_000_000),
      'quotes.md': `${'> '.repeat(2_000)}texte`,
    });
    expect(unreadable).toEqual([]);
    for (const document of documents) {
      const { passages } = splitDocument(document);
      expect(passages.at(-1)!.end, document.file).toBe(document.text.trimEnd().length);
    }
  });
});

describe('files that point elsewhere', () => {
  it('make nothing fetched, run or opened', async () => {
    let requests = 0;
    const server = createServer((_request, response) => {
      requests++;
      response.end('secret');
    }).listen(0, '127.0.0.1');
    onTestFinished(() => {
      server.close();
    });
    await new Promise((resolve) => server.once('listening', resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const outside = join(temporaryFolder(), 'secret.txt');
    writeFileSync(outside, 'un secret');
    const entities = `<!DOCTYPE x [<!ENTITY file SYSTEM "file://${outside}"><!ENTITY web SYSTEM "${address}/x"><!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]>`;
    const { documents } = await read({
      'page.html': `<html><head><link rel="stylesheet" href="${address}/a.css"><script src="${address}/a.js"></script><base href="${address}/"></head><body><img src="${address}/a.png"><iframe src="${address}"></iframe><p>Texte de la page.</p></body></html>`,
      'letter.eml': `From: a@example.org\nSubject: Images\nMIME-Version: 1.0\nContent-Type: text/html\n\n<p>Texte de la lettre.</p><img src="${address}/b.png">`,
      'text.odt': odt(`<text:p>Texte &file; &web; &b;</text:p><draw:frame><draw:image xlink:href="${address}/c.png"/></draw:frame>`, entities),
    });
    expect(requests).toBe(0);
    expect(documents.map(({ file }) => file)).toEqual(['letter.eml', 'page.html', 'text.odt', 'zz.html']);
    for (const { text } of documents) expect(text).not.toMatch(/secret|lollol/u);
  });
});

describe('mails', () => {
  const mail = (subject: string, attachments: readonly { name: string; type: string; body: string }[]): string =>
    [
      'From: a@example.org',
      `Subject: ${subject}`,
      'MIME-Version: 1.0',
      `Content-Type: multipart/mixed; boundary="${subject}"`,
      '',
      `--${subject}`,
      'Content-Type: text/plain; charset=utf-8',
      '',
      `Texte du courriel ${subject}.`,
      ...attachments.flatMap(({ name, type, body }) => [
        `--${subject}`,
        `Content-Type: ${type}`,
        `Content-Disposition: attachment; filename="${name}"`,
        '',
        body,
      ]),
      `--${subject}--`,
      '',
    ].join('\r\n');

  it('inside mails inside mails are read to the depth allowed, and said beyond it', async () => {
    let nested = mail('m0', []);
    for (let depth = 1; depth <= 5; depth++) nested = mail(`m${depth}`, [{ name: `m${depth - 1}.eml`, type: 'application/octet-stream', body: nested }]);
    const { documents, unreadable } = await read({ 'top.eml': nested }, { mailDepth: 2 });
    expect(documents.map(({ file }) => file)).toEqual(['top.eml', 'top.eml/m4.eml', 'top.eml/m4.eml/m3.eml', 'zz.html']);
    expect(unreadable).toEqual([{ file: 'top.eml/m4.eml/m3.eml/m2.eml', reason: { code: 'mail-depth', limit: 2 } }]);
  });

  it('may have no more attachments than allowed, and names that lead out stay inside', async () => {
    const texts = Array.from({ length: 4 }, (_, at) => ({
      name: ['../../../etc/passwd', 'C:\\\\x\\\\y.txt', '.hidden', 'a\u0007b\u202Etxt.exe'][at]!,
      type: 'text/plain',
      body: `Pièce ${at}.`,
    }));
    const { documents, unreadable } = await read({ 'a.eml': mail('x', texts) }, { attachments: 4 });
    expect(unreadable).toEqual([]);
    const names = documents.map(({ file }) => file).filter((file) => file.startsWith('a.eml/'));
    expect(names).toHaveLength(4);
    for (const name of names) expect(name.slice('a.eml/'.length)).toMatch(/^[^/\\\p{C}.][^/\\\p{C}]*$/u);
    expect(reasons(await read({ 'a.eml': mail('x', texts) }, { attachments: 3 }))['a.eml']).toMatch(/at most 3 attachments/u);
  });
});

describe('names', () => {
  it.skipIf(process.platform === 'win32')('with control characters are refused and shown without them', async () => {
    const found = reasons(await read({ 'a\u001b[31m\n.txt': 'texte' }));
    expect(Object.keys(found)).toEqual(['a\uFFFD[31m\uFFFD.txt']);
  });
});
