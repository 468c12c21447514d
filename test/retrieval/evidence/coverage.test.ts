import { beforeAll, describe, expect, test } from 'vitest';
import { readDossier } from '../../../retrieval/documents/index.js';
import { citationAt, type EvidenceDocument } from '../../../retrieval/evidence/evidence-document.js';
import { coverage, EmptySubjectError } from '../../../retrieval/evidence/coverage.js';
import type { Answer } from '../../../retrieval/search/answer.js';
import { documentOf } from './documents.js';

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

  test('never less than the words say', () => {
    expect(coverage(documents, 'drogue', answered(documents[1]!, 'Elles viennent de loin.')).documents.find(({ file }) => file === 'b.txt')).toMatchObject({
      level: 'speaks',
      by: 'words',
    });
  });
});

test('a subject without a word of its own is refused', () => {
  for (const subject of ['', 'de la', '?!', '👮']) expect(() => coverage(documents, subject)).toThrow(EmptySubjectError);
});

describe('on the seeds', () => {
  let seeds: EvidenceDocument[];
  beforeAll(async () => {
    seeds = (await readDossier('seeds')).documents;
  });

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
