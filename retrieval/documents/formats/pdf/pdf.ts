import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { getDocument, OPS, Util, VerbosityLevel, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { NotReadable, type ReadContext, type Reader, type ReadResult } from '../../file/reader.js';
import type { UnreadReason } from '../../unread/unread-reason.js';
import { recordedProperties } from '../properties.js';
import { recognisePage } from '../recognise.js';
import { linesOfPage } from './lines-of-page.js';
import type { PageLines } from './page-lines.js';
import { paginatedText } from './paginated-text.js';
import { pictureOfPage } from './picture-of-page.js';
import { segmentsOf, turned, type TextRun } from './segments.js';

/** A page with fewer letters than this, and a picture, is a scan. A page number or a stamp laid over a scan has fewer. */
const FEWEST_LETTERS = 40;

/** Share of letters that stand for nothing (private use, replacement): fonts without a table of letters. The page is then read as a picture. */
const MOST_UNKNOWN = 0.2;

const folder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

/**
 * PDF: the text of each page in reading order, running heads and page numbers set aside; pages without text but with a picture are
 * recognised (OCR). Nothing that the file refers to is fetched and no script of it is run.
 */
export const readPdf: Reader = async (bytes, _name, context) => {
  const pdf = await open(bytes);
  try {
    if (pdf.numPages > context.limits.pages) throw new NotReadable({ code: 'too-many-pages', limit: context.limits.pages, found: pdf.numPages });
    const pages: PageLines[] = [];
    const pictures = { read: 0, characters: 0, silent: [] as number[], failed: [] as number[], left: [] as number[] };
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await pdf.getPage(number);
      const read = await readPage(page, number, pdf, pictures, context);
      pictures.characters += read.lines.reduce((sum, line) => sum + line.text.length, 0);
      pages.push(read);
      page.cleanup();
    }
    const result = paginatedText(pages);
    if (result.text === '') throw new NotReadable(nothingIn(pictures, context));
    return { ...result, ...(await propertiesOf(pdf)), losses: lossesOf(pictures) };
  } finally {
    await pdf.loadingTask.destroy();
  }
};

async function open(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  try {
    return await getDocument({
      // pdfjs takes the bytes away from whoever gave them.
      data: new Uint8Array(bytes),
      standardFontDataUrl: `${join(folder, 'standard_fonts')}/`,
      cMapUrl: `${join(folder, 'cmaps')}/`,
      cMapPacked: true,
      wasmUrl: `${join(folder, 'wasm')}/`,
      iccUrl: `${join(folder, 'iccs')}/`,
      verbosity: VerbosityLevel.ERRORS,
      isEvalSupported: false,
      enableXfa: false,
      useSystemFonts: false,
      useWorkerFetch: false,
      stopAtErrors: false,
    }).promise;
  } catch (error) {
    const { name, message } = error as Error;
    if (name === 'PasswordException') throw new NotReadable({ code: 'encrypted' });
    throw new NotReadable({ code: 'damaged', kind: 'pdf', detail: message.slice(0, 120) });
  }
}

interface Pictures {
  read: number;
  /** UTF-16 units of the pages before. */
  characters: number;
  /** Numbers of pages in whose picture no text was found, that could not be recognised, that were left out as too many. */
  readonly silent: number[];
  readonly failed: number[];
  readonly left: number[];
}

async function readPage(page: PDFPageProxy, number: number, pdf: PDFDocumentProxy, pictures: Pictures, context: ReadContext): Promise<PageLines> {
  const viewport = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent();
  const runs: TextRun[] = [];
  for (const item of items) {
    if ('str' in item)
      runs.push({ text: item.str, transform: Util.transform(viewport.transform, item.transform) as number[], width: item.width, height: item.height });
  }
  const upright = straightened(runs, viewport.width, viewport.height);
  const text = upright.runs.map((run) => run.text).join('');
  const letters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  const unknown = text.match(/[\uFFFD\p{Co}]/gu)?.length ?? 0;
  const written = linesOfPage(segmentsOf(upright.runs), upright.height);
  const garbled = unknown > MOST_UNKNOWN * (letters + unknown);
  if (letters >= FEWEST_LETTERS && !garbled) return written;
  if (!garbled && !(await hasPicture(page))) return written;
  if (pictures.read >= context.limits.pictures) {
    pictures.left.push(number);
    return written;
  }
  pictures.read++;
  context.onPicture({ share: (number - 1) / pdf.numPages, characters: pictures.characters });
  try {
    const picture = await pictureOfPage(page, pdf);
    const recognised = await recognisePage(picture.png, context, picture.pixelsPerPoint);
    if (recognised.lines.length > 0) return recognised;
    if (letters === 0) pictures.silent.push(number);
  } catch (error) {
    if (error instanceof NotReadable) throw error;
    pictures.failed.push(number);
  }
  return written;
}

/** A page whose text is turned by a quarter (a wide table) is read as it was written. */
function straightened(runs: readonly TextRun[], width: number, height: number): { runs: readonly TextRun[]; height: number } {
  let upright = 0;
  const quarter = { up: 0, down: 0 };
  for (const { text, transform } of runs) {
    if (!turned(transform)) upright += text.length;
    else if (Math.abs(transform[0]!) < 0.1 * Math.abs(transform[1]!)) quarter[transform[1]! < 0 ? 'up' : 'down'] += text.length;
  }
  if (Math.max(quarter.up, quarter.down) <= upright) return { runs, height };
  const turn = quarter.up > quarter.down ? [0, 1, -1, 0, height, 0] : [0, -1, 1, 0, 0, width];
  return { runs: runs.map((run) => ({ ...run, transform: Util.transform(turn, [...run.transform]) as number[] })), height: width };
}

async function hasPicture(page: PDFPageProxy): Promise<boolean> {
  const { fnArray } = await page.getOperatorList();
  return fnArray.some(
    (operation) =>
      operation === OPS.paintImageXObject ||
      operation === OPS.paintInlineImageXObject ||
      operation === OPS.paintImageMaskXObject ||
      operation === OPS.paintImageXObjectRepeat,
  );
}

async function propertiesOf(pdf: PDFDocumentProxy): Promise<Pick<ReadResult, 'title' | 'author' | 'created'>> {
  try {
    const { info, metadata } = await pdf.getMetadata();
    const said = info as { readonly Title?: unknown; readonly Author?: unknown; readonly CreationDate?: unknown };
    const marked = (metadata as { get(name: string): unknown } | null)?.get('dc:title');
    const title = typeof marked === 'string' && marked !== '' ? marked : said.Title;
    // D:20250520143000+02'00'
    const created = /^D:(\d{4})(\d{2})(\d{2})/u.exec(typeof said.CreationDate === 'string' ? said.CreationDate : '');
    return recordedProperties({
      title: typeof title === 'string' ? title : null,
      author: typeof said.Author === 'string' ? said.Author : null,
      created: created && `${created[1]!}-${created[2]!}-${created[3]!}`,
    });
  } catch {
    return {};
  }
}

function nothingIn({ silent, failed, left }: Pictures, { limits }: ReadContext): UnreadReason {
  if (left.length > 0) return { code: 'too-many-pictures', limit: limits.pictures };
  if (failed.length > 0) return { code: 'unrecognised-pictures' };
  return silent.length > 0 ? { code: 'silent-pictures' } : { code: 'no-text', kind: 'pdf' };
}

function lossesOf({ silent, failed, left }: Pictures): UnreadReason[] {
  const codes = [
    ['silent-pages', silent],
    ['unrecognised-pages', failed],
    ['left-pages', left],
  ] as const;
  return codes.filter(([, pages]) => pages.length > 0).map(([code, pages]) => ({ code, count: pages.length, pages: shortList(pages) }));
}

/** 1, 2, 3, 7 → "1–3, 7". */
function shortList(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run?.[1] === number - 1) run[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`)).join(', ');
}
