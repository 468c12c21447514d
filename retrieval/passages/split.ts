import type { Block } from '../documents/blocks.js';
import type { Document } from '../documents/document.js';
import { cutIntoPassages, DEFAULT_SIZES, type Atom, type PassageSizes } from './cut.js';
import { outlineOf, type Section } from './outline.js';
import { passageId } from './passage-id.js';
import type { Heading, Passage, Span } from './passage.js';
import { cutNear, sentencesOf } from './sentences.js';

/** What `splitDocument` needs of a document. */
export type SplitInput = Pick<Document, 'file' | 'text' | 'structure'>;

export interface SplitDocument {
  /** In order; they overlap only when `overlapSentences` says so. */
  readonly passages: readonly Passage[];
  readonly headings: readonly Heading[];
  /** All sentences that the passages hold, in order, disjoint. */
  readonly sentences: readonly Span[];
}

/**
 * Splits a document into passages of whole sentences, each under one heading.
 * @returns offsets from the split itself: `text.slice(start, end)` is the passage, nothing is searched for again.
 */
export function splitDocument(document: SplitInput, sizes: Partial<PassageSizes> = {}): SplitDocument {
  const { file, text, structure } = document;
  const { headings, sections } = outlineOf(text, structure);
  const all: Span[] = [];
  const passages: Passage[] = [];
  const repeats = new Map<string, number>();
  for (const section of sections) {
    const atoms = atomsOf(text, section);
    all.push(...atoms.map(({ start, end }) => ({ start, end })));
    for (const { first, last } of cutIntoPassages(atoms, { ...DEFAULT_SIZES, ...sizes })) {
      const inside = atoms.slice(first, last + 1).map(({ start, end }) => ({ start, end }));
      const [start, end] = [inside[0]!.start, inside.at(-1)!.end];
      const quote = text.slice(start, end);
      const repeat = repeats.get(quote) ?? 0;
      repeats.set(quote, repeat + 1);
      passages.push({ id: passageId(file, quote, repeat), file, start, end, sentences: inside, heading: section.heading });
    }
  }
  return { passages, headings, sentences: all };
}

/**
 * Halves a passage that the model cannot take whole: between two sentences where it has several, else inside the one it has
 * (after a mark or at a space; anywhere but inside a surrogate pair when there is none).
 * @throws RangeError when the passage is a single character.
 */
export function splitPassage(document: SplitInput, passage: Passage): [Passage, Passage] {
  const { text } = document;
  if (passage.sentences.length > 1) {
    const middle = (passage.start + passage.end) / 2;
    let at = 1;
    for (let index = 1; index < passage.sentences.length; index++) {
      if (Math.abs(passage.sentences[index]!.start - middle) < Math.abs(passage.sentences[at]!.start - middle)) at = index;
    }
    return [part(text, passage, passage.sentences.slice(0, at)), part(text, passage, passage.sentences.slice(at))];
  }
  const cut = cutNear(text, passage.start, passage.end, Math.ceil((passage.start + passage.end) / 2));
  const left = trimmed(text, passage.start, cut);
  const right = trimmed(text, cut, passage.end);
  if (left.end <= left.start || right.end <= right.start) throw new RangeError(`splitting passage ${passage.id}: at least two characters expected, found ${JSON.stringify(text.slice(passage.start, passage.end))}`);
  return [part(text, passage, [left]), part(text, passage, [right])];
}

function part(text: string, passage: Passage, sentences: readonly Span[]): Passage {
  const [start, end] = [sentences[0]!.start, sentences.at(-1)!.end];
  // The whole's id and the place in it: two halves with one text, in one file or in repeated passages, stay apart.
  const id = passageId(passage.file, text.slice(start, end), `${passage.id}+${start - passage.start}`);
  return { ...passage, id, start, end, sentences };
}

function trimmed(text: string, start: number, end: number): Span {
  const piece = text.slice(start, end);
  const from = start + piece.length - piece.trimStart().length;
  return { start: from, end: Math.max(from, start + piece.trimEnd().length) };
}

/** The sentences of a section with what a cut before each would cost. */
function atomsOf(text: string, section: Section): Atom[] {
  const atoms: Atom[] = [];
  for (const [index, block] of section.blocks.entries()) {
    const previous = section.blocks[index - 1];
    for (const [order, { start, end }] of sentencesOf(text, block).entries()) {
      atoms.push({ start, end, before: order > 0 ? 'sentence' : previous ? boundary(previous, block) : 'paragraph' });
    }
  }
  return atoms;
}

function boundary(previous: Block, block: Block): Atom['before'] {
  if (block.table !== null && block.table === previous.table) return 'item';
  if (block.item === null) return /:$/u.test(previous.text) ? 'lead' : 'paragraph';
  if (/:$/u.test(previous.text)) return 'lead';
  return previous.item !== null && kindOf(previous.item) === kindOf(block.item) ? 'item' : 'paragraph';
}

/** Items of one list have markers of one kind: figures, letters, one sign. */
function kindOf(marker: string): string {
  return marker.replaceAll(/\d+/gu, '1').replaceAll(/[a-z]+/gu, 'a').replaceAll(/[A-Z]+/gu, 'A');
}
