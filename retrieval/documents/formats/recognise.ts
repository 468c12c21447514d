import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createWorker, OEM, type Worker } from 'tesseract.js';
import type { Span } from '../../span.js';
import { NotReadable, type ReadContext } from '../file/reader.js';
import type { PageLine, PageLines } from './pdf/page-lines.js';

/** Read together: most pages are in one of them, and names go between. */
const LANGUAGES = ['fra', 'eng'] as const;

/** Words under this confidence (0 to 100) are shown as uncertain. Tesseract gives 90 and more to clean words, under 60 to those with a wrong letter: see the README's figures. */
const CERTAIN = 60;

/** Lines of marks that are no text: dust and frames are given less. */
const LEAST_CONFIDENCE = 25;

let worker: Promise<Worker> | null = null;

/**
 * Recognises the text of a picture, in this process (its own thread), from language data that is installed with the program.
 * @param pixelsPerPoint how places on the picture become points of the page.
 * @throws {NotReadable} when the language data is missing.
 */
export async function recognisePage(picture: Buffer, { limits }: ReadContext, pixelsPerPoint: number): Promise<PageLines> {
  const { data } = await within(limits.secondsPerPicture, (await recogniser()).recognize(picture, {}, { text: false, blocks: true }));
  const lines: PageLine[] = [];
  let height = 0;
  for (const block of data.blocks ?? []) {
    height = Math.max(height, block.bbox.y1);
    for (const paragraph of block.paragraphs) {
      let opens = true;
      for (const { words, bbox, baseline, confidence } of paragraph.lines) {
        const { text, uncertain } = lineOf(words);
        if (!/[\p{L}\p{N}]/u.test(text) || confidence < LEAST_CONFIDENCE) continue;
        lines.push({
          text,
          uncertain,
          left: bbox.x0 / pixelsPerPoint,
          right: bbox.x1 / pixelsPerPoint,
          baseline: Math.max(baseline.y0, baseline.y1) / pixelsPerPoint,
          size: (bbox.y1 - bbox.y0) / pixelsPerPoint,
          opens,
        });
        opens = false;
      }
    }
  }
  return { height: height / pixelsPerPoint, lines };
}

function lineOf(words: readonly { readonly text: string; readonly confidence: number }[]): { text: string; uncertain: Span[] } {
  let text = '';
  const uncertain: Span[] = [];
  for (const word of words) {
    const start = text === '' ? 0 : text.length + 1;
    text = text === '' ? word.text : `${text} ${word.text}`;
    if (word.confidence < CERTAIN && /[\p{L}\p{N}]/u.test(word.text)) uncertain.push({ start, end: text.length });
  }
  return { text, uncertain };
}

/** One recogniser a process: it takes half a second and 100 MB to load. A failed one is forgotten. */
function recogniser(): Promise<Worker> {
  worker ??= start().catch((error: unknown) => {
    worker = null;
    throw error;
  });
  return worker;
}

async function start(): Promise<Worker> {
  // tesseract.js wants the data of all languages in one folder, and reads it once.
  const folder = await mkdtemp(join(tmpdir(), 'dossier-bot-ocr-'));
  try {
    for (const code of LANGUAGES) await copyFile(languageData(code), join(folder, `${code}.traineddata.gz`));
    let fail: (error: Error) => void = () => undefined;
    const failure = new Promise<never>((_, reject) => (fail = reject));
    failure.catch(() => undefined);
    const started = createWorker([...LANGUAGES], OEM.LSTM_ONLY, {
      langPath: folder,
      cacheMethod: 'none',
      gzip: true,
      errorHandler: (error: unknown) => {
        fail(new Error(String(error).slice(0, 200)));
      },
    });
    return await Promise.race([started, failure]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @throws {NotReadable} when it is not installed: tesseract.js would wait for it for ever, or look on the network. */
function languageData(code: string): string {
  const require = createRequire(import.meta.url);
  try {
    const file = join(dirname(require.resolve(`@tesseract.js-data/${code}/package.json`)), '4.0.0_best_int', `${code}.traineddata.gz`);
    if (existsSync(file)) return file;
  } catch {
    // Said below.
  }
  throw new NotReadable({ code: 'no-language-data', language: code });
}

/** tesseract.js may never settle; the recogniser is then given up. */
async function within<T>(seconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const given = worker;
      worker = null;
      void given?.then((each) => each.terminate());
      reject(new Error(`recognising a picture took more than ${seconds} seconds`));
    }, seconds * 1_000);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
