import { expect, test } from 'vitest';
import { readCallbackData } from '../../../bot/callback-data.js';
import { speechIn } from '../../../bot/languages.js';
import { answerPage, EXCERPTS_A_PAGE, type AnswerPage, type ShownAnswer } from '../../../bot/messages/answer.js';
import { MESSAGE_LIMIT } from '../../../bot/messages/message.js';
import type { Dossier } from '../../../retrieval/dossier.js';
import { createFakeDossier } from '../../support/fake-dossier.js';
import { TEXTS } from '../../support/bot-rig.js';

const french = speechIn('fr');
const english = speechIn('en');

async function shown(dossier: Dossier, question: string, more: Partial<ShownAnswer> = {}): Promise<ShownAnswer> {
  const { verdict, passages, searched } = await dossier.ask(question, { top: 9 });
  return {
    key: 'abcdEFGH',
    verdict,
    passages,
    searched,
    lost: 0,
    searchedAs: null,
    scope: [],
    suggestions: [],
    canShare: false,
    rated: null,
    cite: (file, start, end) => dossier.cite(file, start, end),
    link: () => null,
    ...more,
  };
}

function quotes({ text, entities }: AnswerPage): string[] {
  return entities.filter(({ type }) => type.endsWith('blockquote')).map(({ offset, length }) => text.slice(offset, offset + length));
}

function pagesOf(answer: ShownAnswer): AnswerPage[] {
  const { pages } = answerPage(answer, 0, french);
  return Array.from({ length: pages }, (_, page) => answerPage(answer, page, french));
}

/** A dossier of one document whose passages each hold the word `mot`, of about so many characters. */
function longDossier(passages: number, characters: number): Dossier {
  const sentence = 'Le mot revient ici, avec une suite qui l’occupe. ';
  return createFakeDossier({
    'long.txt': Array.from({ length: passages }, (_, index) => `${index} ${sentence.repeat(Math.ceil(characters / sentence.length))}`.trim()).join('\n\n'),
  });
}

test('a short passage is quoted whole; its lines are cited', async () => {
  const page = answerPage(await shown(createFakeDossier(TEXTS), 'Combien de téléphones miniatures ?'), 0, french);
  expect(quotes(page)[0]).toBe('Les enquêteurs ont saisi 127 téléphones miniatures.\nIls venaient tous du même fabricant.');
  expect(page.text).toContain('1. Opération Prison Break · 20 mai 2025 · lignes 5–6');
});

test('of a long passage the sentence comes first and alone, then the whole, folded', async () => {
  const dossier = createFakeDossier({
    'a.txt': `Rien pour commencer, sinon ceci. Le mot clé vient ensuite. ${'Une suite sans rapport, longue. '.repeat(28)}`.trim(),
  });
  const page = answerPage(await shown(dossier, 'mot clé vient'), 0, english);
  const [first, second] = page.entities.filter(({ type }) => type.endsWith('blockquote'));
  expect(first).toMatchObject({ type: 'blockquote', offset: 0 });
  expect(second?.type).toBe('expandable_blockquote');
  expect(quotes(page)[1]!.length).toBeGreaterThan(880);
  expect(quotes(page)[1]).toContain(quotes(page)[0]);
});

test('a sentence that opens its long passage is not shown twice: what follows is folded', async () => {
  const text = `Le mot clé ouvre le passage. ${'Une suite sans rapport, longue. '.repeat(20)}`.trim();
  const page = answerPage(await shown(createFakeDossier({ 'a.txt': text }), 'mot clé ouvre'), 0, english);
  expect(quotes(page)).toEqual(['Le mot clé ouvre le passage.', text.slice('Le mot clé ouvre le passage. '.length)]);
  expect(page.entities.filter(({ type }) => type.endsWith('blockquote')).map(({ type }) => type)).toEqual(['blockquote', 'expandable_blockquote']);
});

test.each([
  [3, 300],
  [9, 450],
  [9, 499],
  [9, 501],
  [9, 2500],
  [9, 8000],
  [1, 30_000],
])('%i passages of %i characters: pages within the limit, every quote a slice, every passage shown', async (count, characters) => {
  const dossier = longDossier(count, characters);
  const answer = await shown(dossier, 'mot suite');
  const text = dossier.text('long.txt')!;
  const pages = pagesOf(answer);
  for (const page of pages) {
    expect(page.text.length).toBeLessThanOrEqual(MESSAGE_LIMIT);
    expect(page.passages.length).toBeLessThanOrEqual(EXCERPTS_A_PAGE);
    for (const quote of quotes(page)) expect(text).toContain(quote);
    for (const { offset, length } of page.entities) expect(offset + length).toBeLessThanOrEqual(page.text.length);
    for (const one of page.keyboard.flat()) if ('callback_data' in one) expect(readCallbackData(one.callback_data), one.callback_data).not.toBeNull();
  }
  expect(new Set(pages.flatMap(({ passages }) => passages.map(({ rank }) => rank)))).toEqual(new Set(answer.passages.map(({ rank }) => rank)));
});

test('a page that no longer exists is the last one', async () => {
  const answer = await shown(createFakeDossier(TEXTS), 'parquet');
  expect(answerPage(answer, 99, french).page).toBe(answerPage(answer, 0, french).pages - 1);
});

test('absent: said first, with what was searched and what could not be; the nearest passage is unmarked and not to be cited', async () => {
  const dossier = createFakeDossier(TEXTS);
  dossier.spoil('scan.pdf', { code: 'encrypted' });
  await dossier.refresh();
  const page = answerPage(await shown(dossier, 'tarte pommes'), 0, french);
  expect(page.text).toMatch(
    /^Le dossier ne le dit pas\. Cherché dans 2 documents, 6 passages\.\n⚠️ Un fichier n’a pas pu être lu, la recherche ne le couvre donc pas : scan\.pdf\nPassage le plus proche – pas une réponse :/,
  );
  const bold = page.entities.filter(({ type }) => type === 'bold').map(({ offset, length }) => page.text.slice(offset, offset + length));
  expect(bold).toEqual(['Le dossier ne le dit pas.']);
  expect(page.entities.some(({ type }) => type === 'underline')).toBe(false);
  expect(page.passages).toHaveLength(1);
  expect(page.keyboard.flat().map(({ text }) => text)).not.toContain('📋 Citer');
});

test('close: nothing clear, the nearest passage', async () => {
  const page = answerPage(await shown(createFakeDossier(TEXTS), 'parquet Lille Roubaix Tourcoing'), 0, english);
  expect(page.text).toMatch(/^The dossier does not clearly say this\. Searched 2 documents, 6 passages\.\nWhat comes nearest:\n\n/);
});

test('nothing in the dossier at all', async () => {
  const page = answerPage(await shown(createFakeDossier({}), 'question'), 0, french);
  expect(page.text).toBe('Le dossier ne le dit pas. Cherché dans 0 documents, 0 passages.');
  expect(page.passages).toEqual([]);
});

test('what was understood stands above, whatever the length of the question', async () => {
  const answer = await shown(createFakeDossier(TEXTS), 'parquet Marseille', { searchedAs: `${'parquet '.repeat(400)}?`, scope: ['Opération Prison Break'] });
  const page = answerPage(answer, 0, french);
  expect(page.text).toMatch(/^Cherché : parquet .{100,220}…\nDans : Opération Prison Break\n\n/);
  expect(page.entities.slice(0, 2).map(({ type }) => type)).toContain('italic');
});

test('the same said elsewhere is named, four places as three and one more', async () => {
  const answer = await shown(createFakeDossier(TEXTS), 'parquet Marseille');
  const also = Array.from({ length: 4 }, () => answer.passages[1]!);
  const page = answerPage({ ...answer, passages: [{ ...answer.passages[0]!, also }] }, 0, french);
  expect(page.text).toMatch(/Aussi dans : (?:[^;]+ ; ){2}[^;]+et 1 autres$/);
});

test('passages that are gone are said, all gone too', async () => {
  const answer = await shown(createFakeDossier(TEXTS), 'parquet Marseille');
  expect(answerPage({ ...answer, lost: 2 }, 0, english).text).toMatch(/^2 passages of this answer are no longer in the dossier\./);
  expect(answerPage({ ...answer, passages: [], lost: 0 }, 0, english).text).toBe('The passages of this answer are no longer in the dossier. Ask again.');
});

test('a short citation is copied by its button, a long one is sent', async () => {
  const cite = async (text: string): Promise<object | undefined> =>
    answerPage(await shown(createFakeDossier({ 'a.txt': text }), 'mot'), 0, french).keyboard[0]?.at(-1);
  expect(await cite('Un mot.')).toEqual({ text: '📋 Copier', copy_text: { text: '« Un mot. » — Un mot., ligne 1' } });
  expect(await cite(`Un mot ${'long '.repeat(60)}.`)).toMatchObject({ text: '📋 Citer', callback_data: expect.stringMatching(/^cite\./) as string });
});
