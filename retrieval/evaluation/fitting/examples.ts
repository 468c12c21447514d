import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../embeddings/index.js';
import { readDossier, type Document } from '../../documents/index.js';
import { readQuestions } from '../questions/question-file.js';
import type { Question } from '../questions/questions.js';

/**
 * Examples of our own to learn verdicts from, beside a benchmark's questions: what a benchmark of questions written beside their
 * paragraph does not have. None of them is in test/questions.jsonl, nor about the same subjects.
 */
export interface Examples {
  /** Fourteen short French texts, made up. */
  readonly documents: readonly Document[];
  /** Asked about them in French and English; without gold those near the topic and those that take something false as given. */
  readonly questions: readonly Question[];
  /** What people ask a bot and no dossier answers, in both languages. */
  readonly offTopic: readonly OffTopicExample[];
}

/** A question that no dossier answers. */
export interface OffTopicExample {
  readonly kind: string;
  readonly question: string;
}

/** Kinds that an encyclopedia may well answer: not asked of a benchmark made of one. */
export const ENCYCLOPEDIC: ReadonlySet<string> = new Set(['general knowledge', 'sport', 'leisure', 'travel']);

const FOLDER = join(projectRoot, 'retrieval/evaluation/fitting/examples');

/** Reads them from beside this file. @throws {UserError} when a file is missing or a line of it wrong */
export async function readExamples(): Promise<Examples> {
  const { documents } = await readDossier(join(FOLDER, 'documents'));
  const { questions } = readQuestions(join(FOLDER, 'questions.jsonl'));
  return { documents, questions, offTopic: offTopicIn(readFileSync(join(FOLDER, 'off-topic.txt'), 'utf8')) };
}

/** A question a line, each of the kind that the last line with # names. */
export function offTopicIn(text: string): OffTopicExample[] {
  let kind = '';
  const examples: OffTopicExample[] = [];
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (line.startsWith('#')) kind = line.slice(1).trim();
    else if (line !== '') examples.push({ kind, question: line });
  }
  return examples;
}
