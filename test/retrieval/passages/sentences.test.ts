import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sentences } from '../../../retrieval/passages/sentences.js';
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
