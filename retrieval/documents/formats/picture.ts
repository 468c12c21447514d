import { NotReadable, type Reader } from '../file/reader.js';
import { paginatedText } from './pdf/paginated-text.js';
import { recognisePage } from './recognise.js';

/** Larger pictures are no pages: an A2 page at 300 dpi has 35 million pixels. A small file may unfold to any number. */
const MOST_PIXELS = 40_000_000;

/** Photographed pages are taken for scans at 300 dpi, to tell heights on the page by. */
const PIXELS_A_POINT = 300 / 72;

/** A picture of a page (PNG, JPEG, TIFF, WebP): its text, recognised. */
export const readPicture: Reader = async (bytes, _name, context) => {
  const size = pictureSize(bytes);
  if (size && size.width * size.height > MOST_PIXELS) throw new NotReadable({ code: 'too-many-pixels', limit: MOST_PIXELS / 1e6, ...size });
  context.onPicture({ share: 0, characters: 0 });
  let page;
  try {
    page = await recognisePage(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), context, PIXELS_A_POINT);
  } catch (error) {
    if (error instanceof NotReadable) throw error;
    throw new NotReadable({ code: 'damaged', kind: 'picture', detail: String(error instanceof Error ? error.message : error).slice(0, 120) });
  }
  const { text, structure, uncertain } = paginatedText([page]);
  if (text === '') throw new NotReadable({ code: 'no-text', kind: 'picture' });
  return { text, pages: null, structure, ...(uncertain && { uncertain }) };
};

/** Width and height as the head of a PNG, JPEG or WebP says; `null` for others. */
export function pictureSize(bytes: Uint8Array): { readonly width: number; readonly height: number } | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes[0] === 0x89 && bytes.length >= 24) return { width: view.getUint32(16), height: view.getUint32(20) };
  if (bytes[0] === 0xff) {
    // JPEG: markers one after the other, each with its length, up to the frame (SOF0 to SOF15 but for DHT, JPG and DAC).
    for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; at += 2 + view.getUint16(at + 2)) {
      const marker = bytes[at + 1]!;
      if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc)
        return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    }
  }
  if (bytes[0] === 0x52 && bytes.length >= 30 && String.fromCharCode(...bytes.subarray(12, 16)) === 'VP8X') {
    const three = (at: number): number => bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16);
    return { width: three(24) + 1, height: three(27) + 1 };
  }
  return null;
}
