import type { z } from 'zod';
import { UserError } from '../errors.js';

/** What the lines of a text hold, each an object in JSON, or in words what was expected there and found. Empty lines are passed over. Lines count from 1. */
export function jsonLines<T extends object>(text: string, shape: z.ZodType<T>): { readonly line: number; readonly read: T | string }[] {
  const lines = text.replace(/^\uFEFF/u, '').split(/\r?\n/u);
  return lines.flatMap((content, index) => (content.trim() === '' ? [] : [{ line: index + 1, read: parseLine(content, shape) }]));
}

/** One line for the first problem, with the number of the others: a person mends the file from the top. */
export function badLines(what: string, name: string, problems: readonly string[]): UserError {
  const others = problems.length - 1;
  const more = others === 0 ? '' : ` (and ${others} more bad line${others === 1 ? '' : 's'})`;
  return new UserError(`reading ${what} from ${name}, ${problems[0] ?? ''}${more}`);
}

function parseLine<T>(content: string, shape: z.ZodType<T>): T | string {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    return `a JSON object expected, found ${excerpt(content)}`;
  }
  const parsed = shape.safeParse(value);
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
