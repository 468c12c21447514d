import { describe, expect, test } from 'vitest';
import { fold, smallTalk, withoutGreeting } from '../../../bot/conversation/small-talk.js';

describe('small talk', () => {
  test.each([
    ['Bonjour', 'greeting'], ['bonjour à tous !', 'greeting'], ['Hello there', 'greeting'], ['👋 salut', 'greeting'],
    ['Bonjour, ça va ?', 'wellbeing'], ['How are you?', 'wellbeing'], ['Merci beaucoup !', 'thanks'], ['Merci pour ton aide', 'thanks'], ['thank you so much', 'thanks'],
    ['ok merci', 'thanks'], ['Merci, au revoir', 'farewell'], ['bye bye', 'farewell'], ['Qui es-tu ?', 'identity'], ['What can you do?', 'identity'], ['d’accord', 'agreement'], ['OK', 'agreement'],
  ] as const)('%s is %s', (text, kind) => {
    expect(smallTalk(text)).toBe(kind);
  });
});

describe('a question is never small talk', () => {
  test.each([
    'Bonjour, combien de cellules ont été fouillées ?', 'Merci de me dire qui est le ministre', 'Salut, c’est quoi Prison Break ?', 'Hello, how many cells?', 'Bonjour tristesse', 'Qui est le ministre ?',
    'ok google', 'prisons', 'Who are you talking about in the law?', '', '😀', 'oui mais combien ?', 'bonne nuit les petits',
  ])('%s', (text) => {
    expect(smallTalk(text)).toBeNull();
  });
});

describe('the greeting is taken off a question', () => {
  test.each([
    ['Bonjour, combien de cellules ?', 'combien de cellules ?'],
    ['Bonjour ! Qui est le ministre ?', 'Qui est le ministre ?'],
    ['Hello how many cells?', 'how many cells?'],
    ['Bonsoir à tous, où ?', 'où ?'],
    ['Bonjour tristesse', 'Bonjour tristesse'],
    ['Bonjournal', 'Bonjournal'],
    ['Salut, ', 'Salut, '],
    ['Combien ? Bonjour, merci', 'Combien ? Bonjour, merci'],
  ])('%s', (text, rest) => {
    expect(withoutGreeting(text)).toBe(rest);
  });
});

test('folding takes case, accents, ligatures and marks away', () => {
  expect(fold('  Ça, l’Œuvre d’ÉTÉ — n°2 !')).toBe('ca l oeuvre d ete n 2');
});
