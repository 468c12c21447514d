import { describe, expect, it } from 'vitest';
import { answerLanguage, systemLanguage } from '../../../bot/terminal/language.js';
import { readQuestions } from '../../../retrieval/evaluation/index.js';

describe('answerLanguage', () => {
  it.each([
    ['Qui est Felix Bingui ?', 'fr'],
    ['Who is Felix Bingui?', 'en'],
    ["L'ANSSI a-t-elle analysé the phones ?", 'fr'],
    ['phones in French prisons', 'en'],
    ['QER', 'fr'],
    ['', 'fr'],
    ['🙂', 'fr'],
  ])('%s', (question, language) => {
    expect(answerLanguage(question)).toBe(language);
  });

  it('knows the language of the seed questions', () => {
    const { questions } = readQuestions();
    for (const { kind, question } of questions) {
      if (kind === 'english') expect(answerLanguage(question), question).toBe('en');
      if (['fact', 'paraphrase', 'ocr', 'phone'].includes(kind)) expect(answerLanguage(question), question).toBe('fr');
    }
  });
});

it.each([
  [{}, 'fr'],
  [{ LANG: 'en_GB.UTF-8' }, 'en'],
  [{ LC_ALL: '', LANG: 'en_GB.UTF-8' }, 'en'],
  [{ LC_ALL: 'fr_FR.UTF-8', LANG: 'en_GB.UTF-8' }, 'fr'],
] as const)('the system of %j speaks %s', (env, language) => {
  expect(systemLanguage(env)).toBe(language);
});
