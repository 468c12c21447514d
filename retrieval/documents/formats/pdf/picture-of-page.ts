import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** What Tesseract reads best (its own documentation: "at least 300 dpi"). */
const DPI = 300;
const POINTS_AN_INCH = 72;

/** Larger pages are drawn coarser: an A3 page at 300 dpi has 17 million pixels, and 4 bytes each. */
const MOST_PIXELS = 20_000_000;

/** pdfjs brings what draws; only this much of it is used. */
interface Canvas {
  readonly canvas: { encode(format: 'png'): Promise<Buffer>; width: number; height: number };
  readonly context: unknown;
}

/** Draws a page as a PNG. @returns the picture and how many of its pixels make a point of the page. */
export async function pictureOfPage(page: PDFPageProxy, pdf: PDFDocumentProxy): Promise<{ readonly png: Buffer; readonly pixelsPerPoint: number }> {
  const whole = page.getViewport({ scale: 1 });
  const scale = Math.min(DPI / POINTS_AN_INCH, Math.sqrt(MOST_PIXELS / (whole.width * whole.height)));
  const viewport = page.getViewport({ scale });
  const factory = pdf.canvasFactory as { create(width: number, height: number): Canvas; destroy(canvas: Canvas): void };
  const drawn = factory.create(Math.ceil(viewport.width), Math.ceil(viewport.height));
  try {
    await page.render({ canvas: null, canvasContext: drawn.context as never, viewport, background: 'white' }).promise;
    return { png: await drawn.canvas.encode('png'), pixelsPerPoint: scale };
  } finally {
    factory.destroy(drawn);
  }
}
