import { z } from 'zod';
import { UserError } from '../../errors.js';

/** A place that answers a question. */
export interface Gold {
  /** Path of the document below the dossier's folder. */
  readonly file: string;
  /** The words that answer, as they stand in the document, white space collapsed; left out when any passage of the file will do. */
  readonly quote?: string | undefined;
}

/** One line of a `questions.jsonl`. */
export interface Question {
  readonly id: string;
  readonly question: string;
  /** Alternatives; empty when the dossier does not answer. */
  readonly gold: readonly Gold[];
  /** The words of the quote that are the answer itself, in sets that say them. */
  readonly answer?: string | undefined;
  /** Whether every gold is needed, instead of any one. */
  readonly all: boolean;
  /** What sort of question it is (`fact`, `english`…): figures are given for each. */
  readonly kind: string;
  /** Line of the file, counted from 1. */
  readonly line: number;
}

/** Kind of the questions whose line names none. */
const NO_KIND = 'other';

const someText = z.string().refine((text) => text.trim() !== '', { error: 'text expected, found nothing but space' });
// Unknown fields are let through: other sets carry theirs (an `answer` span, an author).
const lineShape = z.object({
  id: someText,
  question: z.string().refine((text) => /[\p{L}\p{N}]/u.test(text), { error: 'a question with a letter or digit expected, found none' }),
  gold: z.array(z.object({ file: someText, quote: someText.optional() })),
  answer: someText.optional().catch(undefined),
  all: z.boolean().default(false),
  kind: someText.default(NO_KIND),
});

/**
 * Reads the text of a `questions.jsonl`. Empty lines are passed over.
 * @param name the file's name, for messages
 * @throws {UserError} naming the first line that cannot be used, what was expected there and what was found; or when there is no question.
 */
export function parseQuestions(text: string, name: string): Question[] {
  const questions: Question[] = [];
  const problems: string[] = [];
  const lineOf = new Map<string, number>();
  const lines = text.replace(/^\uFEFF/u, '').split(/\r?\n/u);
  for (const [index, content] of lines.entries()) {
    if (content.trim() === '') continue;
    const line = index + 1;
    const parsed = parseLine(content);
    if (typeof parsed === 'string') {
      problems.push(`line ${line}: ${parsed}`);
      continue;
    }
    const earlier = lineOf.get(parsed.id);
    if (earlier !== undefined) problems.push(`line ${line}: an id used once expected, found "${parsed.id}" already on line ${earlier}`);
    else lineOf.set(parsed.id, line);
    questions.push({ ...parsed, line });
  }
  if (problems.length > 0) throw badQuestions(name, problems);
  if (questions.length === 0) throw new UserError(`reading questions from ${name}: at least one question expected, found none; write one JSON object a line`);
  return questions;
}

/** One line for the first problem, with the number of the others: a person mends the file from the top. */
export function badQuestions(name: string, problems: readonly string[]): UserError {
  const others = problems.length - 1;
  const more = others === 0 ? '' : ` (and ${others} more bad line${others === 1 ? '' : 's'})`;
  return new UserError(`reading questions from ${name}, ${problems[0] ?? ''}${more}`);
}

function parseLine(content: string): Omit<Question, 'line'> | string {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    return `a JSON object expected, found ${excerpt(content)}`;
  }
  const parsed = lineShape.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  const field = issue.path.length === 0 ? 'the line' : `"${issue.path.join('.')}"`;
  if (issue.code !== 'invalid_type') return `${field}: ${issue.message}`;
  const found = issue.path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown>)[key], value);
  return `${field}: ${issue.expected} expected, found ${found === undefined ? 'none' : excerpt(JSON.stringify(found))}`;
}

/** Long enough to know the line again, short enough to stay one line of a terminal. */
const EXCERPT_CHARACTERS = 60;

function excerpt(text: string): string {
  return text.length > EXCERPT_CHARACTERS ? `${text.slice(0, EXCERPT_CHARACTERS)}…` : text;
}
