import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { projectRoot } from '../../embeddings/project-root.js';
import { runCommand } from '../support/command.js';
import { temporaryFolder } from '../support/folder.js';

/* `npm run ask` as users call it, on the shipped dossier with the real model. */
const QUESTION = "Combien de cellules ont été fouillées pendant l'opération Prison Break ?";

const offset = z.int().min(0);
/** The object of `--json` as the project's readers know it; fields may be added, none may go. */
const answer = z.object({
  question: z.string(),
  verdict: z.enum(['answered', 'close', 'absent']),
  confidence: z.number().min(0).max(1),
  passages: z.array(
    z.object({
      rank: z.int().min(1),
      id: z.string().min(1),
      file: z.string(),
      title: z.string(),
      start: offset,
      end: offset,
      lines: z.tuple([z.int().min(1), z.int().min(1)]),
      page: z.int().nullable(),
      quote: z.string().min(1),
      highlight: z.tuple([offset, offset]),
      score: z.number(),
    }),
  ),
  searched: z.object({ documents: z.int(), passages: z.int() }),
  milliseconds: z.number().min(0),
});

let index: string;
beforeAll(() => {
  index = temporaryFolder();
});

/** Every quote a slice of its file, its lines and its mark where they say. */
function check(line: string): z.output<typeof answer> {
  const read = answer.parse(JSON.parse(line));
  expect(read.passages.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5]);
  for (const { file, start, end, quote, lines, highlight } of read.passages) {
    const text = readFileSync(join(projectRoot, 'seeds', file), 'utf8');
    expect(text.slice(start, end)).toBe(quote);
    expect([text.slice(0, start).split('\n').length, text.slice(0, end).split('\n').length]).toEqual(lines);
    expect(highlight[0]).toBeGreaterThanOrEqual(start);
    expect(highlight[1]).toBeLessThanOrEqual(end);
    expect(highlight[1]).toBeGreaterThan(highlight[0]);
  }
  return read;
}

describe('npm run ask', () => {
  test('two at once on an index that is not there yet, the one through npm: both answer, with the object that the design promises', async () => {
    const asked = ['--json', '--index', index, QUESTION];
    const both = await Promise.all([runCommand('ask', ['--', ...asked], { through: ['npm', 'run', '-s', 'ask'] }), runCommand('ask', asked)]);
    for (const { status, stdout, complaints } of both) {
      // npm itself may have something to say of its own configuration.
      expect([status, complaints.filter((line) => !line.startsWith('npm warn'))]).toEqual([0, []]);
      expect(stdout.split('\n')).toHaveLength(2);
      const { question, verdict, passages, searched } = check(stdout);
      expect({ question, verdict, documents: searched.documents }).toEqual({ question: QUESTION, verdict: 'answered', documents: 5 });
      expect(passages[0]!.quote).toContain('environ 500 cellules');
      expect(passages[0]!.quote.slice(passages[0]!.highlight[0] - passages[0]!.start, passages[0]!.highlight[1] - passages[0]!.start)).toContain(
        'environ 500 cellules',
      );
    }
    // What they left is whole: the next one only reads.
    expect((await runCommand('index', ['--index', index], { env: { LANG: 'en_GB.UTF-8' } })).stdout).toMatch(/nothing changed\.\n$/u);
  });
});
