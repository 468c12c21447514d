import { expect, test } from 'vitest';
import { absenceMessage } from '../../../bot/messages/absence.js';
import { MESSAGE_LIMIT } from '../../../bot/messages/message.js';

const sentence = { file: 'a.txt', title: 'A', date: null, start: 3, end: 9, lines: [1, 1], page: null, quote: 'La fin' } as const;
const report = {
  title: 'Ce qui a été cherché',
  lines: ['Cherché partout.'],
  nearest: { label: 'Le plus proche :', quote: 'Tout. La fin', source: 'A, ligne 1' },
  unread: null,
};

test('says what was searched, with the sentence that comes nearest', () => {
  expect(absenceMessage('Et alors ?', report, sentence).text).toBe(
    'Ce qui a été cherché\nEt alors ?\n• Cherché partout.\nLe plus proche :\nLa fin\nA, ligne 1',
  );
  expect(absenceMessage('Et alors ?', { ...report, nearest: null }, null).text).toBe('Ce qui a été cherché\nEt alors ?\n• Cherché partout.');
});

test('a line for each of a thousand unknown words: the first and the last ones, in one message', () => {
  const { text } = absenceMessage(
    'x'.repeat(4000),
    {
      ...report,
      lines: Array.from({ length: 1000 }, (_, at) => `Le mot ${at} n’est nulle part. ${'o'.repeat(300)}`),
      unread: { label: 'Non lus :', files: Array.from({ length: 50 }, () => 'f'.repeat(300)) },
    },
    sentence,
  );
  expect(text.length).toBeLessThanOrEqual(MESSAGE_LIMIT);
  expect(text.match(/Le mot \d+/g)).toEqual(['Le mot 0', 'Le mot 1', 'Le mot 2', 'Le mot 3', 'Le mot 4', 'Le mot 998', 'Le mot 999']);
  expect(text).toContain('\n• …\n');
  expect(text.match(/f…/g)).toHaveLength(3);
});
