import { describe, expect, it } from 'vitest';
import type { Passage } from '../../../retrieval/passages/passage.js';
import { passageId } from '../../../retrieval/passages/passage-id.js';
import { splitDocument, splitPassage, type SplitDocument } from '../../../retrieval/passages/split.js';
import { hostileText, seeded } from '../../support/seeded.js';
import { expectSplitSound } from '../../support/soundness.js';
import { hasPiaf, piafTexts, seedTexts, seedText } from '../../support/dossiers.js';

const of = (text: string): SplitDocument => splitDocument({ file: 'a.txt', text });
const quotes = (text: string): string[] => of(text).passages.map(({ start, end }) => text.slice(start, end));

describe('splitDocument', () => {
  it.each(seedTexts)('gives whole sentences of %s, in order', (file, text) => {
    expectSplitSound(text, file);
  });

  it.skipIf(!hasPiaf)('gives whole sentences of every PIAF document', () => {
    for (const [file, text] of piafTexts) expectSplitSound(text, file);
  });

  it('gives whole sentences of any text', () => {
    const random = seeded(5);
    for (let round = 0; round < 300; round++) expectSplitSound(hostileText(random, 1 + Math.floor(random() * 120)));
  });

  it.each([
    ['nothing', '', 0],
    ['white space', ' \n\u00A0\n', 0],
    ['signs only', '* * *\n\n-----', 0],
    ['one line of 1 MB', 'Une phrase de plus. '.repeat(50_000), 500],
    ['one word of 1 MB', 'a'.repeat(1_000_000), 500],
    ['100,000 short lines', 'Mot\n'.repeat(100_000), 300],
    ['100,000 headings and nothing below', '# Titre\n'.repeat(100_000), 300],
  ])('takes %s', (_name, text, least) => {
    const { passages } = of(text);
    expect(passages.length).toBeGreaterThanOrEqual(least);
    expect(least > 0 || passages.length === 0).toBe(true);
  });

  it('knows the heading above each passage, without a blank line between', () => {
    const text = seedText('002');
    const shown = of(text).passages.map(({ heading }) => heading);
    expect(shown).toEqual([
      "Contexte de l'opération",
      'Origine et distribution des téléphones',
      'Enjeux légaux et sécuritaires',
      "Procédures légales et suites de l'opération",
      'Conséquences étendues et répercussions',
    ]);
  });

  it('keeps the sentence that announces a list with the first item, and tells it to the later ones', () => {
    const text = seedText('004');
    const { passages } = of(text);
    const lead = 'Le groupe de travail a formulé les conclusions suivantes :';
    const first = passages.find(({ start, end }) => text.slice(start, end).includes(lead))!;
    expect(text.slice(first.start, first.end)).toContain('a) La croissance des marchés virtuels');
    expect(first.lead).toBeUndefined();
    const later = passages.filter(({ start, end }) => /^[c-e]\) /u.test(text.slice(start, end)) && start > first.end);
    expect(later.length).toBeGreaterThan(0);
    for (const { lead: known } of later) expect(known && text.slice(known.start, known.end)).toContain(lead);
  });

  it('keeps a list within a list, and forgets a list once text comes between', () => {
    const item = (text: string): string => `${text} ${'avec bien des mots qui suivent '.repeat(30)}fin.`;
    const text = [
      'Il faut :',
      `1. ${item('Un')}`,
      `2. ${item('Deux')}`,
      'Il faut aussi :',
      `- ${item('Tiret')}`,
      `- ${item('Autre')}`,
      `3. ${item('Trois')}`,
      item('Du texte'),
      `4. ${item('Quatre')}`,
    ].join('\n\n');
    const leads = of(text).passages.map((passage) => [
      text.slice(passage.start, passage.start + 9),
      passage.lead ? text.slice(passage.lead.start, passage.lead.end) : null,
    ]);
    expect(leads.filter(([start]) => /^(?:\d\.|-)/u.test(start!)).map(([start, lead]) => [start!.split(' ')[0], lead])).toEqual([
      ['2.', 'Il faut :'],
      ['-', 'Il faut aussi :'],
      // The announcement of the inner list is text of its own: it ends the outer list.
      ['3.', null],
      ['4.', null],
    ]);
  });

  it('lets the front page of the UN report be quoted', () => {
    expect(quotes(seedText('004'))[0]).toContain('Rapporteur : Stewe Alm (Suède)');
  });

  it('takes links to other articles for text of their own', () => {
    const text = seedText('001');
    const last = of(text).passages.at(-1)!;
    expect(last.heading).toBe('À voir également sur Le HuffPost :');
    expect(text.slice(last.start, last.end)).toContain('Six surveillants de la prison de Réau');
  });

  it('joins small paragraphs, cuts long ones evenly and leaves no crumb', () => {
    const sentence = `Une phrase ${'assez longue '.repeat(6)}vient ici.`;
    const lengths = quotes(`${`${sentence} `.repeat(20).trim()}\n\nUn mot de la fin.`).map(({ length }) => length);
    expect(lengths).toHaveLength(2);
    expect(Math.max(...lengths) / Math.min(...lengths)).toBeLessThan(1.3);
    expect(quotes('Un. Deux.\n\nTrois.\n\nQuatre.')).toHaveLength(1);
  });

  it('takes other sizes', () => {
    const text = seedText('000');
    const counts = [300, 700, 2_400].map(
      (target) => splitDocument({ file: 'a', text }, { targetCharacters: target, maxCharacters: 2 * target }).passages.length,
    );
    expect(counts[0]).toBeGreaterThan(counts[1]!);
    expect(counts[1]).toBeGreaterThan(counts[2]!);
    const overlapping = splitDocument({ file: 'a', text }, { overlapSentences: 1 }).passages;
    for (const [index, passage] of overlapping.entries()) {
      if (index > 0) expect(passage.sentences[0]).toEqual(overlapping[index - 1]!.sentences.at(-1));
    }
  });
});

describe('passage ids', () => {
  const text = `# Un\n\nUne première phrase ici.\n\n# Deux\n\nUne phrase répétée.\n\n# Trois\n\nUne phrase répétée.`;

  it('stay when the passage moves, and tell repeated texts apart', () => {
    const ids = of(text).passages.map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
    expect(
      of(`# Zéro\n\nAutre chose encore.\n\n${text}`)
        .passages.map(({ id }) => id)
        .slice(1),
    ).toEqual(ids);
  });

  it('count the repeats of a text from nought', () => {
    const repeated = Array.from({ length: 4 }, (_, at) => `# Titre ${at}\n\nUne phrase répétée.`).join('\n\n');
    expect(of(repeated).passages.map(({ id }) => id)).toEqual([0, 1, 2, 3].map((repeat) => passageId('a.txt', 'Une phrase répétée.', repeat)));
  });

  it('change with the text and with the file', () => {
    const [id] = of(text).passages.map((passage) => passage.id);
    expect(of(text.replace('première', 'seconde')).passages[0]!.id).not.toBe(id);
    expect(splitDocument({ file: 'b.txt', text }).passages[0]!.id).not.toBe(id);
  });
});

describe('splitPassage', () => {
  const whole = (text: string): Passage => ({
    id: 'abcdefghijkl',
    file: 'a.txt',
    start: 0,
    end: text.length,
    sentences: [{ start: 0, end: text.length }],
    heading: null,
  });

  it('halves at the sentence end nearest to the middle', () => {
    const text = seedText('002');
    for (const passage of splitDocument({ file: 'a.txt', text }).passages) {
      const [left, right] = splitPassage({ file: 'a.txt', text }, passage);
      expect([...left.sentences, ...right.sentences]).toEqual(passage.sentences);
      expect([left.start, left.end, right.end]).toEqual([passage.start, left.sentences.at(-1)!.end, passage.end]);
      expect(Math.max(left.end - left.start, right.end - right.start)).toBeLessThan(0.75 * (passage.end - passage.start));
      expect(new Set([left.id, right.id, passage.id]).size).toBe(3);
      expect(right.heading).toBe(passage.heading);
    }
  });

  it('names the halves after the whole and the place in it', () => {
    const text = 'Avant. Un. Deux. Trois phrases, dont la dernière est longue.';
    const sentences = [
      [7, 10],
      [11, 16],
      [17, text.length],
    ].map(([start, end]) => ({ start: start!, end: end! }));
    const [left, right] = splitPassage({ file: 'a.txt', text }, { ...whole(text), start: 7, sentences });
    // The middle is nearest to where the last sentence begins.
    expect([text.slice(left.start, left.end), text.slice(right.start, right.end)]).toEqual(['Un. Deux.', 'Trois phrases, dont la dernière est longue.']);
    expect([left.id, right.id]).toEqual([
      passageId('a.txt', 'Un. Deux.', 'abcdefghijkl+0'),
      passageId('a.txt', 'Trois phrases, dont la dernière est longue.', 'abcdefghijkl+10'),
    ]);
    const even = 'Un. Deux. Tri. Six.';
    const halves = splitPassage(
      { file: 'a.txt', text: even },
      {
        ...whole(even),
        sentences: [
          [0, 3],
          [4, 9],
          [10, 14],
          [15, 19],
        ].map(([start, end]) => ({ start: start!, end: end! })),
      },
    );
    expect(halves.map(({ start, end }) => even.slice(start, end))).toEqual(['Un. Deux.', 'Tri. Six.']);
  });

  it('halves one sentence at a mark, else at a space, else anywhere but inside a pair', () => {
    const halves = (text: string): string[] => splitPassage({ file: 'a.txt', text }, whole(text)).map(({ start, end }) => text.slice(start, end));
    expect(halves('un deux trois quatre, cinq six sept huit')).toEqual(['un deux trois quatre,', 'cinq six sept huit']);
    expect(halves('undeuxtroisquatre cinqsixsept huit')).toEqual(['undeuxtroisquatre', 'cinqsixsept huit']);
    expect(halves('abcdef')).toEqual(['abc', 'def']);
    expect(halves('😀😀😀')).toEqual(['😀😀', '😀']);
  });

  it('goes down to single characters, and says when it cannot', () => {
    const random = seeded(9);
    for (let round = 0; round < 100; round++) {
      const text = hostileText(random, 12).trim();
      const waiting = text === '' ? [] : [whole(text)];
      let held = '';
      for (let passage = waiting.shift(); passage; passage = waiting.shift()) {
        const slice = text.slice(passage.start, passage.end);
        if (Array.from(slice).length > 1) waiting.unshift(...splitPassage({ file: 'a.txt', text }, passage));
        else held += slice;
      }
      expect(held).toBe(text.replaceAll(/\s/gu, ''));
    }
    expect(() => splitPassage({ file: 'a.txt', text: 'xax' }, { ...whole('a'), start: 1, end: 2, sentences: [{ start: 1, end: 2 }] })).toThrow(
      'splitting passage abcdefghijkl: at least two characters expected, found "a"',
    );
    expect(() => splitPassage({ file: 'a.txt', text: 'a' }, whole('a'))).toThrow(RangeError);
    expect(() => splitPassage({ file: 'a.txt', text: '😀' }, whole('😀'))).toThrow(RangeError);
  });
});
