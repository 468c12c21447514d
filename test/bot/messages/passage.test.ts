import { expect, test } from 'vitest';
import { speechIn } from '../../../bot/languages.js';
import { MESSAGE_LIMIT } from '../../../bot/messages/message.js';
import { passageMessage, stretch, STRETCH_LIMIT } from '../../../bot/messages/passage.js';
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
