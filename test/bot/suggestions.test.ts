import { expect, test } from 'vitest';
import { speechIn } from '../../bot/speech.js';
import { headingQuestions, suggest, suggestionByKey } from '../../bot/suggestions.js';
import { createFakeDossier } from '../support/fake-dossier.js';

const french = speechIn('fr');
const english = speechIn('en');

const dossier = createFakeDossier({
  'a.txt':
    '# 1. Les cellules fouillées\nEnviron 500 cellules ont été fouillées.\n\n# II – Les téléphones saisis :\nLes téléphones saisis venaient de Chine.\n\n# A\nx',
  'b.txt': { title: 'Le code des drones', text: 'Un drone ne vole pas à plus de 120 mètres. Le code des drones le dit.' },
  'c.txt': '# Quelles sanctions pour les trafiquants ?\nLes sanctions pour les trafiquants vont jusqu’à dix ans.',
  'd.txt': { title: 'Le titre', text: '# 123 456 789 000\nrien' },
});

test('questions hold a heading’s own words without its number, in turn from each document', () => {
  expect(headingQuestions(dossier.documents(), french).map(({ question }) => question)).toEqual([
    'Que dit le dossier sur « Les cellules fouillées » ?',
    'Que dit le dossier sur « Le code des drones » ?',
    'Quelles sanctions pour les trafiquants ?',
    'Que dit le dossier sur « Les téléphones saisis » ?',
  ]);
});

test('headings that name a part and no subject make no question', () => {
  const frames = [
    'Texte de la question',
    'Contexte de l’opération',
    'Conclusion générale',
    '3. Annexe',
    'Introduction',
    'Article 12 – Titre II',
    'À voir également sur Le HuffPost :',
  ];
  const { title, text } = { title: 'Titre', text: frames.map((frame) => `# ${frame}\nx`).join('\n\n') };
  expect(headingQuestions(createFakeDossier({ 'a.txt': { title, text } }).documents(), french)).toEqual([]);
});

test('those near a question come first', () => {
  expect(headingQuestions(dossier.documents(), english, 'Où sont les telephones ?')[0]?.question).toBe(
    'What does the dossier say about “Les téléphones saisis”?',
  );
});

test('a question that is a heading is asked as it stands', () => {
  expect(headingQuestions(dossier.documents(), french, 'sanctions')[0]).toMatchObject({ question: 'Quelles sanctions pour les trafiquants ?' });
});

test('only questions that the dossier answers are offered', async () => {
  const silent = createFakeDossier({ 'a.txt': '# Les cellules fouillées hier\nRien de cela ici.\n\n# La recette du gâteau\nLa recette du gâteau est simple.' });
  // The fake dossier counts a heading's words with its passage, so it is the words of the frame that decide.
  const offered = await suggest(silent, french, 3);
  for (const { question } of offered) expect((await silent.ask(question)).verdict).toBe('answered');
  expect(offered.length).toBeGreaterThan(0);
});

test('a suggestion is found by its key in either language, as long as the heading stands', () => {
  const [first] = headingQuestions(dossier.documents(), english);
  expect(suggestionByKey(dossier, [french, english], first!.key)?.question).toBe(first!.question);
  expect(suggestionByKey(dossier, [french], first!.key)).toBeNull();
  expect(suggestionByKey(dossier, [french, english], 'AAAAAAAA')).toBeNull();
});

test('no document, no suggestion', async () => {
  expect(await suggest(createFakeDossier({}), french, 3)).toEqual([]);
});
