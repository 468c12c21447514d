// Makes what a scanner makes of a PDF: each page a slightly turned, grainy picture, and nothing else.
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const pdfjs = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

/** @typedef {{ jpeg: Buffer, width: number, height: number }} Picture width and height in pixels */

/**
 * @param {Uint8Array} pdf
 * @param {{ dpi?: number, degrees?: number, grain?: number, quality?: number, share?: number }} [look] `grain`: the most by which a grey
 *   value (0 to 255) is changed; `share`: how much of the page's height is kept, from its top.
 * @returns {Promise<Picture[]>}
 */
export async function scanned(pdf, { dpi = 300, degrees = 0.3, grain = 24, quality = 60, share = 1 } = {}) {
  const document = await getDocument({ data: new Uint8Array(pdf), standardFontDataUrl: `${join(pdfjs, 'standard_fonts')}/`, verbosity: 0 }).promise;
  const pictures = [];
  // The same grain every time (mulberry32), so that a figure measured on it can be compared.
  let seed = 7;
  const random = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let value = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const viewport = page.getViewport({ scale: dpi / 72 });
    const drawn = document.canvasFactory.create(Math.ceil(viewport.width), Math.ceil(viewport.height));
    await page.render({ canvas: null, canvasContext: drawn.context, viewport, background: 'white' }).promise;
    const [width, height] = [drawn.canvas.width, Math.ceil(drawn.canvas.height * share)];
    const canvas = createCanvas(width, height);
    const context = canvas.getContext('2d');
    context.fillStyle = 'white';
    context.fillRect(0, 0, width, height);
    context.translate(width / 2, height / 2);
    context.rotate((degrees * Math.PI) / 180);
    context.drawImage(await loadImage(await drawn.canvas.encode('png')), -width / 2, -height / 2);
    context.setTransform(1, 0, 0, 1, 0, 0);
    const image = context.getImageData(0, 0, width, height);
    for (let at = 0; at < image.data.length; at += 4) {
      const grey = 0.3 * image.data[at] + 0.59 * image.data[at + 1] + 0.11 * image.data[at + 2] + (random() - 0.5) * 2 * grain - grain / 4;
      image.data[at] = image.data[at + 1] = image.data[at + 2] = grey;
    }
    context.putImageData(image, 0, 0);
    pictures.push({ jpeg: await canvas.encode('jpeg', quality), width, height });
  }
  return pictures;
}

/**
 * A PDF of nothing but pictures, as scanners write it (PDF 32000-1, 7.3 to 7.7).
 * @param {readonly Picture[]} pictures
 * @returns {Buffer}
 */
export function picturesAsPdf(pictures, dpi = 300) {
  const objects = [];
  const kids = pictures.map((_, at) => `${3 + at * 3} 0 R`).join(' ');
  objects.push('<< /Type /Catalog /Pages 2 0 R >>', `<< /Type /Pages /Kids [${kids}] /Count ${pictures.length} >>`);
  for (const [at, { jpeg, width, height }] of pictures.entries()) {
    const [wide, high] = [(width * 72) / dpi, (height * 72) / dpi];
    const draw = `q ${wide} 0 0 ${high} 0 0 cm /Scan Do Q`;
    objects.push(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${wide} ${high}] /Contents ${4 + at * 3} 0 R /Resources << /XObject << /Scan ${5 + at * 3} 0 R >> >> >>`);
    objects.push(Buffer.from(`<< /Length ${draw.length} >>\nstream\n${draw}\nendstream`));
    objects.push(Buffer.concat([Buffer.from(`<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${jpeg.length} >>\nstream\n`), jpeg, Buffer.from('\nendstream')]));
  }
  const parts = [Buffer.from('%PDF-1.5\n')];
  let length = parts[0].length;
  const places = objects.map((object, at) => {
    const part = Buffer.concat([Buffer.from(`${at + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n')]);
    const place = length;
    parts.push(part);
    length += part.length;
    return place;
  });
  parts.push(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`));
  return Buffer.concat(parts);
}
