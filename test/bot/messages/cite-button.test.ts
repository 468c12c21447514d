import { expect, test } from 'vitest';
import { speechIn } from '../../../bot/speech.js';
import { citeButton, NO_ANSWER } from '../../../bot/messages/cite-button.js';
import { readCallbackData } from '../../../bot/callback-data.js';

const french = speechIn('fr');
const english = speechIn('en');
const cited = { title: 'Rapport', date: null, lines: [4, 4], page: null } as const;
const citation = (quote: string): string => `« ${quote} » — Rapport, ligne 4`;
/** The longest quote whose citation Telegram copies: 256 characters in all. */
const longest = 'x'.repeat(256 - citation('').length);

test('a citation of 256 characters is copied', () => {
  expect(citeButton(cited, longest, 'passage-id12', 'abcdEFGH', french)).toEqual({ text: '📋 Copier', copy_text: { text: citation(longest) } });
  expect(citeButton(cited, 'Yes.', 'passage-id12', null, english)).toEqual({ text: '📋 Copy', copy_text: { text: '“Yes.” — Rapport, line 4' } });
});

test('a longer one is sent', () => {
  expect(citeButton(cited, `${longest}x`, 'passage-id12', 'abcdEFGH', french)).toEqual({ text: '📋 Citer', callback_data: 'cite.passage-id12.abcdEFGH' });
  expect(citeButton(cited, `${longest}x`.repeat(2), 'passage-id12', null, english)).toEqual({ text: '📋 Cite', callback_data: 'cite.passage-id12.--------' });
  expect(readCallbackData(`cite.passage-id12.${NO_ANSWER}`)).toEqual({ verb: 'cite', fields: { passage: 'passage-id12', answer: '--------' } });
});
