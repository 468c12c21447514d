import { describe, expect, test } from 'vitest';
import { speechIn } from '../../../bot/speech.js';
import { MESSAGE_LIMIT } from '../../../bot/messages/message.js';
import { passageMessage, stretch, STRETCH_LIMIT, type ShownPassage, type Stretch } from '../../../bot/messages/passage.js';
import type { Dossier } from '../../../retrieval/dossier.js';
import { asRead, buttonsAsRead } from '../../support/as-read.js';
import { createFakeDossier } from '../../support/fake-dossier.js';

const text = Array.from({ length: 12 }, (_, index) => `Passage ${index} ${'mot '.repeat(index === 6 ? 800 : 20)}`.trim()).join('\n\n');
const dossier = createFakeDossier({ 'a.txt': { text, title: 'T'.repeat(300) }, 'b.txt': 'Autre.' });
const ids = await (async () => {
  const { passages } = await dossier.ask('passage mot', { top: 50, files: ['a.txt'] });
  return passages.toSorted((a, b) => a.start - b.start).map(({ id }) => id);
})();

test('a passage grows on both sides by whole passages, as one slice', () => {
  const grown = stretch(dossier, ids[2]!, 1, 2)!;
  expect(grown).toMatchObject({ before: 1, after: 2, canGrowBefore: true, canGrowAfter: true });
  expect(grown.citation.quote).toBe(text.slice(grown.citation.start, grown.citation.end));
  expect(grown.citation.quote).toMatch(/^Passage 1 [\s\S]*Passage 4 /);
});

test('it ends where the document ends', () => {
  expect(stretch(dossier, ids[0]!, 5, 0)).toMatchObject({ before: 0, canGrowBefore: false });
  expect(stretch(dossier, ids[11]!, 0, 99)).toMatchObject({ after: 0, canGrowAfter: false });
});

test('it stops growing where a message would be too long', () => {
  // Passage 6 alone takes most of a message.
  const grown = stretch(dossier, ids[6]!, 20, 20)!;
  expect(grown.citation.quote.length).toBeLessThanOrEqual(STRETCH_LIMIT);
  expect(grown).toMatchObject({ canGrowBefore: false, canGrowAfter: false });
  const beside = stretch(dossier, ids[5]!, 20, 20)!;
  expect(beside.citation.quote.length).toBeLessThanOrEqual(STRETCH_LIMIT);
  const shown = passageMessage(
    { id: ids[5]!, stretch: beside, passage: dossier.passage(ids[5]!)!, highlight: null, focus: null, link: null, from: null },
    speechIn('fr'),
  );
  expect(shown.text.length).toBeLessThanOrEqual(MESSAGE_LIMIT);
});

test('a passage that is gone has no surroundings', () => {
  expect(stretch(dossier, 'AAAAAAAAAAAA', 1, 1)).toBeNull();
});

/** A dossier of one document with passages of these lengths, and their ids in order. */
async function passagesOf(...lengths: number[]): Promise<{ readonly dossier: Dossier; readonly ids: readonly string[] }> {
  const texts = lengths.map((length, at) => `${at}mot${'.'.repeat(length)}`.slice(0, length));
  const cut = createFakeDossier({ 'a.txt': texts.join('\n\n') });
  const { passages } = await cut.ask('mot', { top: lengths.length });
  return { dossier: cut, ids: passages.toSorted((a, b) => a.start - b.start).map(({ id }) => id) };
}

describe('room in a message', () => {
  test('a neighbour is taken while both come to 3,600 characters, their empty line counted', async () => {
    for (const [first, second] of [
      [1600, 1998],
      [1998, 1600],
    ] as const) {
      const { dossier: fits, ids: two } = await passagesOf(first, second);
      expect(stretch(fits, two[0]!, 0, 0)).toMatchObject({ before: 0, after: 0, canGrowBefore: false, canGrowAfter: true });
      expect(stretch(fits, two[0]!, 0, 1)).toMatchObject({ after: 1, canGrowBefore: false, canGrowAfter: false, citation: { start: 0, end: STRETCH_LIMIT } });
      expect(stretch(fits, two[1]!, 0, 0)).toMatchObject({ before: 0, after: 0, canGrowBefore: true, canGrowAfter: false });
      expect(stretch(fits, two[1]!, 1, 0)).toMatchObject({ before: 1, canGrowBefore: false, canGrowAfter: false, citation: { start: 0, end: STRETCH_LIMIT } });
    }
    const { dossier: over, ids: others } = await passagesOf(1600, 1999);
    expect(stretch(over, others[0]!, 0, 1)).toMatchObject({ after: 0, canGrowAfter: false, citation: { start: 0, end: 1600 } });
    expect(stretch(over, others[1]!, 1, 0)).toMatchObject({ before: 0, canGrowBefore: false, citation: { start: 1602, end: 3601 } });
  });

  test('both sides grow in turn, so that neither takes the other’s room', async () => {
    const { dossier: five, ids: passages } = await passagesOf(1000, 1000, 1000, 1000, 1000);
    expect(stretch(five, passages[2]!, 2, 2)).toMatchObject({ before: 1, after: 1, citation: { start: 1002, end: 4006 } });
    expect(stretch(five, passages[2]!, 2, 0)).toMatchObject({ before: 2, after: 0, canGrowAfter: false, citation: { start: 0, end: 3004 } });
    expect(stretch(five, passages[2]!, 0, 2)).toMatchObject({ before: 0, after: 2, canGrowBefore: false, citation: { start: 2004, end: 5008 } });
  });

  test('twenty neighbours a side at most', async () => {
    const { dossier: many, ids: passages } = await passagesOf(...Array.from({ length: 50 }, () => 10));
    const middle = passages[25]!;
    expect(stretch(many, middle, 19, 18)).toMatchObject({ before: 19, after: 18, canGrowBefore: true, canGrowAfter: true });
    expect(stretch(many, middle, 20, 0)).toMatchObject({ before: 20, after: 0, canGrowBefore: false, canGrowAfter: true });
    expect(stretch(many, middle, 999_999, 999_999)).toMatchObject({ before: 20, after: 20, canGrowBefore: false, canGrowAfter: false });
  });
});

describe('the message', () => {
  const small = createFakeDossier({
    'a.txt': { text: 'Premier alinéa.\n\nLe vol est interdit. L’amende est de 75 euros.\n\nDernier alinéa.', title: 'Loi', date: '2025-05-20' },
  });
  const places = (['Premier', 'Le vol', 'Dernier'] as const).map((word) => small.text('a.txt')!.indexOf(word));
  const found = async (): Promise<ShownPassage> => {
    const { passages } = await small.ask('vol interdit amende', { top: 1 });
    const { id, start, end } = passages[0]!;
    return { id, stretch: stretch(small, id, 0, 0)!, passage: { start, end }, highlight: null, focus: null, link: null, from: null };
  };
  const french = speechIn('fr');
  const english = speechIn('en');
  const from = { answer: 'abcdEFGH', page: 2 };
  const sentence = [places[1]!, places[1]! + 'Le vol est interdit.'.length] as const;

  test('a passage alone, reached by a link: nothing is marked, there is more on both sides, nothing to go back to', async () => {
    const shown = await found();
    const one = passageMessage(shown, french);
    expect(asRead(one)).toBe('<quote>Le vol est interdit. L’amende est de 75 euros.</quote>\n<i>Loi</i> · 20 mai 2025 · ligne 3');
    expect(buttonsAsRead(one)).toEqual([
      [`▲ Avant → look.${shown.id}.1.0`, `▼ Après → look.${shown.id}.0.1`],
      [`📄 Fichier → file.${shown.id}`, '📋 Copier ⧉ « Le vol est interdit. L’amende est de 75 euros. » — Loi, 20 mai 2025, ligne 3'],
    ]);
  });

  test('the sentence that answers and its figure are marked, the buttons lead back to the answer', async () => {
    const shown = await found();
    const one = passageMessage({ ...shown, highlight: sentence, focus: [places[1]! + 3, places[1]! + 6], link: 'https://example.org/loi', from }, english);
    expect(asRead(one)).toBe(
      '<quote><b>Le <u>vol</u> est interdit.</b> L’amende est de 75 euros.</quote>\n<a https://example.org/loi><i>Loi</i></a> · 20 May 2025 · line 3',
    );
    expect(buttonsAsRead(one)).toEqual([
      [`▲ Before → more.${shown.id}.1.0.abcdEFGH.2`, `▼ After → more.${shown.id}.0.1.abcdEFGH.2`],
      [`📄 File → file.${shown.id}`, '📋 Copy ⧉ “Le vol est interdit. L’amende est de 75 euros.” — Loi, 20 May 2025, line 3'],
      ['‹ Back → page.abcdEFGH.2'],
    ]);
  });

  test.each([
    [1, 0, '<quote>Premier alinéa.\n\n<b>Le vol est interdit. L’amende est de 75 euros.</b></quote>\n<i>Loi</i> · 20 mai 2025 · lignes 1–3', ['▼ Après']],
    [0, 1, '<quote><b>Le vol est interdit. L’amende est de 75 euros.</b>\n\nDernier alinéa.</quote>\n<i>Loi</i> · 20 mai 2025 · lignes 3–5', ['▲ Avant']],
    [
      1,
      1,
      '<quote>Premier alinéa.\n\n<b>Le vol est interdit. L’amende est de 75 euros.</b>\n\nDernier alinéa.</quote>\n<i>Loi</i> · 20 mai 2025 · lignes 1–5',
      [],
    ],
  ] as const)('among its neighbours (%i before, %i after) the passage itself is in bold when no sentence is marked', async (before, after, text, labels) => {
    const shown = await found();
    const one = passageMessage({ ...shown, stretch: stretch(small, shown.id, before, after)! }, french);
    expect(asRead(one)).toBe(text);
    const turns = one.keyboard.slice(0, -1).flat();
    expect(turns.map((turn) => turn.text)).toEqual(labels);
    const marked = passageMessage({ ...shown, stretch: stretch(small, shown.id, before, after)!, highlight: sentence }, french);
    expect(asRead(marked)).toContain('<b>Le vol est interdit.</b> L’amende');
  });

  test('the buttons ask for one neighbour more than is shown', async () => {
    const shown = await found();
    const grown: Stretch = { ...stretch(small, shown.id, 1, 1)!, before: 3, after: 5, canGrowBefore: true, canGrowAfter: true };
    expect(buttonsAsRead(passageMessage({ ...shown, stretch: grown, from }, french))[0]).toEqual([
      `▲ Avant → more.${shown.id}.4.5.abcdEFGH.2`,
      `▼ Après → more.${shown.id}.3.6.abcdEFGH.2`,
    ]);
  });

  test('a long one is shown open; its citation is sent by a button that knows the answer', async () => {
    const { dossier: long, ids: passages } = await passagesOf(3000);
    const shown = { ...(await found()), id: passages[0]!, stretch: stretch(long, passages[0]!, 0, 0)! };
    const one = passageMessage(shown, french);
    expect(one.entities.filter(({ type }) => type.endsWith('blockquote'))).toEqual([{ type: 'blockquote', offset: 0, length: 3000 }]);
    expect(buttonsAsRead(one)).toEqual([[`📄 Fichier → file.${passages[0]!}`, `📋 Citer → cite.${passages[0]!}.--------`]]);
    expect(buttonsAsRead(passageMessage({ ...shown, from }, french))).toEqual([
      [`📄 Fichier → file.${passages[0]!}`, `📋 Citer → cite.${passages[0]!}.abcdEFGH`],
      ['‹ Retour → page.abcdEFGH.2'],
    ]);
  });

  test('words read with uncertainty are in italics, and the line below says so', async () => {
    const shown = await found();
    const citation = { ...shown.stretch.citation, uncertain: [[places[1]! + 3, places[1]! + 6] as const] };
    expect(asRead(passageMessage({ ...shown, stretch: { ...shown.stretch, citation } }, english))).toBe(
      '<quote>Le <i>vol</i> est interdit. L’amende est de 75 euros.</quote>\n<i>Loi</i> · 20 May 2025 · line 3\n⚠️ A word in italics: uncertain reading of the scan.',
    );
  });
});
