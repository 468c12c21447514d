import { describe, expect, it } from 'vitest';
import { isFunctionWord, isQuestionWord } from '../../../../retrieval/passages/words/function-words.js';

describe('isFunctionWord', () => {
  it.each(['le', 'LA', 'où', 'ou', 'à', 'étaient', "qu'", 'd’', 'combien', 'the', 'Which', 'l'])('says yes to %s', (word) => {
    expect(isFunctionWord(word)).toBe(true);
  });
  it.each(['prison', 'trois', 'France', 'avocat', 'ministre', 'arrêt', '', '5', 'été2'])('says no to %s', (word) => {
    expect(isFunctionWord(word)).toBe(false);
  });
});

describe('isQuestionWord', () => {
  it('knows question words, as typed on a phone too', () => {
    for (const word of ['Combien', 'quand', 'où', 'who', 'cb']) expect(isQuestionWord(word)).toBe(true);
    for (const word of ['le', 'prison']) expect(isQuestionWord(word)).toBe(false);
  });
});
