import { describe, expect, test } from 'vitest';
import { withoutGreeting } from '../../../bot/conversation/greeting.js';

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
