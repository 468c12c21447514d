import { describe, expect, test } from 'vitest';
import { citationAt, type EvidenceDocument } from '../../../retrieval/evidence/evidence-document.js';
import { coverage, EmptySubjectError } from '../../../retrieval/evidence/coverage.js';
import type { Answer } from '../../../retrieval/search/answer.js';
import { documentOf, seedDocuments } from './documents.js';

const documents = [
  documentOf('a.txt', 'Rien ici. La saisie de drogue a eu lieu à Marseille. On y a trouvé des armes.'),
  documentOf('b.txt', 'Les drogues circulent. Elles viennent de loin.'),
  documentOf('c.txt', 'Marseille est une ville. ' + 'Bla bla bla bla bla bla bla. '.repeat(20) + 'La drogue y est interdite.'),
  documentOf('d.txt', 'Le chat dort sur le tapis.'),
  documentOf('e.txt', ''),
];

function answered(file: EvidenceDocument, quote: string, verdict: Answer['verdict'] = 'answered', score = 0.9): Answer {
  const start = file.text.indexOf(quote);
  const passage = {
    ...citationAt(file, start, start + quote.length),
    rank: 1,
    id: 'x'.repeat(12),
    heading: null,
    highlight: [start, start + quote.length] as const,
    focus: null,
    score,
    also: [],
  };
  return { question: 'x', verdict, confidence: 0.9, passages: [passage], searched: { documents: 5, passages: 9, unread: [] }, milliseconds: 1 };
}

test('tells documents that speak, touch and are silent, each with its best sentence', () => {
  const found = coverage(documents, 'la drogue à Marseille');
  expect(found.counts).toEqual({ speaks: 1, touches: 2, silent: 2 });
  expect(found.documents.map(({ file, level, by, quote }) => [file, level, by, quote?.quote ?? null])).toEqual([
    ['a.txt', 'speaks', 'words', 'La saisie de drogue a eu lieu à Marseille.'],
    ['c.txt', 'touches', 'words', 'Marseille est une ville.'],
    ['b.txt', 'touches', 'words', 'Les drogues circulent.'],
    ['d.txt', 'silent', null, null],
    ['e.txt', 'silent', null, null],
  ]);
  expect(found.documents[0]).toMatchObject({ words: ['drogue', 'Marseille'], times: 2 });
  expect(found.unknownWords).toEqual([]);
});

describe('what the search by meaning adds', () => {
  test('a document that says it in other words touches the subject', () => {
    const found = coverage(documents, 'félin', answered(documents[3]!, 'Le chat dort sur le tapis.'));
    expect(found.counts).toEqual({ speaks: 0, touches: 1, silent: 4 });
    expect(found.documents[0]).toMatchObject({ file: 'd.txt', level: 'touches', by: 'meaning', quote: { quote: 'Le chat dort sur le tapis.' } });
    expect(found.unknownWords).toEqual(['félin']);
  });

  test('nothing, when the search says that nothing fits', () => {
    expect(coverage(documents, 'félin', answered(documents[3]!, 'Le chat dort sur le tapis.', 'absent')).counts.silent).toBe(5);
  });

  test('the first passage of each document that comes within a fifth of the best', () => {
    const [cat, drugs, arms] = [documents[3]!, documents[1]!, documents[0]!];
    const passages = [
      answered(cat, 'Le chat dort', 'answered', 1).passages[0]!,
      answered(cat, 'sur le tapis', 'answered', 0.95).passages[0]!,
      answered(drugs, 'Elles viennent', 'answered', 0.8).passages[0]!,
      answered(arms, 'Rien ici', 'answered', 0.79).passages[0]!,
    ];
    const found = coverage(documents, 'félin', { ...answered(cat, 'Le chat', 'close'), passages });
    expect(found.counts).toEqual({ speaks: 0, touches: 2, silent: 3 });
    expect(found.documents.slice(0, 2).map(({ file, by, words, times, quote }) => [file, by, words, times, quote!.quote])).toEqual([
      ['b.txt', 'meaning', [], 0, 'Elles viennent'],
      ['d.txt', 'meaning', [], 0, 'Le chat dort'],
    ]);
    expect(coverage(documents, 'félin', { ...answered(cat, 'Le chat'), passages: [] }).counts.silent).toBe(5);
  });

  test('the sentence that it marks', () => {
    const { passages, ...rest } = answered(documents[3]!, 'Le chat dort sur le tapis.');
    const found = coverage(documents, 'félin', { ...rest, passages: [{ ...passages[0]!, highlight: [8, 12] }] });
    expect(found.documents[0]!.quote).toMatchObject({ start: 8, end: 12, quote: 'dort' });
  });

  test('never less than the words say', () => {
    expect(coverage(documents, 'drogue', answered(documents[1]!, 'Elles viennent de loin.')).documents.find(({ file }) => file === 'b.txt')).toMatchObject({
      level: 'speaks',
      by: 'words',
    });
  });
});

describe('how much of a subject stands together', () => {
  /** Words that are no subject's. */
  const filler = (count: number): string => Array.from({ length: count }, (_, at) => `x${at}y`).join(' ');
  const levels = (subject: string, ...texts: string[]): unknown[] => {
    const found = coverage(
      texts.map((text, at) => documentOf(`${at}.txt`, text)),
      subject,
    );
    return found.documents.map(({ file, level, words, times }) => [file, level, words.join(' '), times]);
  };

  test('words up to sixty words apart do', () => {
    expect(levels('lune soleil', `lune ${filler(59)} soleil`)).toEqual([['0.txt', 'speaks', 'lune soleil', 2]]);
    expect(levels('lune soleil', `lune ${filler(60)} soleil`)).toEqual([['0.txt', 'touches', 'lune', 2]]);
    // The word that comes again is counted where it stands with the other.
    expect(levels('lune soleil', `lune ${filler(80)} lune ${filler(20)} soleil ${filler(80)} soleil`)).toEqual([['0.txt', 'speaks', 'lune soleil', 4]]);
  });

  test('two words of three speak of it, one of three touches it, one of four does not', () => {
    expect(levels('lune soleil terre', 'lune et soleil', 'soleil et terre', 'terre et lune')).toEqual([
      ['0.txt', 'speaks', 'lune soleil', 2],
      ['1.txt', 'speaks', 'soleil terre', 2],
      ['2.txt', 'speaks', 'lune terre', 2],
    ]);
    expect(levels('lune soleil terre', 'la lune', 'le soleil', 'la terre').map((one) => (one as string[])[1])).toEqual(['touches', 'touches', 'touches']);
    expect(levels('lune soleil terre mars', 'la lune', 'le soleil', 'la terre', 'mars')).toEqual([
      ['0.txt', 'silent', '', 1],
      ['1.txt', 'silent', '', 1],
      ['2.txt', 'silent', '', 1],
      ['3.txt', 'silent', '', 1],
    ]);
  });

  test('a rare word tells more: of two the rare one touches the subject, the one that every document has does not', () => {
    // Seven documents: "lune" in all weighs 1, "soleil" in one log2(8/2) + 1 = 3: 1 of 4 is too little, 3 of 4 speaks.
    expect(levels('lune soleil', 'la lune', 'le soleil, la lune', 'lune', 'lune', 'lune', 'lune', 'lune').slice(0, 3)).toEqual([
      ['1.txt', 'speaks', 'lune soleil', 2],
      ['0.txt', 'silent', '', 1],
      ['2.txt', 'silent', '', 1],
    ]);
  });

  test('the more of it the earlier (the rarer word is more), then the more often, then in their order', () => {
    const texts = ['soleil', 'rien', 'lune', 'lune lune', 'lune soleil', 'soleil lune lune', 'lune'];
    expect(levels('lune soleil', ...texts).map((one) => texts[Number((one as string[])[0]![0])])).toEqual([
      'soleil lune lune',
      'lune soleil',
      'soleil',
      'lune lune',
      'lune',
      'lune',
      'rien',
    ]);
    expect(
      coverage(
        texts.map((text, at) => documentOf(`${at}.txt`, text)),
        'lune',
      )
        .documents.map(({ file }) => file[0])
        .join(''),
    ).toBe('3524601');
  });
});

describe('the sentence shown', () => {
  const shown = (subject: string, text: string): string | undefined => coverage([documentOf('a.txt', text)], subject).documents[0]!.quote?.quote;

  test('is the one with the most of the words, where they stand together', () => {
    expect(shown('lune soleil terre', 'La lune brille. La lune cache le soleil. La terre tourne.')).toBe('La lune cache le soleil.');
    expect(shown('lune soleil', 'La lune brille. Rien. Le soleil aussi.')).toBe('La lune brille.');
    expect(shown('lune soleil', 'Rien du tout. Le soleil brille.')).toBe('Le soleil brille.');
  });

  test('not one further on', () => {
    const far = `La lune brille. ${'Un mot de plus. '.repeat(20)}La lune cache le soleil.`;
    expect(shown('lune', far)).toBe('La lune brille.');
    expect(shown('lune soleil', far)).toBe('La lune cache le soleil.');
  });
});

test('a subject without a word of its own is refused', () => {
  for (const subject of ['', 'de la', '?!', '👮']) expect(() => coverage(documents, subject)).toThrow(EmptySubjectError);
});

describe('on the seeds', () => {
  const seeds = seedDocuments();

  test('who speaks of what', () => {
    const speaking = (subject: string): string[] =>
      coverage(seeds, subject)
        .documents.filter(({ level }) => level === 'speaks')
        .map(({ file }) => file.slice(0, 3))
        .sort();
    expect(speaking('Darknet')).toEqual(['000', '003', '004']);
    expect(speaking('cyberpatrouilles')).toEqual(['001']);
    expect(speaking('cryptomonnaie')).toEqual(['000', '003']);
    expect(speaking('Gérald Darmanin')).toEqual(['001', '003']);
    expect(speaking('enquete')).toEqual(['000', '001', '002', '004']);
  });

  test('every quote is a slice', () => {
    for (const subject of ['prison', 'trafic de stupéfiants', 'nouvelles technologies']) {
      for (const { file, quote } of coverage(seeds, subject).documents)
        if (quote) expect(seeds.find((one) => one.file === file)!.text.slice(quote.start, quote.end)).toBe(quote.quote);
    }
  });
});
