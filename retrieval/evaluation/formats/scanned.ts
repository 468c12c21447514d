import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { seededChance } from '../../chance.js';

/** A page as a scanner sees it; width and height in pixels. */
export interface Picture {
  readonly jpeg: Buffer;
  readonly width: number;
  readonly height: number;
}

/** How a page is scanned. */
export interface ScanLook {
  readonly dpi?: number;
  /** How far the page is turned. */
  readonly degrees?: number;
  /** The most by which a grey value (0 to 255) is changed. */
  readonly grain?: number;
  /** Of the JPEG, 0 to 100. */
  readonly quality?: number;
  /** How much of the page's height is kept, from its top. */
  readonly share?: number;
}

/** The little of the canvas that pdfjs brings. */
interface Canvas {
  readonly width: number;
  readonly height: number;
  encode(format: 'jpeg', quality: number): Promise<Buffer>;
}
interface Context {
  getImageData(x: number, y: number, width: number, height: number): { readonly data: Uint8ClampedArray };
  putImageData(image: { readonly data: Uint8ClampedArray }, x: number, y: number): void;
}

const fonts = `${join(dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')), 'standard_fonts')}/`;

/** What a scanner makes of a PDF: each page a slightly turned, grainy picture, the same every time. */
export async function scanned(pdf: Uint8Array, { dpi = 300, degrees = 0.3, grain = 24, quality = 60, share = 1 }: ScanLook = {}): Promise<Picture[]> {
  const document = await getDocument({ data: new Uint8Array(pdf), standardFontDataUrl: fonts, verbosity: VerbosityLevel.ERRORS }).promise;
  const factory = document.canvasFactory as { create(width: number, height: number): { canvas: Canvas; context: Context } };
  const pictures: Picture[] = [];
  const random = seededChance(7);
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const viewport = page.getViewport({ scale: dpi / 72 });
    const [width, height] = [Math.ceil(viewport.width), Math.ceil(viewport.height * share)];
    const { canvas, context } = factory.create(width, height);
    const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
    // Turned about the middle.
    const transform = [cos, sin, -sin, cos, width / 2 - (cos * width) / 2 + (sin * height) / 2, height / 2 - (sin * width) / 2 - (cos * height) / 2];
    // The tests are checked with the DOM's types, where a canvas of Node's is not the DOM's.
    await page.render({ canvas: null, canvasContext: context as never, viewport, transform, background: 'white' }).promise;
    const image = context.getImageData(0, 0, width, height);
    const { data } = image;
    for (let at = 0; at < data.length; at += 4) {
      const grey = 0.3 * data[at]! + 0.59 * data[at + 1]! + 0.11 * data[at + 2]! + (random() - 0.5) * 2 * grain - grain / 4;
      data[at] = data[at + 1] = data[at + 2] = grey;
    }
    context.putImageData(image, 0, 0);
    pictures.push({ jpeg: await canvas.encode('jpeg', quality), width, height });
  }
  await document.loadingTask.destroy();
  return pictures;
}

/** A PDF of nothing but pictures, as scanners write it (PDF 32000-1, 7.3 to 7.7). */
export function picturesAsPdf(pictures: readonly Picture[], dpi = 300): Buffer {
  const objects: (string | Buffer)[] = [];
  const kids = pictures.map((_, at) => `${3 + at * 3} 0 R`).join(' ');
  objects.push('<< /Type /Catalog /Pages 2 0 R >>', `<< /Type /Pages /Kids [${kids}] /Count ${pictures.length} >>`);
  for (const [at, { jpeg, width, height }] of pictures.entries()) {
    const [wide, high] = [(width * 72) / dpi, (height * 72) / dpi];
    const draw = `q ${wide} 0 0 ${high} 0 0 cm /Scan Do Q`;
    const head = `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${jpeg.length} >>`;
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${wide} ${high}] /Contents ${4 + at * 3} 0 R /Resources << /XObject << /Scan ${5 + at * 3} 0 R >> >> >>`,
      `<< /Length ${draw.length} >>\nstream\n${draw}\nendstream`,
      Buffer.concat([Buffer.from(`${head}\nstream\n`), jpeg, Buffer.from('\nendstream')]),
    );
  }
  const parts = [Buffer.from('%PDF-1.5\n')];
  let length = parts[0]!.length;
  const places = objects.map((object, at) => {
    const part = Buffer.concat([Buffer.from(`${at + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n')]);
    const place = length;
    parts.push(part);
    length += part.length;
    return place;
  });
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}
