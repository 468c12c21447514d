import assert from 'node:assert/strict';
import fc, { type Arbitrary } from 'fast-check';
import { UserError } from '../../retrieval/errors.js';
import { align } from '../../retrieval/evidence/quotes/align.js';
import { checkCitation } from '../../retrieval/evidence/citations/check-citation.js';
import { chronology } from '../../retrieval/evidence/chronology/chronology.js';
import { chronologyCsv } from '../../retrieval/evidence/chronology/chronology-csv.js';
import { chronologyIcs } from '../../retrieval/evidence/chronology/chronology-ics.js';
import { citationId, citationPayload, MAX_PAYLOAD_LENGTH, readCitationPayload } from '../../retrieval/evidence/citations/citation-id.js';
import { coverage, EmptySubjectError } from '../../retrieval/evidence/coverage.js';
import { citationAt, type EvidenceDocument } from '../../retrieval/evidence/evidence-document.js';
import { findDates } from '../../retrieval/evidence/chronology/find-dates.js';
import { ledgerEntry } from '../../retrieval/evidence/citations/ledger.js';
import { EmptyQuoteError, verifyQuote } from '../../retrieval/evidence/quotes/verify-quote.js';
import { wordSpans } from '../../retrieval/evidence/words/word-forms.js';
import type { Citation } from '../../retrieval/search/answer.js';
import { documentOf } from '../retrieval/evidence/documents.js';
import { property, type Property } from './property.js';
import { anyText, prose, wellFormedText } from './texts.js';

/** Texts with dates in them, whole and in pieces. */
const dated: Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'le 3 mars 2024',
        'du 28 décembre au 3 janvier 2020',
        'May 20, 2025',
        '31/02/2024',
        '05/06/2025',
        '2025-13-45',
        'ce jeudi 21 mars',
        'les 3 et 7 mars',
        '1999-2003',
        'en 2019',
        '30 février',
        'mars',
        '99',
        '-',
        ' au ',
        '. ',
      ),
      anyText(3),
    ),
    { maxLength: 14 },
  )
  .map((pieces) => pieces.join(' '));

const text: Arbitrary<string> = fc.oneof(prose, anyText(60), dated);

/** A few documents; titles and names are as strange as their texts. */
const documents: Arbitrary<readonly EvidenceDocument[]> = fc
  .array(fc.record({ text, title: wellFormedText(4), date: fc.constantFrom(null, '2025-05-20', '2024-03', '2019') }), { minLength: 1, maxLength: 3 })
  .map((given) => given.map((one, at) => documentOf(`${at}.txt`, one.text, { title: one.title, date: one.date })));

function textOf(all: readonly EvidenceDocument[], file: string): string {
  const found = all.find((document) => document.file === file);
  assert(found, `a citation of ${file}, which is no document`);
  return found.text;
}

/** A citation is a slice of its document, with lines that hold it. */
function assertSlice(all: readonly EvidenceDocument[], { file, start, end, quote, lines }: Citation): void {
  assert.equal(textOf(all, file).slice(start, end), quote);
  assert(lines[0] >= 1 && lines[1] >= lines[0]);
}

/** A document and a run of its words. */
const quoted = fc.tuple(documents, fc.nat(), fc.nat(), fc.nat()).map(([all, which, first, length]) => {
  const document = all[which % all.length]!;
  const words = wordSpans(document.text);
  const from = words.length === 0 ? 0 : first % words.length;
  const to = Math.min(words.length - 1, from + (length % 30));
  return { all, document, span: words.length === 0 ? null : { start: words[from]!.start, end: words[to]!.end } };
});

/** Comma-separated values read back, as RFC 4180 says. */
function readCsv(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, inQuotes, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gu)) {
    row.push(inQuotes?.replaceAll('""', '"') ?? plain!);
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

export const evidenceProperties: readonly Property[] = [
  property(
    'a run of words that a document holds is an exact quote of it',
    quoted,
    ({ all, document, span }) => {
      if (span === null) return;
      const quote = document.text.slice(span.start, span.end);
      // Dots, brackets and opening marks say of a quote that it has cuts or is quoted itself: it is then checked in pieces.
      if (/[.…?!。！？؟।]|[[(«»"“”„‘’‹›>']/u.test(quote)) return;
      const check = verifyQuote(all, quote);
      assert.equal(check.verdict, 'exact', JSON.stringify(check.parts));
      for (const part of check.parts) assertSlice(all, part.place!);
    },
    { share: 2 },
  ),
  property(
    'a checked quote shows slices only, whatever was pasted',
    fc.tuple(documents, fc.oneof(anyText(40), prose)),
    ([all, quote]) => {
      let check;
      try {
        check = verifyQuote(all, quote);
      } catch (error) {
        assert(error instanceof EmptyQuoteError, String(error));
        return;
      }
      let before = 0;
      for (const part of check.parts) {
        assert.equal(quote.slice(part.start, part.end), part.text);
        assert(part.start >= before && part.end >= part.start);
        before = part.start;
        assert(part.similarity >= 0 && part.similarity <= 1.000001, `similarity ${part.similarity}`);
        for (const cited of [...(part.place ? [part.place] : []), ...part.also]) assertSlice(all, cited);
        assert.equal(part.verdict === 'exact', part.form !== null);
        assert.equal(part.differences.length > 0 && part.verdict !== 'near', false);
        if (part.form === 'identical') assert.equal(part.place!.quote, part.text);
        for (const { quoted: said, written } of part.differences) {
          if (said) assert.equal(quote.slice(said.start, said.end), said.text);
          if (written) assert.equal(textOf(all, part.place!.file).slice(written.start, written.end), written.text);
        }
      }
    },
    { share: 3 },
  ),
  property(
    'a quote noted and looked up is unchanged; in other documents nothing is wrongly so',
    fc.tuple(quoted, documents),
    ([{ all, document, span }, later]) => {
      if (span === null) return;
      const entry = ledgerEntry(document, citationAt(document, span.start, span.end), new Date('2025-05-20T10:00:00Z'));
      assert.equal(checkCitation(entry, all).state, 'unchanged');
      const state = checkCitation(entry, later);
      if (state.state === 'gone') {
        if (state.closest) assertSlice(later, state.closest);
      } else {
        assertSlice(later, state.place);
        if (state.state === 'unchanged') assert.equal(textOf(later, entry.file).slice(entry.start, entry.end), entry.quote);
        if (state.state === 'moved') assert.equal(state.place.quote, entry.quote);
      }
    },
  ),
  property(
    'a link to a citation fits, and says the same read back',
    fc.record({
      hash: fc.string({ unit: fc.constantFrom(...Array.from('0123456789abcdef')), minLength: 64, maxLength: 64 }),
      start: fc.nat(20_000_000),
      length: fc.integer({ min: 1, max: 20_000_000 }),
      quote: anyText(10),
    }),
    ({ hash, start, length, quote }) => {
      const bond = { hash, start, end: start + length, quote };
      const payload = citationPayload(bond);
      assert.match(payload, /^[A-Za-z0-9_-]+$/u);
      assert(payload.length <= MAX_PAYLOAD_LENGTH);
      assert.deepEqual(readCitationPayload(payload), { id: citationId(bond), place: { start, end: start + length, hashStart: hash.slice(0, 12) } });
    },
  ),
  property('any other link payload is read as none, or as one', anyText(10), (payload) => {
    const read = readCitationPayload(payload);
    assert(read === null || /^[A-Za-z0-9_-]{16}$/u.test(read.id));
  }),
  property('dates stand where they say and are in the calendar', dated, (written) => {
    let before = 0;
    for (const { start, end, from, to } of findDates(written)) {
      assert(start >= before || start >= 0);
      assert(end > start && end <= written.length, `${start}…${end}`);
      assert.equal(written.slice(start, end), written.slice(start, end).trim());
      for (const date of [from, ...(to ? [to] : [])]) {
        assert(date.month === null || (date.month >= 1 && date.month <= 12), JSON.stringify(date));
        assert(date.day === null || (date.day >= 1 && date.day <= 31), JSON.stringify(date));
        assert(date.year === null || (date.year >= 1000 && date.year <= 9999), JSON.stringify(date));
      }
      before = start;
    }
  }),
  property(
    'a chronology quotes slices; its CSV reads back cell by cell with no formula; its calendar has short lines',
    documents,
    (all) => {
      const found = chronology(all);
      const entries = [...found.dated, ...found.undated];
      for (const { citation, written } of entries) {
        assertSlice(all, citation);
        assert.equal(textOf(all, citation.file).slice(written.start, written.end), written.text);
      }
      const rows = readCsv(chronologyCsv(found, false));
      assert.equal(rows.length, entries.length + 1);
      for (const row of rows) {
        assert.equal(row.length, rows[0]!.length);
        for (const cell of row) assert.doesNotMatch(cell, /^[=+\-@\t\r\n]/u);
      }
      const ics = chronologyIcs(found, all[0]!.title);
      for (const line of ics.split('\r\n')) {
        assert(Buffer.byteLength(line) <= 75, line);
        assert.doesNotMatch(line, /[\r\n]/u);
      }
      const unfolded = ics.replaceAll('\r\n ', '').split('\r\n');
      assert.equal(unfolded.filter((line) => line === 'BEGIN:VEVENT').length, found.dated.length);
      for (const line of unfolded.slice(0, -1)) assert.match(line, /^[A-Z-]+[;:]/u);
    },
    { share: 2 },
  ),
  property('coverage quotes slices, whatever the subject', fc.tuple(documents, anyText(8)), ([all, subject]) => {
    let found;
    try {
      found = coverage(all, subject);
    } catch (error) {
      assert(error instanceof EmptySubjectError || error instanceof UserError, String(error));
      return;
    }
    assert.equal(found.documents.length, all.length);
    for (const { quote } of found.documents) if (quote) assertSlice(all, quote);
  }),
  property(
    'words aligned: every word of the quote once, in order, against words of the document in order',
    fc.tuple(fc.array(fc.nat(6), { minLength: 1, maxLength: 14 }), fc.array(fc.nat(6), { minLength: 1, maxLength: 20 }), fc.nat(20)),
    ([quote, body, diagonal]) => {
      const word = (number: number) => ({ text: `mot${number}`, number });
      const { steps, cost } = align(quote.map(word), body.map(word), diagonal % body.length, body.length + quote.length);
      assert.deepEqual(
        steps.flatMap((step) => quote.slice(...step.quote)),
        quote,
      );
      const places = steps.filter(({ document }) => document[1] > document[0]).map(({ document }) => document);
      for (const [at, [from]] of places.entries()) if (at > 0) assert.equal(from, places[at - 1]![1]);
      // Nothing costs more than adding every word.
      assert(cost >= 0 && cost <= quote.length * 0.85 + 0.001, String(cost));
    },
  ),
];
