// Files of all formats from a text: small but whole, as the formats' standards have them.
import { strToU8, zipSync } from 'fflate';
import { picturesAsPdf, scanned } from '../../../dist/retrieval/evaluation/formats/scanned.js';

const SUBJECTS = [
  'Le conseil municipal',
  'La préfète de région',
  'Le tribunal administratif',
  'L’office de l’eau',
  'La commission d’enquête',
  'Le syndicat des transports',
  'La directrice du port',
  'Le comité des usagers',
];
const VERBS = ['a examiné', 'a rejeté', 'a approuvé', 'conteste', 'a reporté', 'réclame', 'a publié', 'a suspendu'];
const OBJECTS = [
  'le projet de pont',
  'la fermeture de la ligne',
  'le budget des écoles',
  'l’extension de la carrière',
  'le plan de prévention des crues',
  'la convention avec l’hôpital',
  'le rapport sur les captages',
  'l’appel d’offres du port',
];
const PLACES = ['Vernoux', 'Saint-Lambert', 'Brissac', 'Montreuil', 'Chalonnes', 'Tiercé', 'Beaufort', 'Longué'];

/** A short text that no other number gives: two or three sentences. */
export function madeUp(number) {
  const of = (list, shift) => list[(number * 7 + shift * 13 + Math.floor(number / (shift + 2))) % list.length];
  return (
    `${of(SUBJECTS, 1)} ${of(VERBS, 2)} ${of(OBJECTS, 3)} à ${of(PLACES, 4)}. La délibération numéro ${number} a réuni ${(number * 31) % 97} voix pour et ${(number * 17) % 53} contre, ` +
    `et coûtera ${(number * 137) % 9_000} 000 euros.\n\n${of(SUBJECTS, 5)} ${of(VERBS, 6)} ${of(OBJECTS, 0)} le ${1 + (number % 28)} mai ${1990 + (number % 35)} ; la parcelle ${number * 19} n’est pas touchée.`
  );
}

const xml = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const paragraphs = (text) => text.split(/\n\s*\n/u).map((paragraph) => paragraph.replaceAll('\n', ' '));
const rtf = (text) => Array.from(text, (sign) => (sign.charCodeAt(0) > 126 ? `\\u${sign.charCodeAt(0)}?` : sign)).join('');

const MAKERS = {
  txt: (text) => text,
  'txt in Windows-1252': (text) => Buffer.from(text.replaceAll('’', "'"), 'latin1'),
  md: (text) => `# ${text.slice(0, 30)}\n\n${text}\n`,
  html: (text) =>
    `<!doctype html><html><head><meta charset="utf-8"><title>${xml(text.slice(0, 40))}</title></head><body><nav>Accueil</nav><main>${paragraphs(text)
      .map((one) => `<p>${xml(one)}</p>`)
      .join('')}</main></body></html>`,
  eml: (text, at) => mail(text, at, null),
  'eml with an attachment': (text, at) => mail(`Voir la pièce jointe, courriel ${at}.`, at, text),
  csv: (text, at) =>
    `Objet;Détail;Numéro\n${paragraphs(text)
      .map((one, row) => `${one.replaceAll(';', ',')};ligne ${row};${at}`)
      .join('\n')}\n`,
  rtf: (text) =>
    `{\\rtf1\\ansi\\ansicpg1252 ${paragraphs(text)
      .map((one) => `${rtf(one)}\\par`)
      .join('\n')}}`,
  docx: (text) =>
    zipSync({
      '[Content_Types].xml': strToU8(
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
      ),
      '_rels/.rels': strToU8(
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
      ),
      'word/document.xml': strToU8(
        `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${paragraphs(text)
          .map((one) => `<w:p><w:r><w:t>${xml(one)}</w:t></w:r></w:p>`)
          .join('')}</w:body></w:document>`,
      ),
    }),
  odt: (text) =>
    zipSync({
      mimetype: [strToU8('application/vnd.oasis.opendocument.text'), { level: 0 }],
      'content.xml': strToU8(
        `<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>${paragraphs(
          text,
        )
          .map((one) => `<text:p>${xml(one)}</text:p>`)
          .join('')}</office:text></office:body></office:document-content>`,
      ),
    }),
  xlsx: (text, at) => workbook([['Objet', 'Numéro'], ...paragraphs(text).map((one) => [one, String(at)])]),
  pdf: (text) => pdf(text),
  'pdf of a scan': async (text) => picturesAsPdf(await scanned(pdf(text), { share: 0.4 })),
};

/** How often each is made, of 40; and one file in a hundred is a scan, which takes seconds to read. */
const SHARES = { txt: 10, 'txt in Windows-1252': 2, md: 4, html: 6, eml: 4, 'eml with an attachment': 1, csv: 1, xlsx: 1, rtf: 2, docx: 4, odt: 2, pdf: 3 };
const SCAN_EVERY = 100;
const ORDER = Object.entries(SHARES).flatMap(([kind, share]) => Array.from({ length: share }, () => kind));

/** The file of a number, in a folder of a hundred: its name, bytes and kind. */
export async function mixedFile(at, text) {
  // 17 and 40 have no factor in common: the kinds are mixed.
  const kind = at % SCAN_EVERY === 1 ? 'pdf of a scan' : ORDER[(at * 17) % ORDER.length];
  const ending = /^\w+/u.exec(kind)[0];
  return { name: `${String(Math.floor(at / 100)).padStart(3, '0')}/pièce ${String(at).padStart(5, '0')}.${ending}`, bytes: await MAKERS[kind](text, at), kind };
}

/** The first sheet of a workbook (ECMA-376, part 1), its cells as inline strings. */
function workbook(rows) {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packaged = 'http://schemas.openxmlformats.org/package/2006';
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const cells = rows.map(
    (row, at) =>
      `<row r="${at + 1}">${row.map((cell, column) => `<c r="${'AB'[column]}${at + 1}" t="inlineStr"><is><t>${xml(cell)}</t></is></c>`).join('')}</row>`,
  );
  const part = (name, content) => [name, strToU8(`<?xml version="1.0" encoding="UTF-8"?>${content}`)];
  return zipSync(
    Object.fromEntries([
      part(
        '[Content_Types].xml',
        `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${type}.worksheet+xml"/></Types>`,
      ),
      part(
        '_rels/.rels',
        `<Relationships xmlns="${packaged}/relationships"><Relationship Id="r" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      ),
      part('xl/workbook.xml', `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Feuille" sheetId="1" r:id="s"/></sheets></workbook>`),
      part(
        'xl/_rels/workbook.xml.rels',
        `<Relationships xmlns="${packaged}/relationships"><Relationship Id="s" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
      ),
      part('xl/worksheets/sheet1.xml', `<worksheet xmlns="${main}"><sheetData>${cells.join('')}</sheetData></worksheet>`),
    ]),
  );
}

function mail(text, at, attached) {
  const base64 = (body) => Buffer.from(body).toString('base64').replace(/.{76}/gu, '$&\r\n');
  const head = `From: "Greffe" <greffe@example.org>\r\nTo: archives@example.org\r\nSubject: =?utf-8?B?${Buffer.from(`Pièce ${at}`).toString('base64')}?=\r\nDate: Mon, 15 Jan 2024 09:00:00 +0100\r\nMIME-Version: 1.0\r\n`;
  const part = `Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n`;
  if (attached === null) return `${head}${part}\r\n${base64(text)}\r\n`;
  return `${head}Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n${part}\r\n${base64(text)}\r\n--b\r\n${part}Content-Disposition: attachment; filename="note ${at}.txt"\r\n\r\n${base64(attached)}\r\n--b--\r\n`;
}

/** A PDF of one page in Helvetica (PDF 32000-1). */
function pdf(text) {
  const words = text.replaceAll('’', "'").replaceAll(/\s+/gu, ' ').split(' ');
  const lines = [''];
  for (const word of words) {
    if (`${lines.at(-1)} ${word}`.length > 90) lines.push(word);
    else lines[lines.length - 1] = `${lines.at(-1)} ${word}`.trim();
  }
  const drawn = `BT /F 11 Tf 14 TL 60 780 Td ${lines.map((line) => `(${line.replaceAll(/[\\()]/gu, '\\$&')}) Tj T*`).join(' ')} ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>',
    `<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  let body = '%PDF-1.4\n';
  const places = objects.map((object, at) => {
    const place = body.length;
    body += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const table = body.length;
  return Buffer.from(`${body}xref\n0 6\n0000000000 65535 f \n${places.join('')}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`, 'latin1');
}
