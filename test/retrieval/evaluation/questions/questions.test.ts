import { describe, expect, it } from 'vitest';
import { UserError } from '../../../../retrieval/errors.js';
import { parseQuestions } from '../../../../retrieval/evaluation/questions/questions.js';

const good = (id: string) => JSON.stringify({ id, question: 'Qui ?', gold: [{ file: 'a.txt', quote: 'x' }] });

describe('parseQuestions', () => {
  it('reads a line a question, passing over empty lines, a byte-order mark and Windows line ends', () => {
    const questions = parseQuestions(
      `\uFEFF${good('1')}\r\n\r\n  \n${JSON.stringify({ id: '2', question: 'Où ?', gold: [], kind: 'fact', all: true, answer: 'let through' })}\n`,
      'q.jsonl',
    );
    expect(questions).toMatchObject([
      { id: '1', question: 'Qui ?', gold: [{ file: 'a.txt', quote: 'x' }], all: false, kind: 'other', line: 1 },
      { id: '2', question: 'Où ?', gold: [], all: true, kind: 'fact', line: 4 },
    ]);
  });

  it.each([
    ['{"id":"2",', 'line 2: a JSON object expected, found {"id":"2",'],
    ['not json', 'line 2: a JSON object expected, found not json'],
    ['[]', 'line 2: the line: object expected, found []'],
    ['null', 'line 2: the line: object expected, found null'],
    ['{"question":"Qui ?","gold":[]}', 'line 2: "id": string expected, found none'],
    ['{"id":2,"question":"Qui ?","gold":[]}', 'line 2: "id": string expected, found 2'],
    ['{"id":" ","question":"Qui ?","gold":[]}', 'line 2: "id": text expected, found nothing but space'],
    ['{"id":"2","question":"?!","gold":[]}', 'line 2: "question": a question with a letter or digit expected, found none'],
    ['{"id":"2","question":"Qui ?"}', 'line 2: "gold": array expected, found none'],
    ['{"id":"2","question":"Qui ?","gold":"a.txt"}', 'line 2: "gold": array expected, found "a.txt"'],
    ['{"id":"2","question":"Qui ?","gold":[{"quote":"x"}]}', 'line 2: "gold.0.file": string expected, found none'],
    ['{"id":"2","question":"Qui ?","gold":[{"file":"a","quote":["x"]}]}', 'line 2: "gold.0.quote": string expected, found ["x"]'],
    ['{"id":"2","question":"Qui ?","gold":[{"file":"a","quote":""}]}', 'line 2: "gold.0.quote": text expected, found nothing but space'],
    ['{"id":"2","question":"Qui ?","gold":[],"all":"yes"}', 'line 2: "all": boolean expected, found "yes"'],
    [good('1'), 'line 2: an id used once expected, found "1" already on line 1'],
  ])('refuses %s', (line, message) => {
    const read = () => parseQuestions(`${good('1')}\n${line}\n${good('3')}`, 'q.jsonl');
    expect(read).toThrow(UserError);
    expect(read).toThrow(`reading questions from q.jsonl, ${message}`);
  });

  it('counts the other bad lines', () => {
    expect(() => parseQuestions('a\nb', 'q')).toThrow('line 1: a JSON object expected, found a (and 1 more bad line)');
    expect(() => parseQuestions('a\nb\nc', 'q')).toThrow('(and 2 more bad lines)');
  });

  it('shows only the start of a very long line', () => {
    expect(() => parseQuestions('x'.repeat(100_000), 'q')).toThrow(/found x{60}…$/u);
  });

  it.each(['', '\n\n', '\uFEFF'])('refuses a file without a question (%j)', (text) => {
    expect(() => parseQuestions(text, 'q.jsonl')).toThrow('reading questions from q.jsonl: at least one question expected, found none');
  });
});
