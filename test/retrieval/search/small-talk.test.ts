import { expect, it } from 'vitest';
import { isSmallTalk } from '../../../retrieval/search/small-talk.js';

it.each(['Bonjour', 'Salut ça va ?', 'Merci beaucoup !', 'ok', 'lol', 'Hello, how are you?', 'Tell me a joke', 'Raconte-moi une blague', 'dis-moi quelque chose', 'T’es vraiment nul', 'you are stupid', 'et alors ?', 'test', 'who are you?'])(
  '%s asks nothing of a dossier',
  (text) => {
    expect(isSmallTalk(text)).toBe(true);
  },
);

it.each(['aide juridictionnelle', 'robot industriel', 'Qui est Felix Bingui ?', 'blanchiment', 'Bonjour, combien de cellules ont été fouillées ?', 'Quel est le nom de la société ?', 'QER'])('%s does', (text) => {
  expect(isSmallTalk(text)).toBe(false);
});
