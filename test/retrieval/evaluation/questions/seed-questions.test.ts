import { describe, expect, it } from 'vitest';
import { collapse } from '../../../../retrieval/evaluation/hits.js';
import { readQuestions } from '../../../../retrieval/evaluation/questions/question-file.js';
import { seedTexts } from '../../../support/dossiers.js';

const texts = Object.fromEntries(seedTexts);
const { questions } = readQuestions();

describe('the seed questions', () => {
  it('quote their documents to the letter, white space collapsed', () => {
    for (const { id, gold } of questions) {
      for (const { file, quote } of gold) {
        expect(Object.keys(texts), id).toContain(file);
        expect(quote, id).toBe(collapse(quote!));
        expect(collapse(texts[file]!), id).toContain(quote!);
      }
    }
  });

  it('are of every kind, with enough that the dossier does not answer', () => {
    const count = (kind: string) => questions.filter((question) => question.kind === kind).length;
    for (const kind of ['fact', 'paraphrase', 'english', 'typing-errors', 'phone', 'keywords', 'ocr', 'two-documents'])
      expect(count(kind), kind).toBeGreaterThanOrEqual(8);
    for (const kind of ['false-premise', 'near-topic', 'off-topic']) expect(count(kind), kind).toBeGreaterThanOrEqual(12);
    expect(
      questions.filter((question) => question.gold.length === 0).every((question) => ['false-premise', 'near-topic', 'off-topic'].includes(question.kind)),
    ).toBe(true);
  });

  it('need two documents where they say so', () => {
    for (const { id, gold, all, kind } of questions) {
      expect(all, id).toBe(kind === 'two-documents');
      if (all) expect(new Set(gold.map((one) => one.file)).size, id).toBeGreaterThan(1);
    }
  });

  it('share no long word with their gold when they paraphrase', () => {
    // Words of five letters and more, without accents, by their first five letters: content words, near enough.
    const beginnings = (text: string) =>
      new Set(
        (
          text
            .toLowerCase()
            .normalize('NFD')
            .replace(/\p{M}/gu, '')
            .match(/\p{L}{5,}/gu) ?? []
        ).map((word) => word.slice(0, 5)),
      );
    for (const { id, question, gold, kind } of questions) {
      if (kind !== 'paraphrase') continue;
      for (const { quote } of gold)
        expect(
          [...beginnings(question)].filter((word) => beginnings(quote!).has(word)),
          id,
        ).toEqual([]);
    }
  });
});
