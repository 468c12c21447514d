import assert from 'node:assert/strict';
import type { Span } from '../../retrieval/span.js';
import { sentences } from '../../retrieval/passages/sentences.js';
import { splitDocument } from '../../retrieval/passages/split.js';

// What holds of the passages of every text, for generated texts and for those of dossiers. Plain assertions: some texts have thousands of sentences.

/** True where a cut falls inside a character of two units. */
export function splitsPair(text: string, offset: number): boolean {
  return /[\uD800-\uDBFF]/u.test(text.charAt(offset - 1)) && /[\uDC00-\uDFFF]/u.test(text.charAt(offset));
}

/** Spans are in order, apart, not blank, trimmed, and cut no character in two. */
export function expectApart(text: string, spans: readonly Span[]): void {
  let before = 0;
  for (const { start, end } of spans) {
    assert(start >= before);
    assert(end <= text.length);
    const slice = text.slice(start, end);
    assert.notEqual(slice, '');
    assert.equal(slice, slice.trim());
    assert.equal(splitsPair(text, start) || splitsPair(text, end), false);
    before = end;
  }
}

/** A document is split into whole sentences, passages of them in order, and headings: slices of its text. */
export function expectSplitSound(text: string, file = 'a.txt'): void {
  const { passages, headings, sentences: all } = splitDocument({ file, text });
  expectApart(text, passages);
  expectApart(text, all);
  expectApart(text, headings);
  for (const { level } of headings) assert(level > 0);
  assert.deepEqual(
    passages.flatMap((passage) => passage.sentences),
    all,
  );
  assert.equal(new Set(passages.map(({ id }) => id)).size, passages.length);
  for (const passage of passages) {
    assert.equal(passage.file, file);
    assert.match(passage.id, /^[\w-]{12}$/u);
    assert.deepEqual([passage.sentences[0]!.start, passage.sentences.at(-1)!.end], [passage.start, passage.end]);
    if (passage.lead) assert(text.slice(passage.lead.start, passage.lead.end).endsWith(':'));
    if (passage.sentences.length > 1) assert(passage.end - passage.start <= 1_200);
    if (text.isWellFormed()) assert.equal(passage.heading?.isWellFormed() ?? true, true);
  }
}

/** True when what stands outside of the spans is white space alone. */
function coversAll(text: string, spans: readonly Span[]): boolean {
  let rest = '';
  let from = 0;
  for (const { start, end } of spans) {
    rest += text.slice(from, start);
    from = end;
  }
  return (rest + text.slice(from)).trim() === '';
}

/** Sentences hold every character that is not white space, once and in order. */
export function expectSentencesSound(text: string): void {
  const found = sentences(text);
  expectApart(text, found);
  assert.equal(coversAll(text, found), true);
}
