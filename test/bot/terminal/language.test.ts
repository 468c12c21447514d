import { describe, expect, it } from 'vitest';
import { answerLanguage, systemLanguage } from '../../../bot/terminal/language.js';
import { WORDS } from '../../../bot/terminal/words.js';
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

describe('words', () => {
  it('count as their language does', () => {
    expect(WORDS.fr.searched({ documents: 0, passages: 1, unread: [] }, 1.4)).toBe('Cherché dans 0 document et 1 passage, en 1 ms.');
    expect(WORDS.en.searched({ documents: 0, passages: 1, unread: [] }, 1.4)).toBe('Searched 0 documents and 1 passage in 1 ms.');
    expect(WORDS.fr.unread(1)).toBe('1 fichier du dossier n’a pas pu être lu\u00A0:');
    expect(WORDS.fr.unread(2)).toBe('2 fichiers du dossier n’ont pas pu être lus\u00A0:');
  });
  it('say lines, a line, or a page', () => {
    expect(WORDS.fr.place({ lines: [12, 14], page: null })).toBe('lignes 12–14');
    expect(WORDS.en.place({ lines: [12, 12], page: null })).toBe('line 12');
    expect(WORDS.en.place({ lines: [12, 14], page: 3 })).toBe('page 3');
  });
});
