import type { Passage } from '../../../passages/index.js';
import type { Span } from '../../../span.js';
import { ByteReader, ByteWriter } from '../../bytes.js';

/** Letters of a passage's id. */
const ID_LETTERS = 12;

/** Names of the parts of an index file that hold passages. */
const PASSAGE_PARTS = {
  ids: 'passages.ids',
  headings: 'passages.headings',
  /**
   * For each passage: start, length, its heading's number (from 1; 0: none), its lead (0: none; else 1 + start, length), how many
   * sentences, and for each how far it starts behind the end of the one before (the first: behind the passage's start) and its length.
   */
  spans: 'passages.spans',
} as const;

type PassageParts = Readonly<Record<(typeof PASSAGE_PARTS)[keyof typeof PASSAGE_PARTS], Uint8Array>>;

/** @param passages in order of rows. */
export function encodePassages(passages: readonly Passage[]): PassageParts {
  const ids = Buffer.alloc(passages.length * ID_LETTERS);
  const headings = new Map<string, number>();
  const spans = new ByteWriter();
  for (const [row, { id, start, end, heading, lead, sentences }] of passages.entries()) {
    if (id.length !== ID_LETTERS) throw new RangeError(`writing passages: an id of ${ID_LETTERS} letters expected, found ${id}`);
    ids.write(id, row * ID_LETTERS, 'latin1');
    spans.varint(start);
    spans.varint(end - start);
    if (heading !== null && !headings.has(heading)) headings.set(heading, headings.size + 1);
    spans.varint(heading === null ? 0 : headings.get(heading)!);
    spans.varint(lead ? lead.start + 1 : 0);
    if (lead) spans.varint(lead.end - lead.start);
    spans.varint(sentences.length);
    let behind = start;
    for (const sentence of sentences) {
      spans.varint(sentence.start - behind);
      spans.varint(sentence.end - sentence.start);
      behind = sentence.end;
    }
  }
  return { [PASSAGE_PARTS.ids]: ids, [PASSAGE_PARTS.headings]: Buffer.from(JSON.stringify([...headings.keys()])), [PASSAGE_PARTS.spans]: spans.finish() };
}

/** @param files of the documents in order, and how many passages each has. */
export function decodePassages(parts: PassageParts, files: readonly { readonly file: string; readonly passages: number }[]): Passage[][] {
  const ids = Buffer.from(parts[PASSAGE_PARTS.ids]).toString('latin1');
  const headings = JSON.parse(Buffer.from(parts[PASSAGE_PARTS.headings]).toString('utf8')) as string[];
  const spans = new ByteReader(parts[PASSAGE_PARTS.spans]);
  let row = 0;
  return files.map(({ file, passages }) =>
    Array.from({ length: passages }, (): Passage => {
      const id = ids.slice(row * ID_LETTERS, ++row * ID_LETTERS);
      const start = spans.varint();
      const end = start + spans.varint();
      const heading = headings[spans.varint() - 1] ?? null;
      const leads = spans.varint();
      const lead = leads === 0 ? null : { start: leads - 1, end: leads - 1 + spans.varint() };
      let behind = start;
      const sentences = Array.from({ length: spans.varint() }, (): Span => {
        const from = behind + spans.varint();
        behind = from + spans.varint();
        return { start: from, end: behind };
      });
      return { id, file, start, end, sentences, heading, ...(lead && { lead }) };
    }),
  );
}
