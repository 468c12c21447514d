import { describe, expect, it } from 'vitest';
import { ENCYCLOPEDIC, offTopicIn, readExamples } from '../../../../retrieval/evaluation/fitting/examples.js';
import { placesOf } from '../../../../retrieval/evaluation/questions/places.js';
import { readQuestions } from '../../../../retrieval/evaluation/questions/question-file.js';
import { fold } from '../../../../retrieval/passages/index.js';

describe('examples to learn verdicts from', async () => {
  const { documents, questions, offTopic } = await readExamples();
  const { questions: measured } = readQuestions();

  it('every gold stands in its document', () => {
    const texts = new Map(documents.map((document) => [document.file, document.text]));
    for (const { id, gold } of questions)
      for (const { file: name, quote } of gold) expect([id, placesOf(quote!, texts.get(name) ?? '').length > 0]).toEqual([id, true]);
  });

  it('no question is one that is measured on, and none is there twice', () => {
    const known = new Set(measured.map(({ question }) => fold(question)));
    const texts = [...questions.map(({ question }) => question), ...offTopic.map(({ question }) => question)].map(fold);
    expect(texts.filter((text) => known.has(text))).toEqual([]);
    expect(texts.filter((text, at) => texts.indexOf(text) !== at)).toEqual([]);
  });

  it('both languages, answered and not', () => {
    const count = (kind: string): number => questions.filter((question) => question.kind === kind).length;
    for (const kind of ['french', 'english', 'near-topic', 'false-premise']) expect([kind, count(kind) >= 40]).toEqual([kind, true]);
    for (const kind of ENCYCLOPEDIC) expect([kind, offTopic.some((example) => example.kind === kind)]).toEqual([kind, true]);
  });
});

it('reads off-topic questions with their kinds', () => {
  expect(offTopicIn('# weather\nIl pleut ?\n\n# cooking\nrecette\n')).toEqual([
    { kind: 'weather', question: 'Il pleut ?' },
    { kind: 'cooking', question: 'recette' },
  ]);
});
