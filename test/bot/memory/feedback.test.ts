import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openFeedback, questionCandidates, type Feedback } from '../../../bot/memory/feedback.js';
import { temporaryFolder } from '../../support/folder.js';

const press: Feedback = {
  at: '2025-01-01T00:00:00.000Z',
  answer: 'aaaaaaaa',
  user: 1,
  useful: true,
  question: 'Q ?',
  language: 'fr',
  verdict: 'answered',
  file: 'a.txt',
  quote: 'Un mot.',
};

function book(): ReturnType<typeof openFeedback> & { readonly file: string } {
  const file = join(temporaryFolder(), 'sub', 'feedback.jsonl');
  return { ...openFeedback(file), file };
}

test('the last press of a person on an answer counts', async () => {
  const feedback = book();
  expect(await feedback.all()).toEqual([]);
  await feedback.add(press);
  await feedback.add({ ...press, user: 2 });
  await feedback.add({ ...press, useful: false });
  expect((await feedback.all()).map(({ user, useful }) => [user, useful])).toEqual([
    [2, true],
    [1, false],
  ]);
});

test('a line cut short by a crash costs only itself', async () => {
  const feedback = book();
  await feedback.add(press);
  appendFileSync(feedback.file, '{"at":"2025');
  await feedback.add({ ...press, user: 3 });
  expect((await feedback.all()).map(({ user }) => user)).toEqual([1, 3]);
  expect(readFileSync(feedback.file, 'utf8')).toContain('{"at":"2025\n');
  writeFileSync(feedback.file, 'null\n3\n"x"\n[]\n{"answer":"x"}\n{"answer":"x","verdict":"none","question":5}\n');
  expect(await feedback.all()).toEqual([]);
});

test('useful answers become questions with their gold, useful refusals without; the rest says nothing', () => {
  const all: Feedback[] = [
    press,
    { ...press, answer: 'bbbbbbbb', question: 'Absent ?', verdict: 'absent' },
    { ...press, answer: 'cccccccc', question: 'Mauvais ?', useful: false },
    { ...press, answer: 'dddddddd', question: 'Vide ?', file: null, quote: null },
    { ...press, answer: 'eeeeeeee', quote: 'Plus tard.' },
  ];
  expect(questionCandidates(all)).toEqual([
    { id: 'feedback-eeeeeeee', question: 'Q ?', gold: [{ file: 'a.txt', quote: 'Plus tard.' }] },
    { id: 'feedback-bbbbbbbb', question: 'Absent ?', gold: [] },
  ]);
});
