import { expect, test } from 'vitest';
import { absenceMessage } from '../../../bot/messages/absence.js';
import { MESSAGE_LIMIT } from '../../../bot/messages/message.js';
import { speechIn } from '../../../bot/speech.js';
import { asRead } from '../../support/as-read.js';

const french = speechIn('fr');
const sentence = { file: 'a.txt', title: 'A', date: null, start: 3, end: 9, lines: [1, 1], page: null, quote: 'La fin' } as const;
const report = {
  title: 'Ce qui a été cherché',
  lines: ['Cherché partout.'],
  nearest: { label: 'Le plus proche :', quote: 'Tout. La fin', source: 'A, ligne 1' },
  unread: null,
};

test('says what was searched, with the sentence that comes nearest', () => {
  expect(absenceMessage('Et alors ?', report, sentence, french).text).toBe(
    'Ce qui a été cherché\nEt alors ?\n• Cherché partout.\nLe plus proche :\nLa fin\nA, ligne 1',
  );
  expect(absenceMessage('Et alors ?', { ...report, nearest: null }, null, french).text).toBe('Ce qui a été cherché\nEt alors ?\n• Cherché partout.');
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
    french,
  );
  expect(text.length).toBeLessThanOrEqual(MESSAGE_LIMIT);
  expect(text.match(/Le mot \d+/g)).toEqual(['Le mot 0', 'Le mot 1', 'Le mot 2', 'Le mot 3', 'Le mot 4', 'Le mot 998', 'Le mot 999']);
  expect(text).toContain('\n• …\n');
  expect(text.match(/f…/g)).toHaveLength(3);
});

test('the title is bold, the question in italics, the sentence a quote; nothing of it without its sentence', () => {
  expect(asRead(absenceMessage('Et alors ?', report, sentence, french))).toBe(
    '<b>Ce qui a été cherché</b>\n<i>Et alors ?</i>\n• Cherché partout.\nLe plus proche :\n<quote>La fin</quote>\nA, ligne 1',
  );
  expect(absenceMessage('Et alors ?', report, sentence, french).keyboard).toEqual([]);
  expect(absenceMessage('Et alors ?', report, null, french).text).toBe('Ce qui a été cherché\nEt alors ?\n• Cherché partout.');
  expect(absenceMessage('Et alors ?', { ...report, nearest: null }, sentence, french).text).toBe('Ce qui a été cherché\nEt alors ?\n• Cherché partout.');
});

test('eight lines are shown whole, of nine the first five and the last two', () => {
  const shown = (count: number): string[] =>
    absenceMessage('Q', { ...report, lines: Array.from({ length: count }, (_, at) => `${at}`), nearest: null }, null, french)
      .text.split('\n')
      .slice(2);
  expect(shown(8)).toEqual(['• 0', '• 1', '• 2', '• 3', '• 4', '• 5', '• 6', '• 7']);
  expect(shown(9)).toEqual(['• 0', '• 1', '• 2', '• 3', '• 4', '• …', '• 7', '• 8']);
});

test('what is long is cut: the question at 200 characters, a line at 150, a file that could not be read at 120; three files', () => {
  const cut = (over: number): string[] =>
    absenceMessage(
      'q'.repeat(200 + over),
      {
        ...report,
        lines: ['l'.repeat(150 + over)],
        nearest: { label: 'Le plus proche :', quote: 'La fin', source: 's'.repeat(150 + over) },
        unread: { label: 'Non lus :', files: ['f'.repeat(120 + over), 'b', 'c', 'd'] },
      },
      sentence,
      french,
    ).text.split('\n');
  const names = ['Non lus :', `• ${'f'.repeat(120)}`, '• b', '• c'];
  expect(cut(0)).toEqual([report.title, 'q'.repeat(200), `• ${'l'.repeat(150)}`, 'Le plus proche :', 'La fin', 's'.repeat(150), ...names]);
  expect(cut(1)).toEqual([
    report.title,
    `${'q'.repeat(199)}…`,
    `• ${'l'.repeat(149)}…`,
    'Le plus proche :',
    'La fin',
    `${'s'.repeat(149)}…`,
    'Non lus :',
    `• ${'f'.repeat(119)}…`,
    '• b',
    '• c',
  ]);
});

test('words of a scan read with uncertainty are in italics, and a line says so', () => {
  expect(asRead(absenceMessage('Et alors ?', report, { ...sentence, uncertain: [[3, 5]] }, french))).toContain(
    '<quote><i>La</i> fin</quote>\nA, ligne 1\n⚠️ Un mot en italique : lecture incertaine du scan.',
  );
});
