import { describe, expect, test } from 'vitest';
import { readCallbackData } from '../../../bot/callback-data.js';
import { speechIn } from '../../../bot/speech.js';
import { rateLabel } from '../../../bot/messages/answer-keyboard.js';
import { answerPage, EXCERPTS_A_PAGE, shownCitation, type AnswerPage } from '../../../bot/messages/answer.js';
import type { ShownAnswer } from '../../../bot/messages/shown-answer.js';
import { MESSAGE_LIMIT } from '../../../bot/messages/message.js';
import type { Dossier } from '../../../retrieval/dossier.js';
import type { AnswerPassage, Citation } from '../../../retrieval/search/answer.js';
import { cite, type CitedDocument } from '../../../retrieval/search/cite.js';
import { asRead, buttonsAsRead } from '../../support/as-read.js';
import { createFakeDossier } from '../../support/fake-dossier.js';
import { TEXTS } from '../../support/bot-rig.js';

const french = speechIn('fr');
const english = speechIn('en');

async function shown(dossier: Dossier, question: string, more: Partial<ShownAnswer> = {}): Promise<ShownAnswer> {
  const { verdict, passages, searched } = await dossier.ask(question, { top: 9 });
  return made(passages, { verdict, searched, cite: (file, start, end) => dossier.cite(file, start, end), ...more });
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
  expect(page.text).toBe('Le dossier ne le dit pas. Cherché dans 0 document, 0 passage.');
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
  expect(page.text).toMatch(/Aussi dans : (?:[^;]+ ; ){2}[^;]+et un autre$/);
});

test('passages that are gone are said, all gone too', async () => {
  const answer = await shown(createFakeDossier(TEXTS), 'parquet Marseille');
  expect(answerPage({ ...answer, lost: 2 }, 0, english).text).toMatch(/^2 passages of this answer are no longer in the dossier\./);
  expect(answerPage({ ...answer, passages: [], lost: 0 }, 0, english).text).toBe('The passages of this answer are no longer in the dossier. Ask again.');
});

test('a short citation is copied by its button, a long one is sent', async () => {
  const citeButtonOf = async (text: string): Promise<object | undefined> =>
    answerPage(await shown(createFakeDossier({ 'a.txt': text }), 'mot'), 0, french).keyboard[0]?.at(-1);
  expect(await citeButtonOf('Un mot.')).toEqual({ text: '📋 Copier', copy_text: { text: '« Un mot. » — Un mot., ligne 1' } });
  expect(await citeButtonOf(`Un mot ${'long '.repeat(60)}.`)).toMatchObject({ text: '📋 Citer', callback_data: expect.stringMatching(/^cite\./) as string });
});

/* What follows is made up passage by passage, each in a document of its own, so that every bound is met. */

const TITLE = 'Titre.\n\n';
const texts = new Map<string, CitedDocument>();

/** A passage of a document `RANK.txt` that opens with a title, with its sentence marked. */
function passageOf(rank: number, quote: string, sentence: string, more: Partial<AnswerPassage> & Pick<Partial<CitedDocument>, 'pages'> = {}): AnswerPassage {
  const { pages = null, ...rest } = more;
  const document = { file: `${rank}.txt`, text: `${TITLE}${quote}`, title: `Document ${rank}`, date: null, pages };
  texts.set(document.file, document);
  const from = TITLE.length + quote.indexOf(sentence);
  const id = `passage-${rank}`.padEnd(12, '-');
  return {
    ...cite(document, TITLE.length, document.text.length),
    rank,
    id,
    heading: null,
    highlight: [from, from + sentence.length],
    focus: null,
    score: 1,
    also: [],
    ...rest,
  };
}

const small = (rank: number, more: Parameters<typeof passageOf>[3] = {}): AnswerPassage => passageOf(rank, `Oui ${rank}. Suite.`, `Oui ${rank}.`, more);

function made(passages: readonly AnswerPassage[], more: Partial<ShownAnswer> = {}): ShownAnswer {
  return {
    key: 'abcdEFGH',
    verdict: 'answered',
    passages,
    searched: { documents: 2, passages: 6, unread: [] },
    lost: 0,
    searchedAs: null,
    scope: [],
    suggestions: [],
    canShare: false,
    rated: null,
    cite: (file, start, end) => cite(texts.get(file)!, start, end),
    link: () => null,
    ...more,
  };
}
const read = (answer: ShownAnswer, page = 0, speech = french): string => asRead(answerPage(answer, page, speech));
const buttons = (answer: ShownAnswer, page = 0, speech = french): string[][] => buttonsAsRead(answerPage(answer, page, speech));
const blocks = (answer: ShownAnswer, page = 0, speech = french): string[] => read(answer, page, speech).split(/\n\n(?!Suite)/);

const EXCERPTS = [1, 2, 3, 4, 5, 6, 7].map((rank) => `<quote><b>Oui ${rank}.</b> Suite.</quote>\n${rank}. <i>Document ${rank}</i> · ligne 3`);
const sevens = [1, 2, 3, 4, 5, 6, 7].map((rank) => small(rank));
const RATE = ['👍 Utile → rate.abcdEFGH.yes', '👎 Pas utile → rate.abcdEFGH.no'];

describe('pages of an answer', () => {
  test('one excerpt', () => {
    const answer = made([small(1)]);
    expect(read(answer)).toBe(EXCERPTS[0]);
    expect(buttons(answer)).toEqual([
      ['🔎 Contexte → more.passage-1---.1.1.abcdEFGH.0', '📄 Fichier → file.passage-1---', '📋 Copier ⧉ « Oui 1. » — Document 1, ligne 3'],
      RATE,
    ]);
  });

  test('three excerpts a page, buttons for each of them and to turn', () => {
    const answer = made(sevens);
    expect([0, 1, 2].map((page) => blocks(answer, page))).toEqual([EXCERPTS.slice(0, 3), EXCERPTS.slice(3, 6), EXCERPTS.slice(6)]);
    expect(blocks(answer, 9)).toEqual(EXCERPTS.slice(6));
    expect([0, 1, 2].map((page) => answerPage(answer, page, french).passages.map(({ rank }) => rank))).toEqual([[1, 2, 3], [4, 5, 6], [7]]);
    expect([0, 2, 3].map((wanted) => answerPage(answer, wanted, french)).map(({ page, pages }) => [page, pages])).toEqual([
      [0, 3],
      [2, 3],
      [2, 3],
    ]);
    expect(buttons(answer)).toEqual([
      ['🔎 Contexte → more.passage-1---.1.1.abcdEFGH.0', '📄 Fichier → file.passage-1---', '📋 Copier ⧉ « Oui 1. » — Document 1, ligne 3'],
      ['Extrait 2 → more.passage-2---.0.0.abcdEFGH.0', 'Extrait 3 → more.passage-3---.0.0.abcdEFGH.0'],
      ['Autres résultats 2/3 › → page.abcdEFGH.1'],
      RATE,
    ]);
    expect(buttons(answer, 1, english)).toEqual([
      ['🔎 Context → more.passage-4---.1.1.abcdEFGH.1', '📄 File → file.passage-4---', '📋 Copy ⧉ “Oui 4.” — Document 4, line 3'],
      ['Excerpt 5 → more.passage-5---.0.0.abcdEFGH.1', 'Excerpt 6 → more.passage-6---.0.0.abcdEFGH.1'],
      ['‹ Back → page.abcdEFGH.0', 'More results 3/3 › → page.abcdEFGH.2'],
      ['👍 Useful → rate.abcdEFGH.yes', '👎 Not useful → rate.abcdEFGH.no'],
    ]);
    expect(buttons(answer, 2)).toEqual([
      ['🔎 Contexte → more.passage-7---.1.1.abcdEFGH.2', '📄 Fichier → file.passage-7---', '📋 Copier ⧉ « Oui 7. » — Document 7, ligne 3'],
      ['‹ Retour → page.abcdEFGH.1'],
      RATE,
    ]);
  });

  test.each([
    ['close', 'Le dossier ne le dit pas clairement.', 'Ce qui s’en approche le plus :'],
    ['absent', 'Le dossier ne le dit pas.', 'Passage le plus proche – pas une réponse :'],
  ] as const)('%s: one excerpt on the first page, below what is said of it', (verdict, said, nearest) => {
    const answer = made(sevens, { verdict });
    const plain = (text: string): string => (verdict === 'absent' ? text.replace(/<\/?b>/g, '') : text);
    expect(blocks(answer)).toEqual([`<b>${said}</b> Cherché dans 2 documents, 6 passages.\n${nearest}`, plain(EXCERPTS[0]!)]);
    expect(blocks(answer, 1)).toEqual(EXCERPTS.slice(1, 4).map(plain));
    expect(blocks(answer, 2)).toEqual(EXCERPTS.slice(4).map(plain));
    expect([0, 1, 2].map((page) => answerPage(answer, page, french).passages.map(({ rank }) => rank))).toEqual([[1], [2, 3, 4], [5, 6, 7]]);
  });

  test('excerpts too long for one message go on the next pages, each with its buttons', () => {
    const long = (rank: number): AnswerPassage => passageOf(rank, `Oui ${rank}. ${'x'.repeat(2500)}`, `Oui ${rank}. ${'x'.repeat(2500)}`);
    const answer = made([long(1), long(2), long(3), small(4)], { searchedAs: 'Vraiment ?' });
    const pages = [0, 1, 2, 3].map((page) => answerPage(answer, page, french));
    expect(pages.map(({ passages }) => passages.map(({ rank }) => rank))).toEqual([[1], [2], [3], [4]]);
    expect(pages[0]!.text).toMatch(/^Cherché : Vraiment \?\n\nOui 1\./);
    expect(pages[0]!.pages).toBe(4);
  });
});

describe('what stands above the excerpts', () => {
  test('what was understood and searched', () => {
    expect(blocks(made([small(1)], { searchedAs: 'Et à Lille ?' }))).toEqual(['Cherché : <i>Et à Lille ?</i>', EXCERPTS[0]]);
    expect(blocks(made([small(1)], { searchedAs: 'Et à Lille ?', scope: ['Loi\n du 3'] }))[0]).toBe('Cherché : <i>Et à Lille ?</i>\nDans : <i>Loi du 3</i>');
    expect(blocks(made([small(1)], { searchedAs: 'And Lille?', scope: ['Law'] }), 0, english)[0]).toBe('Searched: <i>And Lille?</i>\nIn: <i>Law</i>');
    expect(blocks(made([small(1)], { scope: ['Loi', 'Décret'] }))[0]).toBe('Dans 2 documents choisis (/in)');
    expect(blocks(made([small(1)], { scope: ['Loi', 'Décret'] }), 0, english)[0]).toBe('In 2 chosen documents (/in)');
    expect(answerPage(made([small(1)], { searchedAs: 'Et à Lille ?' }), 0, french).passages.map(({ rank }) => rank)).toEqual([1]);
  });

  test('a question is cut at 200 characters', () => {
    expect(blocks(made([small(1)], { searchedAs: 'x'.repeat(200) }))[0]).toBe(`Cherché : <i>${'x'.repeat(200)}</i>`);
    expect(blocks(made([small(1)], { searchedAs: 'x'.repeat(201) }))[0]).toBe(`Cherché : <i>${'x'.repeat(199)}…</i>`);
  });

  test('what was searched, understood or not, stands above the verdict', () => {
    const none = { documents: 1, passages: 1, unread: [] };
    expect(read(made([], { verdict: 'absent', searched: none, searchedAs: 'Et à Lille ?' }))).toBe(
      'Cherché : <i>Et à Lille ?</i>\n\n<b>Le dossier ne le dit pas.</b> Cherché dans un document, un passage.',
    );
    expect(read(made([], { verdict: 'close', searched: none }), 0, english)).toBe(
      '<b>The dossier does not clearly say this.</b> Searched one document, one passage.',
    );
    expect(read(made([small(1)], { verdict: 'absent' }), 0, english)).toMatch(
      /^<b>The dossier does not say this\.<\/b> Searched 2 documents, 6 passages\.\nNearest passage – not an answer:\n\n/,
    );
  });

  test('files that could not be read are named, three at most, when the dossier does not clearly say it', () => {
    const line = (count: number, speech = french, verdict: 'close' | 'absent' = 'absent', name = 'scan'): string | undefined => {
      const unread = Array.from({ length: count }, (_, at) => ({ file: `${name}${at}`, reason: { code: 'empty' } as const }));
      return read(made([small(1)], { verdict, searched: { documents: 2, passages: 6, unread } }), 0, speech).split('\n')[1];
    };
    expect(line(0)).toBe('Passage le plus proche – pas une réponse :');
    expect(line(1)).toBe('⚠️ Un fichier n’a pas pu être lu, la recherche ne le couvre donc pas : scan0');
    expect(line(1, english, 'close')).toBe('⚠️ One file could not be read, so it was not searched: scan0');
    expect(line(3)).toBe('⚠️ 3 fichiers n’ont pas pu être lus, la recherche ne les couvre donc pas : scan0, scan1, scan2');
    expect(line(4)).toBe('⚠️ 4 fichiers n’ont pas pu être lus, la recherche ne les couvre donc pas : scan0, scan1, scan2…');
    expect(line(4, english)).toBe('⚠️ 4 files could not be read, so they were not searched: scan0, scan1, scan2…');
    expect(line(1, english, 'close', 'f'.repeat(59))).toContain(`: ${'f'.repeat(59)}0`);
    expect(line(1, english, 'close', 'f'.repeat(60))).toContain(`: ${'f'.repeat(59)}…`);
    const unread = [{ file: 'scan', reason: { code: 'empty' } as const }];
    expect(read(made([small(1)], { searched: { documents: 2, passages: 6, unread } }))).toBe(EXCERPTS[0]);
  });

  test('passages that are gone are counted', () => {
    expect(blocks(made([small(1)], { lost: 1 }))).toEqual(['Un passage de cette réponse n’est plus dans le dossier.', EXCERPTS[0]]);
    expect(blocks(made([small(1)], { lost: 1 }), 0, english)[0]).toBe('One passage of this answer is no longer in the dossier.');
    expect(blocks(made([small(1)], { lost: 2, verdict: 'close' }))[0]).toBe(
      '<b>Le dossier ne le dit pas clairement.</b> Cherché dans 2 documents, 6 passages.\n' +
        '2 passages de cette réponse ne sont plus dans le dossier.\nCe qui s’en approche le plus :',
    );
    expect(read(made([], { lost: 0 }))).toBe('Les passages de cette réponse ne sont plus dans le dossier. Posez la question à nouveau.');
    expect(buttons(made([]))).toEqual([RATE]);
  });
});

describe('an excerpt', () => {
  const first = (quote: string, sentence: string, more: Partial<AnswerPassage> = {}, answer: Partial<ShownAnswer> = {}): string =>
    read(made([passageOf(1, quote, sentence, more)], answer));
  const second = (quote: string, sentence: string, more: Partial<AnswerPassage> = {}): string =>
    blocks(made([small(1), passageOf(2, quote, sentence, more)]))[1]!;
  const absent = (quote: string, sentence: string): string => blocks(made([passageOf(1, quote, sentence)], { verdict: 'absent' }))[1]!;
  const padded = (length: number): string => `Avant. Oui. ${'x'.repeat(length - 12)}`;

  test('its title leads to the source, its sign to the proof of what is cited, its figure is underlined', () => {
    const focus = [TITLE.length, TITLE.length + 3] as const;
    const around = { link: (file: string) => `https://example.org/${file}`, proof: ({ start, end }: Citation) => `https://t.me/bot?start=${start}-${end}` };
    expect(first('Oui. Suite.', 'Oui.', { focus, date: '2025-05' }, around)).toBe(
      '<quote><b><u>Oui</u>.</b> Suite.</quote>\n1. <a https://example.org/1.txt><i>Document 1</i></a> · mai 2025 · ligne 3 · <a https://t.me/bot?start=8-19>🔗</a>',
    );
    expect(first(padded(501), 'Oui.', {}, around)).toContain('<a https://t.me/bot?start=15-19>🔗</a>');
  });

  test('of an answer the first is quoted whole up to 500 characters, then its sentence with the whole folded', () => {
    const [most, more] = [padded(500), padded(501)];
    expect(first(most, 'Oui.')).toBe(`<quote>${most.replace('Oui.', '<b>Oui.</b>')}</quote>\n1. <i>Document 1</i> · ligne 3`);
    expect(first(more, 'Oui.')).toBe(`<quote><b>Oui.</b></quote>\n1. <i>Document 1</i> · ligne 3\n<folded>${more.replace('Oui.', '<b>Oui.</b>')}</folded>`);
  });

  test('a sentence that opens the passage is followed by the rest, folded, from its first letter on', () => {
    const rest = 'x'.repeat(500);
    const expected = `<quote><b>Oui.</b></quote>\n1. <i>Document 1</i> · ligne 3\n<folded>${rest}</folded>`;
    expect(first(`Oui.${rest}`, 'Oui.')).toBe(expected);
    expect(first(`Oui. \n ${rest}`, 'Oui.')).toBe(expected);
    expect(first(`Oui.${' '.repeat(600)}`, 'Oui.')).toBe('<quote><b>Oui.</b></quote>\n1. <i>Document 1</i> · ligne 3');
  });

  test('the others are quoted whole up to 280 characters, then their sentence alone', () => {
    const [most, more] = [padded(280), padded(281)];
    expect(second(most, 'Oui.')).toBe(`<quote>${most.replace('Oui.', '<b>Oui.</b>')}</quote>\n2. <i>Document 2</i> · ligne 3`);
    expect(second(more, 'Oui.')).toBe('<quote><b>Oui.</b></quote>\n2. <i>Document 2</i> · ligne 3');
  });

  test('so is what is no answer, without any mark', () => {
    const [most, more] = [padded(280), padded(281)];
    expect(absent(most, 'Oui.')).toBe(`<quote>${most}</quote>\n1. <i>Document 1</i> · ligne 3`);
    expect(absent(more, 'Oui.')).toBe('<quote>Oui.</quote>\n1. <i>Document 1</i> · ligne 3');
    expect(absent(`Oui. ${'x'.repeat(600)}`, 'Oui.')).toBe('<quote>Oui.</quote>\n1. <i>Document 1</i> · ligne 3');
  });

  test('a passage of one sentence is quoted whole, folded from 501 characters on', () => {
    const one = 'x'.repeat(501);
    expect(first(one, one)).toBe(`<folded><b>${one}</b></folded>\n1. <i>Document 1</i> · ligne 3`);
    expect(second(one, one)).toBe(`<folded><b>${one}</b></folded>\n2. <i>Document 2</i> · ligne 3`);
    expect(shownCitation(passageOf(1, one, one), 'answered', made([]).cite)).toMatchObject({ quote: one });
  });

  test('what is cited is what is shown', () => {
    const cited = (rank: number, length: number, verdict: ShownAnswer['verdict']): string =>
      shownCitation(passageOf(rank, padded(length), 'Oui.'), verdict, made([]).cite).quote;
    expect([cited(1, 500, 'answered'), cited(1, 500, 'close'), cited(1, 280, 'absent'), cited(2, 280, 'answered')].map(({ length }) => length)).toEqual([
      500, 500, 280, 280,
    ]);
    expect([cited(1, 501, 'answered'), cited(1, 501, 'close'), cited(1, 281, 'absent'), cited(2, 281, 'answered')]).toEqual(['Oui.', 'Oui.', 'Oui.', 'Oui.']);
  });

  test('words read with uncertainty are counted where they are shown: folded under the first, not left out of the others', () => {
    const uncertain = [[TITLE.length, TITLE.length + 5] as const];
    expect(first(padded(501), 'Oui.', { uncertain })).toMatch(/ligne 3\n⚠️ Un mot en italique : lecture incertaine du scan\.\n<folded><i>Avant<\/i>\./);
    expect(second(padded(281), 'Oui.', { uncertain })).not.toContain('⚠️');
    expect(second(padded(280), 'Oui.', { uncertain })).toMatch(/^<quote><i>Avant<\/i>\.[^⚠]*ligne 3\n⚠️ Un mot en italique : lecture incertaine du scan\.$/);
  });

  test('other places that say the same: three, then how many more', () => {
    const also = (count: number, speech = french): string | undefined =>
      read(
        made([
          small(1, { also: [2, 3, 4, 5, 6].slice(0, count).map((rank) => ({ ...small(rank), title: `Document\n ${rank}`, page: rank === 3 ? 7 : null })) }),
        ]),
        0,
        speech,
      ).split('\n')[2];
    expect(also(0)).toBeUndefined();
    expect(also(1)).toBe('Aussi dans : Document 2 (ligne 3)');
    expect(also(3)).toBe('Aussi dans : Document 2 (ligne 3) ; Document 3 (page 7) ; Document 4 (ligne 3)');
    expect(also(4)).toBe('Aussi dans : Document 2 (ligne 3) ; Document 3 (page 7) ; Document 4 (ligne 3) et un autre');
    expect(also(5)).toBe('Aussi dans : Document 2 (ligne 3) ; Document 3 (page 7) ; Document 4 (ligne 3) et 2 autres');
    expect(also(1, english)).toBe('Also in: Document 2 (line 3)');
    expect(also(4, english)).toMatch(/Document 4 \(line 3\) and one more$/);
    expect(also(5, english)).toMatch(/Document 4 \(line 3\) and 2 more$/);
  });
});

describe('buttons', () => {
  test('what is suggested instead stands on the first page, below the excerpt', () => {
    const suggestions = [
      { question: 'Que dit le dossier sur « Lille » ?', key: 'AAAAAAAA', file: 'lille.txt' },
      { question: 'Que dit le dossier sur « Paris » ?', key: 'BBBBBBBB', file: 'paris.txt' },
    ];
    const answer = made([small(1), small(2)], { verdict: 'absent', suggestions });
    expect(blocks(answer).at(-1)).toBe('Le dossier parle en revanche de ceci :');
    expect(blocks(answer, 0, english).at(-1)).toBe('The dossier does speak of:');
    expect(blocks(answer)).toHaveLength(3);
    expect(answerPage(answer, 0, french).passages.map(({ rank }) => rank)).toEqual([1]);
    expect(buttons(answer)).toEqual([
      ['Que dit le dossier sur « Lille » ? → ask.AAAAAAAA'],
      ['Que dit le dossier sur « Paris » ? → ask.BBBBBBBB'],
      ['🔎 Contexte → more.passage-1---.1.1.abcdEFGH.0'],
      ['Autres résultats 2/2 › → page.abcdEFGH.1'],
      RATE,
    ]);
    expect(buttons(answer, 1)).toEqual([['🔎 Contexte → more.passage-2---.1.1.abcdEFGH.1'], ['‹ Retour → page.abcdEFGH.0'], RATE]);
    const none = made([], { verdict: 'absent', suggestions });
    expect(blocks(none)).toEqual(['<b>Le dossier ne le dit pas.</b> Cherché dans 2 documents, 6 passages.', 'Le dossier parle en revanche de ceci :']);
    expect(answerPage(none, 0, french).passages).toEqual([]);
  });

  test('an answer that can be shared', () => {
    expect(buttons(made([small(1)], { canShare: true })).at(-1)).toEqual(['Partager dans le groupe → share.abcdEFGH']);
    expect(buttons(made([small(1)], { canShare: true }), 0, english).at(-1)).toEqual(['Share to the group → share.abcdEFGH']);
  });

  test('what the reader said of it is ticked', () => {
    const labels = [true, false, null].map((rated) => [rateLabel(true, rated, french), rateLabel(false, rated, french)]);
    expect(labels).toEqual([
      ['✓ 👍 Utile', '👎 Pas utile'],
      ['👍 Utile', '✓ 👎 Pas utile'],
      ['👍 Utile', '👎 Pas utile'],
    ]);
    expect([rateLabel(true, true, english), rateLabel(false, true, english)]).toEqual(['✓ 👍 Useful', '👎 Not useful']);
    expect(buttons(made([small(1)], { rated: false })).at(-1)).toEqual(['👍 Utile → rate.abcdEFGH.yes', '✓ 👎 Pas utile → rate.abcdEFGH.no']);
  });

  test('a citation too long to be copied is sent, and knows its passage and its answer', () => {
    const sentence = 'x'.repeat(300);
    expect(buttons(made([passageOf(1, sentence, sentence)]))[0]!.at(-1)).toBe('📋 Citer → cite.passage-1---.abcdEFGH');
  });
});
