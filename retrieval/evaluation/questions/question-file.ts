import { join } from 'node:path';
import { projectRoot } from '../../../embeddings/project-root.js';
import { readText } from '../files.js';
import { parseQuestions, type Question } from './questions.js';

/** The questions asked when no file is named, as messages name it. */
const DEFAULT = 'test/questions.jsonl';

/** A file of questions, and what it is called in messages. */
export interface QuestionFile {
  readonly name: string;
  readonly questions: readonly Question[];
}

/**
 * Reads a file of questions; the project's own when none is named.
 * @throws {UserError} when it cannot be read, or a line of it cannot be used (see `parseQuestions`)
 */
export function readQuestions(file?: string): QuestionFile {
  const name = file ?? DEFAULT;
  return { name, questions: parseQuestions(readText(file ?? join(projectRoot, DEFAULT), 'questions'), name) };
}
