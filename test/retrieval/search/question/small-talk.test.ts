import { describe, expect, it } from 'vitest';
import { asksNothing, smallTalk } from '../../../../retrieval/search/question/small-talk.js';

describe('small talk', () => {
  it.each([
    ['Bonjour', 'greeting'],
    ['bonjour à tous !', 'greeting'],
    ['Hello there', 'greeting'],
    ['👋 salut', 'greeting'],
    ['Bonjour, ça va ?', 'wellbeing'],
    ['How are you?', 'wellbeing'],
    ['Merci beaucoup !', 'thanks'],
    ['Merci pour ton aide', 'thanks'],
    ['thank you so much', 'thanks'],
    ['ok merci', 'thanks'],
    ['Merci, au revoir', 'farewell'],
    ['bye bye', 'farewell'],
    ['Qui es-tu ?', 'identity'],
    ['What can you do?', 'identity'],
    ['d’accord', 'agreement'],
    ['OK', 'agreement'],
    ['lol', 'agreement'],
    ['résume tout', 'request'],
    ['Tell me a joke', 'request'],
    ['Raconte-moi une blague', 'request'],
    ['dis-moi quelque chose', 'request'],
    ['help', 'request'],
    ['plus de détails', 'request'],
    ['et alors ?', 'request'],
    ['T’es vraiment nul', 'insult'],
    ['you are stupid', 'insult'],
    ['salut, espèce de crétin', 'insult'],
    ['this bot is garbage', 'insult'],
  ] as const)('%s is %s', (text, kind) => {
    expect(smallTalk(text)).toBe(kind);
    expect(asksNothing(text)).toBe(true);
  });
});

describe('a question is never small talk', () => {
  it.each([
    'Bonjour, combien de cellules ont été fouillées ?',
    'Merci de me dire qui est le ministre',
    'Salut, c’est quoi Prison Break ?',
    'Hello, how many cells?',
    'Bonjour tristesse',
    'Qui est le ministre ?',
    'ok google',
    'prisons',
    'Who are you talking about in the law?',
    'bonne nuit les petits',
    'aide juridictionnelle',
    'robot industriel',
    'IA',
    'histoire',
    'garbage',
    'Quel est le nom de la société ?',
    'QER',
    'blanchiment',
  ])('%s', (text) => {
    expect(smallTalk(text)).toBeNull();
    expect(asksNothing(text)).toBe(false);
  });
});

it.each(['', '😀', 'oui mais combien ?', 'combien ?', 'et pourquoi ?'])(
  '"%s" is no small talk, though it names nothing to look for: it may follow a question',
  (text) => {
    expect(smallTalk(text)).toBeNull();
    expect(asksNothing(text)).toBe(text !== 'oui mais combien ?');
  },
);
