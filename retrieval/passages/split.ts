import type { Block, Document, Heading } from '../documents/index.js';
import { cutIntoPassages, DEFAULT_SIZES, type Atom, type PassageSizes } from './cut.js';
import { outlineOf, type Section } from './outline.js';
import { passageId } from './passage-id.js';
import type { Passage } from './passage.js';
import type { Span } from '../span.js';
import { cutNear, sentencesOf } from './sentences.js';

/** What `splitDocument` needs of a document. */
export type SplitInput = Pick<Document, 'file' | 'text' | 'structure'>;

/** A document cut into sentences and passages. */
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
    for (const { start, end } of atoms) all.push({ start, end });
    for (const { first, last } of cutIntoPassages(atoms, { ...DEFAULT_SIZES, ...sizes })) {
      const inside = atoms.slice(first, last + 1).map(({ start, end }) => ({ start, end }));
      const [start, end] = [inside[0]!.start, inside.at(-1)!.end];
      const quote = text.slice(start, end);
      const repeat = repeats.get(quote) ?? 0;
      repeats.set(quote, repeat + 1);
      const { lead } = atoms[first]!;
      const passage: Passage = { id: passageId(file, quote, repeat), file, start, end, sentences: inside, heading: section.heading };
      passages.push(lead ? { ...passage, lead } : passage);
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
  if (left.end <= left.start || right.end <= right.start)
    throw new RangeError(`splitting passage ${passage.id}: at least two characters expected, found ${JSON.stringify(text.slice(passage.start, passage.end))}`);
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

/** A sentence of a list's item knows the one that announces the list. */
interface ListedAtom extends Atom {
  readonly lead?: Span;
}

/** The sentences of a section with what a cut before each would cost. */
function atomsOf(text: string, section: Section): ListedAtom[] {
  const atoms: ListedAtom[] = [];
  // The lists that are open, the innermost last.
  let lists: { kind: string; lead: Span }[] = [];
  for (const [index, block] of section.blocks.entries()) {
    const previous = section.blocks[index - 1];
    const kind = block.item === null ? null : kindOf(block.item);
    const known = lists.findIndex((list) => list.kind === kind);
    if (known >= 0) lists = lists.slice(0, known + 1);
    else if (kind !== null && previous && announces(previous) && atoms.length > 0) lists.push({ kind, lead: atoms.at(-1)! });
    else lists = [];
    const lead = lists.at(-1)?.lead;
    for (const [order, { start, end }] of sentencesOf(text, block).entries()) {
      const before = order > 0 ? 'sentence' : previous ? boundary(previous, block) : 'paragraph';
      atoms.push(lead ? { start, end, before, lead: { start: lead.start, end: lead.end } } : { start, end, before });
    }
  }
  return atoms;
}

function boundary(previous: Block, block: Block): Atom['before'] {
  if (block.table !== null && block.table === previous.table) return 'item';
  if (announces(previous)) return 'lead';
  return previous.item !== null && block.item !== null && kindOf(previous.item) === kindOf(block.item) ? 'item' : 'paragraph';
}

function announces({ text }: Block): boolean {
  return text.endsWith(':');
}

/** Items of one list have markers of one kind: figures, letters, one sign. */
function kindOf(marker: string): string {
  return marker
    .replaceAll(/\d+/gu, '1')
    .replaceAll(/[a-z]+/gu, 'a')
    .replaceAll(/[A-Z]+/gu, 'A');
}
