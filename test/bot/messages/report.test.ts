import { FormattedString } from '@grammyjs/parse-mode';
import { expect, test } from 'vitest';
import { speechIn } from '../../../bot/speech.js';
import { MESSAGE_LIMIT } from '../../../bot/messages/message.js';
import { reportPage, type ReportBlock } from '../../../bot/messages/report.js';
import { asRead, buttonsAsRead } from '../../support/as-read.js';
import { citationIn } from '../../support/citation-in.js';

const french = speechIn('fr');
const english = speechIn('en');

/** Blocks numbered from 0, each citing its own number. */
function blocks(count: number, length = 0): ReportBlock[] {
  return Array.from({ length: count }, (_, at) => ({
    text: FormattedString.bold(`Bloc ${at}${'x'.repeat(Math.max(0, length - `Bloc ${at}`.length))}`),
    cited: [citationIn(`${at}`, `${at}`)],
  }));
}
const cited = ({ cited: citations }: ReturnType<typeof reportPage>): string[] => citations.map(({ quote }) => quote);

test('one page: the blocks apart, their citations, no button', () => {
  const page = reportPage(blocks(2), 'abcdEFGH', 0, french);
  expect(asRead(page)).toBe('<b>Bloc 0</b>\n\n<b>Bloc 1</b>');
  expect(cited(page)).toEqual(['0', '1']);
  expect(page.keyboard).toEqual([]);
});

test('eight blocks a page, buttons to turn it', () => {
  expect(reportPage(blocks(8), 'abcdEFGH', 0, french).keyboard).toEqual([]);
  const pages = [0, 1, 2].map((wanted) => reportPage(blocks(17), 'abcdEFGH', wanted, french));
  expect(pages.map(({ text }) => text.match(/\d+/g))).toEqual([
    ['0', '1', '2', '3', '4', '5', '6', '7'],
    ['8', '9', '10', '11', '12', '13', '14', '15'],
    ['16'],
  ]);
  expect(pages.map(cited)).toEqual([['0', '1', '2', '3', '4', '5', '6', '7'], ['8', '9', '10', '11', '12', '13', '14', '15'], ['16']]);
  expect(pages.map(buttonsAsRead)).toEqual([
    [['Suite 2/3 › → report.abcdEFGH.1']],
    [['‹ Retour → report.abcdEFGH.0', 'Suite 3/3 › → report.abcdEFGH.2']],
    [['‹ Retour → report.abcdEFGH.1']],
  ]);
  expect(buttonsAsRead(reportPage(blocks(17), 'abcdEFGH', 1, english))).toEqual([['‹ Back → report.abcdEFGH.0', 'More 3/3 › → report.abcdEFGH.2']]);
});

test('a page that no longer exists is the last one', () => {
  expect(reportPage(blocks(9), 'abcdEFGH', 7, french)).toEqual(reportPage(blocks(9), 'abcdEFGH', 1, french));
});

test('what does not fit in a message with the others goes on the next page', () => {
  const half = MESSAGE_LIMIT / 2 - 1;
  expect(reportPage(blocks(2, half), 'abcdEFGH', 0, french).text).toHaveLength(MESSAGE_LIMIT);
  expect(cited(reportPage(blocks(2, half + 1), 'abcdEFGH', 0, french))).toEqual(['0']);
  expect(cited(reportPage(blocks(2, half + 1), 'abcdEFGH', 1, french))).toEqual(['1']);
});

test('other buttons stand below those that turn the page', () => {
  const more = [[{ text: 'CSV', callback_data: 'export.abcdEFGH.csv' }], []];
  expect(buttonsAsRead(reportPage(blocks(9), 'abcdEFGH', 0, french, more))).toEqual([['Suite 2/2 › → report.abcdEFGH.1'], ['CSV → export.abcdEFGH.csv']]);
  expect(buttonsAsRead(reportPage(blocks(1), 'abcdEFGH', 0, french, more))).toEqual([['CSV → export.abcdEFGH.csv']]);
});
