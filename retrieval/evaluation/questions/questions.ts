import { z } from 'zod';
import { UserError } from '../../errors.js';
import { badLines, jsonLines } from '../json-lines.js';

/** Kind of the questions whose line names none. */
const NO_KIND = 'other';

const someText = z.string().refine((text) => text.trim() !== '', { error: 'text expected, found nothing but space' });

/** A place that answers a question. */
const gold = z.object({
  /** Path of the document below the dossier's folder. */
  file: someText,
  /** The words that answer, as they stand in the document, white space collapsed; left out when any passage of the file will do. */
  quote: someText.optional(),
});
export type Gold = Readonly<z.infer<typeof gold>>;

/** A line. Unknown fields are let through: other sets carry theirs (an author). */
const lineShape = z.object({
  id: someText,
  question: z.string().refine((text) => /[\p{L}\p{N}]/u.test(text), { error: 'a question with a letter or digit expected, found none' }),
  /** Alternatives; empty when the dossier does not answer. */
  gold: z.array(gold),
  /** The words of the quote that are the answer itself, in sets that say them. */
  answer: someText.optional().catch(undefined),
  /** Whether every gold is needed, instead of any one. */
  all: z.boolean().default(false),
  /** What sort of question it is (`fact`, `english`…): figures are given for each. */
  kind: someText.default(NO_KIND),
});

/** One line of a `questions.jsonl`. */
export interface Question extends Readonly<z.infer<typeof lineShape>> {
  /** Line of the file, counted from 1. */
  readonly line: number;
}

/**
 * Reads the text of a `questions.jsonl`. Empty lines are passed over.
 * @param name the file's name, for messages
 * @throws {UserError} naming the first line that cannot be used, what was expected there and what was found; or when there is no question.
 */
export function parseQuestions(text: string, name: string): Question[] {
  const questions: Question[] = [];
  const problems: string[] = [];
  const lineOf = new Map<string, number>();
  for (const { line, read } of jsonLines(text, lineShape)) {
    if (typeof read === 'string') {
      problems.push(`line ${line}: ${read}`);
      continue;
    }
    const earlier = lineOf.get(read.id);
    if (earlier !== undefined) problems.push(`line ${line}: an id used once expected, found "${read.id}" already on line ${earlier}`);
    else lineOf.set(read.id, line);
    questions.push({ ...read, line });
  }
  if (problems.length > 0) throw badLines('questions', name, problems);
  if (questions.length === 0) throw new UserError(`reading questions from ${name}: at least one question expected, found none; write one JSON object a line`);
  return questions;
}
