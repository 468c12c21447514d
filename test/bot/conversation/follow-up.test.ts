import { describe, expect, test } from 'vitest';
import { followUp } from '../../../bot/conversation/follow-up.js';

const CELLS = 'Combien de cellules ont été fouillées pendant l’opération Prison Break ?';
const DETAINEES = 'Combien de détenus à Lyon en 2023 ?';
const ENGLISH = 'How many cells were searched in Lyon?';

describe('a short follow-up keeps the subject', () => {
  test.each([
    // A complement is added, or takes the place of one of its kind.
    [CELLS, 'et à Marseille ?', 'Combien de cellules ont été fouillées pendant l’opération Prison Break à Marseille ?'],
    [CELLS, 'et pour les mineurs ?', 'Combien de cellules ont été fouillées pendant l’opération Prison Break pour les mineurs ?'],
    [DETAINEES, 'et à Marseille ?', 'Combien de détenus à Marseille en 2023 ?'],
    [DETAINEES, 'Et à Aix-en-Provence ?', 'Combien de détenus à Aix-en-Provence en 2023 ?'],
    [DETAINEES, 'et en Guyane', 'Combien de détenus en Guyane en 2023 ?'],
    [DETAINEES, 'et en 2024 ?', 'Combien de détenus à Lyon en 2024 ?'],
    ['Que dit le rapport sur les prisons ?', 'et sur les écoles ?', 'Que dit le rapport sur les écoles ?'],
    ['Combien de cellules en prison ?', 'et à Lyon ?', 'Combien de cellules en prison à Lyon ?'],
    [ENGLISH, 'and in Marseille?', 'How many cells were searched in Marseille?'],
    ['How many people were arrested in May 2023?', 'and in June 2024?', 'How many people were arrested in June 2024?'],
    // Another question word.
    [CELLS, 'quand ?', 'Quand — cellules ont été fouillées pendant l’opération Prison Break ?'],
    [CELLS, 'Et pourquoi ?', 'Pourquoi — cellules ont été fouillées pendant l’opération Prison Break ?'],
    [CELLS, 'mais alors où ?', 'Où — cellules ont été fouillées pendant l’opération Prison Break ?'],
    [CELLS, 'et combien de téléphones ?', 'Combien de téléphones — cellules ont été fouillées pendant l’opération Prison Break ?'],
    [ENGLISH, 'and when?', 'When — cells were searched in Lyon?'],
    [ENGLISH, 'why?', 'Why — cells were searched in Lyon?'],
    // A noun.
    [CELLS, 'Et le ministre ?', `Le ministre — ${CELLS}`],
    [CELLS, 'quid de Marseille ?', `Marseille — ${CELLS}`],
    [CELLS, 'Qu’en est-il des mineurs ?', `Mineurs — ${CELLS}`],
    [ENGLISH, 'what about women?', `Women — ${ENGLISH}`],
    // A pronoun without its noun.
    ['Qui est le fournisseur des téléphones ?', 'Quand a-t-il été arrêté ?', 'Quand a-t-il été arrêté — est le fournisseur des téléphones ?'],
    ['Who is the minister?', 'where was she born?', 'where was she born — is the minister?'],
  ])('%s … %s', (previous, text, question) => {
    expect(followUp(previous, text)).toEqual({ question, isFollowUp: true });
  });
});

describe('a question with a subject of its own inherits nothing', () => {
  test.each([
    'Qui est le ministre de la Justice ?',
    'Et que dit la loi sur les drones ?',
    'Et combien de téléphones ont été saisis ?',
    'Quelles sont les sanctions ?',
    'drones',
    'Outre-mer ?',
    'Combien de cellules y a-t-il ?',
    'Faut-il un permis ?',
    'Est-il interdit de filmer une prison ?',
    'Il y a combien de prisons en France ?',
    'Quand Darmanin a-t-il parlé ?',
    'What does the law say about drones?',
    'How long does it take to build a prison?',
    'Is it legal to film police?',
    'When was the minister appointed?',
    'Et toi ?',
    'et',
    '?',
    '',
  ])('%s', (text) => {
    expect(followUp(CELLS, text)).toEqual({ question: text, isFollowUp: false });
    expect(followUp(ENGLISH, text)).toEqual({ question: text, isFollowUp: false });
  });
});

test('nothing before, nothing to follow', () => {
  expect(followUp(null, 'et à Marseille ?')).toEqual({ question: 'et à Marseille ?', isFollowUp: false });
  expect(followUp(' ? ', 'et à Marseille ?')).toEqual({ question: 'et à Marseille ?', isFollowUp: false });
});

test('follow-ups follow one another', () => {
  const second = followUp(DETAINEES, 'et à Marseille ?').question;
  expect(followUp(second, 'et en 2025 ?').question).toBe('Combien de détenus à Marseille en 2025 ?');
});

test.each([
  [CELLS, ['quand ?', 'et où ?'], 'Où — cellules ont été fouillées pendant l’opération Prison Break ?'],
  [CELLS, ['et le ministre ?', 'et la police ?', 'et le préfet ?'], `Le préfet — ${CELLS}`],
  [CELLS, ['Quand ?', 'et à Lyon ?'], 'Quand — cellules ont été fouillées pendant l’opération Prison Break à Lyon ?'],
  [ENGLISH, ['when?', 'and why?'], 'Why — cells were searched in Lyon?'],
  [ENGLISH, ['what about women?', 'and children?', 'and minors?'], `Minors — ${ENGLISH}`],
])('what an earlier follow-up put in front makes way for what the next one does: %s … %j', (first, texts, question) => {
  expect(texts.reduce((previous, text) => followUp(previous, text).question, first)).toBe(question);
});

test('text that looks like a pattern is plain text', () => {
  expect(followUp('Combien à $1 (.*) [a ?', 'et à \\d+$& ?').question).toContain('\\d+$&');
  expect(() => followUp('a'.repeat(4000), `et à ${'b '.repeat(2000)}`)).not.toThrow();
});
