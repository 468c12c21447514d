import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cutNear, sentences, sentencesOf } from '../../../retrieval/passages/sentences.js';
import { hostileText, seeded } from '../../support/seeded.js';
import { expectSentencesSound } from '../../support/soundness.js';
import { hasPiaf, piafFolder, piafTexts, seedTexts, seedText } from '../../support/dossiers.js';

const split = (text: string): string[] => sentences(text).map(({ start, end }) => text.slice(start, end));

/** Each string holds sentences set apart by ¦. */
function expectSplit(marked: string): void {
  expect(split(marked.replaceAll('¦ ', ''))).toEqual(marked.split(' ¦ '));
}

describe('sentences', () => {
  it.each([
    'M. Le Pen a parlé. ¦ Mme. Durand aussi, cf. Le Monde, p. 12. ¦ Il part.',
    "Voir l'art. 5 du code. ¦ Selon l'art. L. 121-3, oui. ¦ L'art. ¦ Ce réalisme plaît.",
    'En 1100 av. J.-C. on part. ¦ Il vécut en 50 av. J.-C. ¦ Elle aussi.',
    "T. A. Hall le dit. ¦ L'U.S. Milanese gagne contre l'A.S. Roma. ¦ Fin.",
    'Le n° 5 et la p. 3, nos. 4 et 5. ¦ Il y a 3.5 M€ et 2.0 versions. ¦ Oui.',
    'Des pommes, poires, etc. et des noix, etc. ¦ Les autres partent.',
    'Mr. J. R. Smith Jr. went to the U.S. in Jan. 2020. ¦ He left at 5 p.m. ¦ The end... ¦ Or not?',
    'He met Dr. Jones, e.g. on Monday. ¦ "Yes." ¦ "No!" she said.',
  ])('knows abbreviations, initials and numbers: %s', expectSplit);

  it.each([
    'Que dit-il ? ¦ « Rien. » ¦ Puis il part !',
    'Qui sont ces « businessmen » ? ¦ Ils sont là. ¦ « Vraiment ? » demande-t-il.',
    'Que\u00A0dit-il\u00A0? ¦ «\u00A0Rien\u202F!\u00A0» ¦ Puis il part.',
    'Leur mode opératoire? ¦ Le darknet.',
    'Il l’a dit.” ¦ “Je pars.” ¦ Non.',
    'Fin.[2] ¦ Le reste [réf. nécessaire]. ¦ Et (peut-être.) ¦ Puis rien.',
    'Le groupe, l’écrivain, l’artiste… ¦ Certains restent… mais pas tous. ¦ Il a dit […] Paris.',
    'Yahoo! a fermé. ¦ Visitez www.lemonde.fr. ¦ Merci.',
    'Une seconde plus tôt.. ¦ Kinsler est là.',
  ])('knows quotation marks, no-break spaces and ellipses: %s', expectSplit);

  it.each([
    'Il part. ¦ […] Le reste suit. ¦ (...) La fin vient. ¦ […]Puis rien.',
    'Combien, 5 € ?… ¦ Le prix monte.',
    'Il part … ¦ Le reste suit.',
    'Mr or Mrs? ¦ Both came.',
    'Il dit (oui !) et part.',
    'Une règle (art. 5). ¦ Une autre.',
  ])('knows words left out, and marks after a word that is often cut short: %s', expectSplit);

  it('looks at most 40 characters ahead for the word that begins a sentence', () => {
    expectSplit(`Il part. ¦ ${'— '.repeat(19)}Le reste suit.`);
    expectSplit(`Il part. ${'— '.repeat(20)}Le reste suit.`);
  });

  it.each([
    'Voir le chap. IV du code, l’art. R. 123-4, l’art. R123-4 et l’art. A 12 de la loi.',
    "C'est de l'art. ¦ Elle aime. ¦ Voir l'art. ¦ B 52 est un avion.",
    "Il vient de l'ONU. ¦ Paris attend.",
    'J.-P. Dupont, J.-P.-M. Durand, Ch.-L. Martin, J.-Ch. Petit et la s.a.r.l. Legrand sont là.',
    'Il vécut en 50 av. J.-C. ¦ (Elle part.) ¦ En 50 av. J.-C. ¦ « Elle part. » ¦ En 50 av. J.-C. ¦ «Elle» reste.',
    "En 50 av. J.-C. ¦ A Rome, tout va. ¦ En 50 av. J.-C. ¦ L'eau monte. ¦ En 50 av. J.-C. ¦ Elle.",
    'Il vient en juil. ¦ Elle aussi, en sept. 2020 ou en oct. Dupont le sait.',
    'Le groupe (ou l’autre). ¦ Ils partent.',
  ])('tells words cut short from whole ones by what follows: %s', expectSplit);

  it.each([
    ['Il part (oui).Le reste suit.', ['Il part (oui).', 'Le reste suit.']],
    ['Il dit « fin.»Le ministre part.', ['Il dit « fin.»', 'Le ministre part.']],
    ['C’est la fin.A Paris, tout va.', ['C’est la fin.', 'A Paris, tout va.']],
    ['C’est la fin.L’État part.', ['C’est la fin.', 'L’État part.']],
    ['C’est la fin.Alors, il part.', ['C’est la fin.', 'Alors, il part.']],
    // Nothing was lost here.
    ['Il part à 10h.Le reste suit.', ['Il part à 10h.Le reste suit.']],
    ['Voir la loi (bis)2.Le reste suit.', ['Voir la loi (bis)2.Le reste suit.']],
    ['C’est la fin..Le ministre part.', ['C’est la fin..Le ministre part.']],
    ['Il dit « fin.»)Le ministre part.', ['Il dit « fin.»)Le ministre part.']],
    ['Voir lemonde.fr Le reste suit.', ['Voir lemonde.fr Le reste suit.']],
    ['Voir Booking.Com/fr pour la suite.', ['Voir Booking.Com/fr pour la suite.']],
    ['Voir Booking.Com', ['Voir Booking.Com']],
  ])('tells a space that was lost from a name: %s', (text, expected) => {
    expect(split(text)).toEqual(expected);
  });

  it('finds an end whose space was lost, but no end in names of files and sites', () => {
    expect(split('par le Williams College.Ses collections plaisent. Voir Node.js et Booking.com ou M.Dupont.')).toEqual([
      'par le Williams College.',
      'Ses collections plaisent.',
      'Voir Node.js et Booking.com ou M.Dupont.',
    ]);
  });

  it('takes no list marker for a sentence, on its own line or not', () => {
    expectSplit('1. Le groupe a parlé. ¦ Il est parti. ¦ 2. La suite vient.');
    expect(split('Voici :\n1. Un point\n2. Un autre\na) Le premier ;\nb) Le second.')).toEqual([
      'Voici :',
      '1. Un point',
      '2. Un autre',
      'a) Le premier ;',
      'b) Le second.',
    ]);
    expectSplit('A. Introduction générale. ¦ Le reste suit.');
    expectSplit('(123/456. Le groupe a parlé. ¦ Il part.');
    expectSplit('(1234/567. ¦ Le groupe a parlé.');
  });

  it('reads the row of a table whole', () => {
    const text = 'Nom | Il part. Elle reste. | Fin';
    expect(sentencesOf(text, { start: 6, end: 24, interruptions: [], table: null })).toEqual([
      { start: 6, end: 14 },
      { start: 15, end: 24 },
    ]);
    expect(sentencesOf(text, { start: 6, end: 24, interruptions: [], table: {} })).toEqual([{ start: 6, end: 24 }]);
  });

  it('ends no sentence within what a page break put into it, and ends those before and after', () => {
    const text = 'Un point. Le nombre ? Oui. Voir p. 3. a doublé. Suite.';
    const [start, end] = [text.indexOf('?'), text.indexOf(' a doublé')];
    const block = { start: 0, end: text.length, interruptions: [{ start, end }] };
    expect(sentencesOf(text, block).map((found) => text.slice(found.start, found.end))).toEqual([
      'Un point.',
      'Le nombre ? Oui. Voir p. 3. a doublé.',
      'Suite.',
    ]);
    expect(split('Fin.\n\nLe nombre d’enquêteurs a doublé selon les données de la direction\n\n1 Voir le rapport. Paris, 2019.\n\ngénérale. Suite.')).toEqual([
      'Fin.',
      'Le nombre d’enquêteurs a doublé selon les données de la direction\n\n1 Voir le rapport. Paris, 2019.\n\ngénérale.',
      'Suite.',
    ]);
  });

  it('ends sentences of other scripts without a space', () => {
    expect(split('这是一个句子。这是第二个。')).toEqual(['这是一个句子。', '这是第二个。']);
    expect(split('ما هذا؟ هذا كتاب. نعم')).toEqual(['ما هذا؟', 'هذا كتاب.', 'نعم']);
  });

  it('joins hard-wrapped lines and keeps lines that stand alone apart', () => {
    expect(split('Le rôle des prisons\n\nLes prisons de la ville de Paris et de sa banlieue ont été\nfouillées par M.\nDupont hier. Rien.\n\nFin')).toEqual([
      'Le rôle des prisons',
      'Les prisons de la ville de Paris et de sa banlieue ont été\nfouillées par M.\nDupont hier.',
      'Rien.',
      'Fin',
    ]);
  });

  it('keeps a sentence of the UN report whole across the page break and its footnote', () => {
    const text = seedText('004');
    const cut = split(text).find((sentence) => sentence.includes('font appel aux'))!;
    expect(cut.startsWith("b) Il importe d'associer")).toBe(true);
    expect(cut.endsWith('le Darknet et les cybermonnaies ;')).toBe(true);
    expect(text).toContain(cut);
  });

  it('keeps a sentence whole across a page number', () => {
    const text = "Le nombre d'enquêteurs a doublé d'après les données de la direction\n\n   - 13 -\n\ngénérale de la police. Suite.";
    expect(split(text)).toEqual([text.slice(0, text.indexOf(' Suite')), 'Suite.']);
  });

  it('cuts what nobody reads as one sentence, never inside a surrogate pair', () => {
    for (const text of ['mot '.repeat(5_000), 'a'.repeat(10_000), '😀'.repeat(5_000), `x${'😀'.repeat(5_000)}`, 'mot, '.repeat(4_000)]) {
      const pieces = split(text);
      expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(2_001);
      for (const piece of pieces) expect(piece).not.toMatch(/\p{Cs}/u);
      expectSentencesSound(text);
    }
  });

  it('cuts a sentence over 2,000 characters into pieces of one size', () => {
    const lengths = (text: string): number[] => split(text).map(({ length }) => length);
    expect(lengths('a'.repeat(2_000))).toEqual([2_000]);
    expect(lengths('a'.repeat(2_001))).toEqual([1_000, 1_001]);
    expect(lengths('a'.repeat(5_000))).toEqual([1_666, 1_667, 1_667]);
    expect(lengths(`Il part. ${'a'.repeat(5_000)}`)).toEqual([1_669, 1_670, 1_670]);
    // Two spaces between the words: no piece keeps one.
    const words = `${'mot  '.repeat(599)}mot`;
    expect(lengths(words)).toEqual([1_498, 1_498]);
    expectSentencesSound(words);
    const row = { start: 0, end: 2_001, interruptions: [], table: {} };
    expect(sentencesOf('a'.repeat(2_001), row)).toHaveLength(2);
  });

  it('gives nothing for nothing', () => {
    expect(sentences('')).toEqual([]);
    expect(sentences(' \n\t\u00A0\r\n ')).toEqual([]);
  });

  it.each(seedTexts)('holds all of %s', (_file, text) => {
    expectSentencesSound(text);
  });

  it('holds all of any text', () => {
    const random = seeded(3);
    for (let round = 0; round < 400; round++) expectSentencesSound(hostileText(random, 1 + Math.floor(random() * 80)));
  });

  it.each([
    ['one line of 1 MB', 'Une phrase de plus. '.repeat(50_000)],
    ['one word of 1 MB', 'a'.repeat(1_000_000)],
    ['100,000 short lines', 'Mot\n'.repeat(100_000)],
    ['20,000 half sentences', 'une ligne sans point final et qui est assez longue pour cela\n\n'.repeat(20_000)],
    ['1 MB of full stops', '. '.repeat(500_000)],
    ['1 MB of closing quotation marks', `.${' »'.repeat(500_000)}`],
    ['1 MB of initials', 'A. '.repeat(333_000)],
  ])('comes to an end on %s', (_name, text) => {
    const found = sentences(text);
    expect(found.at(-1)!.end).toBe(text.trimEnd().length);
  });

  it.skipIf(!hasPiaf)('holds all of PIAF, and agrees with its gold sentences', () => {
    for (const [, text] of piafTexts) expectSentencesSound(text);
    const texts = new Map(piafTexts);
    const golds = new Map<string, { file: string; quote: string }>();
    for (const line of readFileSync(join(piafFolder, 'questions.jsonl'), 'utf8').trim().split('\n')) {
      for (const gold of (JSON.parse(line) as { gold: { file: string; quote: string }[] }).gold) golds.set(gold.file + gold.quote, gold);
    }
    const whole = new Map([...texts].map(([file, text]) => [file, new Set(split(text))]));
    const agreed = [...golds.values()].filter(({ file, quote }) => whole.get(file)!.has(quote)).length;
    // The rest are gold quotes cut at an initial or after "av.", or that hold two sentences.
    expect(agreed / golds.size).toBeGreaterThan(0.97);
  });
});

describe('cutNear', () => {
  /** Sixty letters, some of them replaced: cut near 40, so within 30 (a third of the way from 10) and 40. */
  const cutWith = (...marks: [at: number, written: string][]): number => {
    let text = 'a'.repeat(60);
    for (const [at, written] of marks) text = text.slice(0, at) + written + text.slice(at + written.length);
    return cutNear(text, 10, 60, 40);
  };

  it.each([';', ':', ',', '–', '—'])('cuts after %s with a space or a line end behind it', (mark) => {
    expect(cutWith([33, `${mark} `])).toBe(34);
    expect(cutWith([33, `${mark}\n`])).toBe(34);
    expect(cutWith([33, mark])).toBe(40);
  });

  it('takes the last mark, and a mark before a later space', () => {
    expect(cutWith([31, ', '], [35, '; '], [38, ' '])).toBe(36);
    expect(cutWith([31, '; '], [35, ', '])).toBe(36);
  });

  it('cuts before the last space where there is no mark', () => {
    expect(cutWith([32, ' '], [35, ' '], [37, '\n'])).toBe(37);
    expect(cutWith([32, ' '])).toBe(32);
    expect(cutWith([39, '  '])).toBe(40);
  });

  it('looks back a third of the way, and one character on', () => {
    expect(cutWith([30, ', '])).toBe(31);
    expect(cutWith([30, ', '], [35, ' '])).toBe(31);
    expect(cutWith([29, ', '])).toBe(30);
    expect(cutWith([28, ', '])).toBe(40);
    expect(cutWith([30, ' '])).toBe(30);
    expect(cutWith([29, ' '])).toBe(40);
    expect(cutWith([40, ', '])).toBe(41);
    expect(cutWith([41, ', '])).toBe(40);
    expect(cutWith([42, ' '])).toBe(40);
  });

  it('cuts inside whatever is wanted, and no character in two', () => {
    expect(cutNear('abcdef', 0, 6, 9)).toBe(5);
    expect(cutNear('ab cdef', 2, 7, 2)).toBe(3);
    expect(cutNear('abcdef', 2, 6, 1)).toBe(3);
    expect(cutNear('abcde, f', 0, 6, 5)).toBe(5);
    expect(cutNear('a😀bc', 0, 5, 2)).toBe(3);
    expect(cutNear('ab\uD83Dcd', 0, 5, 3)).toBe(3);
    expect(cutNear('ab😀', 0, 4, 3)).toBe(2);
    expect(cutNear('😀😀', 0, 4, 2)).toBe(2);
  });
});
