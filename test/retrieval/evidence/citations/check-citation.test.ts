import { describe, expect, test } from 'vitest';
import { seededChance } from '../../../../retrieval/chance.js';
import { checkCitation, entryFromPayload } from '../../../../retrieval/evidence/citations/check-citation.js';
import { citationId, citationPayload, readCitationPayload } from '../../../../retrieval/evidence/citations/citation-id.js';
import { citationAt, type EvidenceDocument } from '../../../../retrieval/evidence/evidence-document.js';
import { ledgerEntry, type LedgerEntry } from '../../../../retrieval/evidence/citations/ledger.js';
import { sentences } from '../../../../retrieval/passages/index.js';
import { documentOf, seedDocuments } from '../documents.js';

const when = new Date('2025-05-20T10:00:00Z');
const TEXT = 'Introduction. Les enquêteurs ont fouillé environ 500 cellules dans 66 prisons. La suite est connue de tous.';
const before = documentOf('a.txt', TEXT);
const entryOf = (document: EvidenceDocument, quote: string): LedgerEntry => {
  const start = document.text.indexOf(quote);
  return ledgerEntry(document, citationAt(document, start, start + quote.length), when);
};
const QUOTE = 'Les enquêteurs ont fouillé environ 500 cellules dans 66 prisons.';
const entry = entryOf(before, QUOTE);

describe('a citation', () => {
  test('of an untouched document is unchanged', () => {
    expect(checkCitation(entry, [before])).toMatchObject({ state: 'unchanged', documentChanged: false, place: { file: 'a.txt', quote: QUOTE } });
  });

  test('stays unchanged when text behind it is changed, which is said', () => {
    expect(checkCitation(entry, [documentOf('a.txt', `${TEXT} Ajout.`)])).toMatchObject({ state: 'unchanged', documentChanged: true });
  });

  test('moves with text put before it', () => {
    const now = documentOf('a.txt', `Ajout.\n${TEXT}`);
    expect(checkCitation(entry, [now])).toMatchObject({
      state: 'moved',
      renamed: false,
      documentChanged: true,
      place: { start: entry.start + 7, lines: [2, 2], quote: QUOTE },
    });
  });

  test('moves with a renamed file', () => {
    expect(checkCitation(entry, [documentOf('b.txt', TEXT)])).toMatchObject({
      state: 'moved',
      renamed: true,
      documentChanged: false,
      place: { file: 'b.txt', start: entry.start },
    });
  });

  test('follows the right one of two equal sentences', () => {
    const twice = documentOf('a.txt', 'Un. Il part. Deux. Il part. Trois.');
    const second = ledgerEntry(twice, citationAt(twice, 19, 27), when);
    expect(checkCitation(second, [documentOf('a.txt', 'Voici. Un. Il part. Deux. Il part. Trois.')])).toMatchObject({
      state: 'moved',
      place: { start: 26 },
      also: [{ start: 11 }],
    });
  });

  test('is altered by a changed figure, shown from the old quote', () => {
    const now = documentOf('a.txt', TEXT.replace('500', '600'));
    expect(checkCitation(entry, [now])).toMatchObject({
      state: 'altered',
      differences: [{ what: 'changed', kind: 'words', touches: 'figure', quoted: { text: '500' }, written: { text: '600' } }],
    });
  });

  test('is altered by a sentence put inside it', () => {
    const two = entryOf(before, 'Introduction. Les enquêteurs ont fouillé environ 500 cellules dans 66 prisons.');
    const now = documentOf('a.txt', TEXT.replace('Introduction. ', 'Introduction. Rien de tout cela ne fut prouvé. '));
    expect(checkCitation(two, [now])).toMatchObject({
      state: 'altered',
      differences: [{ what: 'missing', written: { text: expect.stringContaining('Rien de tout cela') as string } }],
    });
  });

  test('is altered, without differences, by new line ends', () => {
    expect(checkCitation(entry, [documentOf('a.txt', TEXT.replaceAll(' ', '\n'))])).toMatchObject({ state: 'altered', differences: [] });
  });

  test('is gone with its sentence, or its document', () => {
    expect(checkCitation(entry, [documentOf('a.txt', TEXT.replace(QUOTE, ''))])).toMatchObject({ state: 'gone', documentGone: false });
    expect(checkCitation(entry, [documentOf('z.txt', 'Tout autre chose, écrit par d’autres gens.')])).toMatchObject({ state: 'gone', documentGone: true });
    expect(checkCitation(entry, [])).toEqual({ state: 'gone', closest: null, documentGone: true });
  });

  test('of two words is not found "moved" in another document that has them too', () => {
    const short = entryOf(before, '66 prisons');
    expect(checkCitation(short, [documentOf('z.txt', 'On a bâti 66 prisons en Espagne.')])).toMatchObject({ state: 'gone' });
    expect(checkCitation(short, [documentOf('z.txt', TEXT.replace('connue', 'inconnue'))])).toMatchObject({ state: 'moved', renamed: true });
  });

  test('is not unchanged where a longer word grew around it', () => {
    const document = documentOf('a.txt', 'Ce qui est  possible de faire.');
    const one = ledgerEntry(document, citationAt(document, 12, 29), when);
    expect(one.quote).toBe('possible de faire');
    expect(checkCitation(one, [documentOf('a.txt', 'Ce qui est  possible de faire !')]).state).toBe('unchanged');
    expect(checkCitation(one, [documentOf('a.txt', 'Ce qui es impossible de faire.')]).state).toBe('altered');
  });
});

describe('of several places', () => {
  const other = 'Tout autre chose. ';

  test('the same bytes under another name come first, then the same file', () => {
    const changed = documentOf('a.txt', `${other}${QUOTE} Fin.`);
    const copy = documentOf('c.txt', `${other}Introduction. ${QUOTE} La suite est connue de tous.`);
    expect(checkCitation(entry, [copy, changed, documentOf('b.txt', TEXT)])).toMatchObject({
      state: 'moved',
      renamed: true,
      documentChanged: false,
      place: { file: 'b.txt' },
      also: [{ file: 'a.txt' }, { file: 'c.txt' }],
    });
    expect(checkCitation(entry, [copy, changed])).toMatchObject({ state: 'moved', renamed: false, documentChanged: true, place: { file: 'a.txt' } });
  });

  test('then the one between the same words, on either side', () => {
    const before = documentOf('a.txt', `${other}${QUOTE} Fin. Introduction. ${QUOTE} Fin.`);
    expect(checkCitation(entry, [before])).toMatchObject({ state: 'moved', place: { start: before.text.lastIndexOf(QUOTE) } });
    const after = documentOf('a.txt', `${other}${QUOTE} La suite est connue. ${QUOTE} Fin.`);
    expect(checkCitation(entry, [after])).toMatchObject({ state: 'moved', place: { start: after.text.indexOf(QUOTE) } });
  });

  test('then the nearest to where it stood', () => {
    const document = documentOf('a.txt', `${'x '.repeat(40)}Il part.${' y'.repeat(40)}`);
    const one = entryOf(document, 'Il part.');
    const now = documentOf('a.txt', `${'z '.repeat(10)}Il part.${' z'.repeat(20)} Il part.${' z'.repeat(60)} Il part.`);
    const starts = [...now.text.matchAll(/Il part/gu)].map(({ index }) => index);
    expect(starts.map((start) => Math.abs(start - one.start))).toEqual([60, 11, 118]);
    const found = checkCitation(one, [now]);
    expect(found).toMatchObject({ state: 'moved', place: { start: starts[1] }, also: [{ start: starts[0] }, { start: starts[2] }] });
  });
});

describe('in another document', () => {
  const stateOf = (quote: string, text: string, given = TEXT): string =>
    checkCitation(entryOf(documentOf('a.txt', given), quote), [documentOf('z.txt', text)]).state;

  test('six words are the quote moved, five a phrase', () => {
    const text = 'On a dit : les chats gris dorment la nuit dehors. Vrai.';
    expect(stateOf('les chats gris dorment la nuit', 'Donc les chats gris dorment la nuit partout !', text)).toBe('moved');
    expect(stateOf('les chats gris dorment la', 'Donc les chats gris dorment la nuit partout !', text)).toBe('gone');
  });

  test('a phrase is, where sixteen characters around it are the same', () => {
    expect(stateOf('66 prisons', 'Avant 500 cellules dans 66 prisons !')).toBe('moved');
    expect(stateOf('66 prisons', 'Avant 00 cellules dans 66 prisons !')).toBe('moved');
    expect(stateOf('66 prisons', 'Avant xcellules dans 66 prisons !')).toBe('gone');
    expect(stateOf('66 prisons', 'En tout 66 prisons. La suite est là.')).toBe('moved');
    expect(stateOf('66 prisons', 'En tout 66 prisons. La suite est ')).toBe('moved');
    expect(stateOf('66 prisons', 'En tout 66 prisons. La suite est')).toBe('gone');
  });

  test('what was a whole document has nothing around it to differ', () => {
    expect(stateOf('Il part.', 'Hier. Il part. Demain.', 'Il part.')).toBe('moved');
  });

  test('the same words with one changed are the quote altered, when they are enough', () => {
    const now = [documentOf('a.txt', 'Rien.'), documentOf('z.txt', `On lit : ${QUOTE.replace('500', '600')} Fin.`)];
    expect(checkCitation(entry, now)).toMatchObject({
      state: 'altered',
      place: { file: 'z.txt', quote: QUOTE.replace('500', '600') },
      differences: [{ quoted: { text: '500' }, written: { text: '600' } }],
    });
    expect(checkCitation(entryOf(before, 'environ 500 cellules dans'), now)).toEqual({ state: 'gone', closest: null, documentGone: false });
    // Under another name but with the same bytes it is the same document, whatever its length: so it is found where it stands.
    expect(checkCitation(entryOf(before, '66 prisons'), [documentOf('b.txt', TEXT)])).toMatchObject({ state: 'moved', documentChanged: false });
  });
});

test('its own document is asked first, though another says it nearer', () => {
  const now = [documentOf('z.txt', QUOTE.replace('environ', 'presque')), documentOf('a.txt', TEXT.replace('fouillé environ 500', 'visité 600'))];
  expect(checkCitation(entry, now)).toMatchObject({ state: 'altered', place: { file: 'a.txt' } });
});

test('words put between two sentences are told where they stand', () => {
  const two = entryOf(before, `Introduction. ${QUOTE}`);
  const now = documentOf('a.txt', TEXT.replace('Introduction. ', 'Introduction. Rien de tout cela ne fut prouvé. '));
  const state = checkCitation(two, [now]);
  expect(state).toMatchObject({ state: 'altered', place: { start: 0, quote: now.text.slice(0, now.text.indexOf(' La suite')) } });
  expect(state.state === 'altered' && state.differences).toEqual([
    { what: 'missing', kind: 'words', touches: null, quoted: null, written: { start: 13, end: 47, text: ' Rien de tout cela ne fut prouvé. ' } },
  ]);
});

test('sentences that changed places are gone, and the first that is found is shown', () => {
  const two = entryOf(before, `${QUOTE} La suite est connue de tous.`);
  const now = documentOf('a.txt', `La suite est connue de tous. Et voici. ${QUOTE}`);
  expect(checkCitation(two, [now])).toMatchObject({ state: 'gone', closest: { quote: QUOTE }, documentGone: false });
});

test('a quote of which a part is lost is gone, and what is left of it is shown', () => {
  const two = entryOf(before, `Introduction. ${QUOTE}`);
  expect(checkCitation(two, [documentOf('a.txt', `${QUOTE} Fin.`)])).toMatchObject({ state: 'gone', closest: { quote: QUOTE } });
});

test('a quote without a word that is not there any more is gone', () => {
  const dash = entryOf(documentOf('a.txt', 'Un — deux'), '—');
  expect(checkCitation(dash, [documentOf('a.txt', 'Un, deux')])).toEqual({ state: 'gone', closest: null, documentGone: false });
});

describe('where a longer word grew around it', () => {
  const one = entryOf(documentOf('a.txt', 'Il est possible ici.'), 'possible');
  test.each([
    ['impossible', 'gone'],
    ['possibles', 'gone'],
    ['possible2', 'gone'],
    ['possible-là', 'unchanged'],
  ])('%s: %s', (word, state) => {
    const [start, end] = [7 + word.indexOf('possible'), 15 + word.indexOf('possible')];
    expect(checkCitation({ ...one, start, end }, [documentOf('a.txt', `Il est ${word} ici.`)]).state).toBe(state);
  });

  test('one that was cut out of a word stays what it was', () => {
    const cut = entryOf(documentOf('a.txt', 'Il est impossible ici.'), 'possible');
    expect(checkCitation(cut, [documentOf('a.txt', 'Il est impossible ici, oui.')]).state).toBe('unchanged');
    expect(checkCitation(cut, [documentOf('a.txt', 'Donc il est impossible ici.')])).toMatchObject({ state: 'moved' });
  });
});

test('a payload is held to each of hash, offsets and id', () => {
  const payload = readCitationPayload(citationPayload(entry))!;
  const place = payload.place!;
  expect(entryFromPayload(payload, [documentOf('z.txt', 'Autre.'), before], when)).toEqual(entry);
  expect(entryFromPayload({ ...payload, place: { ...place, hashStart: '0'.repeat(12) } }, [before], when)).toBeNull();
  expect(entryFromPayload({ ...payload, place: { ...place, end: TEXT.length + 5 } }, [before], when)).toBeNull();
  const nothing = { hash: before.hash, start: 5, end: 5, quote: '' };
  expect(entryFromPayload({ id: citationId(nothing), place: { ...place, start: 5, end: 5 } }, [before], when)).toBeNull();
  const beyond = { hash: before.hash, start: 0, end: TEXT.length + 1, quote: TEXT };
  expect(entryFromPayload({ id: citationId(beyond), place: { ...place, start: 0, end: TEXT.length + 1 } }, [before], when)).toBeNull();
});

test('a payload proves an unchanged quote without a ledger, and nothing else', () => {
  const payload = readCitationPayload(citationPayload(entry))!;
  expect(entryFromPayload(payload, [before], when)).toEqual(entry);
  expect(entryFromPayload(payload, [documentOf('a.txt', `${TEXT} `)], when)).toBeNull();
  expect(entryFromPayload({ ...payload, id: 'A'.repeat(16) }, [before], when)).toBeNull();
  expect(entryFromPayload({ ...payload, place: null }, [before], when)).toBeNull();
});

/** A text whose every character knows which one it was: what a simulation can be held to. */
interface Tracked {
  file: string;
  characters: { readonly sign: string; readonly id: number }[];
}

describe('after random edits, moves, renames and deletions', () => {
  const counts: Record<string, number> = {};
  const seeds = seedDocuments();

  test.each([1, 2, 3, 4, 5, 6])(
    'no quote is wrongly called unchanged or moved, none that stands is called gone (seed %i)',
    (seed) => {
      const random = seededChance(seed);
      const upTo = (bound: number): number => Math.floor(random() * bound);
      let next = 0;
      const tracked: Tracked[] = seeds.map(({ file, text }) => ({
        file,
        characters: Array.from({ length: text.length }, (_, at) => ({ sign: text[at]!, id: next++ })),
      }));
      const firstIds = new Map(tracked.map(({ file, characters }) => [file, characters[0]!.id]));
      const entries = seeds.flatMap((document) =>
        sentences(document.text)
          .filter(({ start, end }, at) => at % 4 === seed % 4 && end - start > 20)
          .map(({ start, end }) => ledgerEntry(document, citationAt(document, start, end), when)),
      );
      for (let step = 0; step < 12; step++) {
        edit(tracked, upTo, () => next++);
        const now = tracked.map(({ file, characters }) => documentOf(file, characters.map(({ sign }) => sign).join('')));
        for (const one of entries) {
          const state = checkCitation(one, now);
          counts[state.state] = (counts[state.state] ?? 0) + 1;
          const own = now.find(({ file }) => file === one.file);
          const stands = own?.text.slice(one.start, one.end) === one.quote;
          // The very characters, still one after the other, wherever they are now.
          const first = firstIds.get(one.file)! + one.start;
          const survives = tracked.some(({ characters }) => {
            const at = characters.findIndex(({ id }) => id === first);
            return (
              at >= 0 &&
              characters.slice(at, at + one.quote.length).every(({ id }, offset) => id === first + offset) &&
              at + one.quote.length <= characters.length
            );
          });
          if (state.state === 'unchanged') expect(stands).toBe(true);
          if (state.state === 'moved') {
            expect(stands).toBe(false);
            expect(now.find(({ file }) => file === state.place.file)!.text.slice(state.place.start, state.place.end)).toBe(one.quote);
          }
          if (!survives && !now.some(({ text }) => text.includes(one.quote))) expect(['altered', 'gone']).toContain(state.state);
          if (survives && state.state === 'gone') expect(now.filter(({ text }) => text.includes(one.quote)).every(({ file }) => file !== one.file)).toBe(true);
          if (state.state === 'altered') expect(own?.text.includes(one.quote) ?? false).toBe(own !== undefined && isInsideWord(own.text, one.quote));
        }
      }
    },
    120_000,
  );

  test('the edits reached every state', () => {
    expect(Object.keys(counts).sort()).toEqual(['altered', 'gone', 'moved', 'unchanged']);
  });
});

/** True when every place of a quote is inside longer words. */
function isInsideWord(text: string, quote: string): boolean {
  if (!text.includes(quote)) return false;
  const letter = /[\p{L}\p{N}]/u;
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
    const joined = (place: number): boolean => place > 0 && place < text.length && letter.test(text[place - 1]!) && letter.test(text[place]!);
    if (!joined(at) && !joined(at + quote.length)) return false;
  }
  return true;
}

function edit(tracked: Tracked[], upTo: (bound: number) => number, fresh: () => number): void {
  const one = tracked[upTo(tracked.length)]!;
  const { characters } = one;
  const at = upTo(characters.length + 1);
  const written = (text: string): Tracked['characters'] => Array.from({ length: text.length }, (_, place) => ({ sign: text[place]!, id: fresh() }));
  switch (upTo(8)) {
    case 0:
      characters.splice(at, 0, ...written('Une phrase ajoutée. '));
      break;
    case 1:
      characters.splice(at, 1 + upTo(1_500));
      break;
    case 2:
      characters.splice(at, 1, ...written(String(upTo(10))));
      break;
    case 3: {
      // A stretch is cut out and put elsewhere, maybe into another document.
      const stretch = characters.splice(at, upTo(600));
      const target = tracked[upTo(tracked.length)]!.characters;
      target.splice(upTo(target.length + 1), 0, ...stretch);
      break;
    }
    case 4:
      one.file = `renamed-${fresh()}.txt`;
      break;
    case 5:
      // A stretch is copied: the copies are new characters.
      tracked[upTo(tracked.length)]!.characters.splice(
        0,
        0,
        ...written(
          characters
            .slice(at, at + 300)
            .map(({ sign }) => sign)
            .join(''),
        ),
      );
      break;
    case 6: {
      // Two files change names.
      const other = tracked[upTo(tracked.length)]!;
      [one.file, other.file] = [other.file, one.file];
      break;
    }
    default:
      for (const [place, { sign }] of characters.entries()) if (sign === ' ' && upTo(40) === 0) characters[place] = { sign: '\n', id: fresh() };
  }
}
