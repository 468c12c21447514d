import { mkdirSync } from 'node:fs';
import { appendFile, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { systemCode } from '../../retrieval/errors.js';
import type { Verdict } from '../../retrieval/search/index.js';
import { LANGUAGES, type Language } from '../languages.js';

/** One press on "useful" or "not useful". */
export interface Feedback {
  /** ISO time. */
  readonly at: string;
  /** Key of the answer; with `user` it says which earlier press this one replaces. */
  readonly answer: string;
  readonly user: number;
  readonly useful: boolean;
  readonly question: string;
  readonly language: Language;
  readonly verdict: Verdict;
  /** The document and the marked sentence that came first; `null` when there was none. */
  readonly file: string | null;
  readonly quote: string | null;
}

const shape: z.ZodType<Feedback> = z.object({
  at: z.string(),
  answer: z.string(),
  user: z.number(),
  useful: z.boolean(),
  question: z.string(),
  language: z.enum(LANGUAGES),
  verdict: z.enum(['answered', 'close', 'absent']),
  file: z.string().nullable(),
  quote: z.string().nullable(),
});

/** All feedback, kept for good. */
export interface FeedbackBook {
  add(feedback: Feedback): Promise<void>;
  /** The last press of each person on each answer, oldest first. A line that a crash cut short, or that is no press, is passed over. */
  all(): Promise<readonly Feedback[]>;
}

/** Feedback in a file, a JSON object a line, only ever added to. */
export function openFeedback(file: string): FeedbackBook {
  return {
    async add(feedback) {
      mkdirSync(dirname(file), { recursive: true });
      // A line end first: if a crash cut the last line short, this one still starts a line of its own.
      await appendFile(file, `\n${JSON.stringify(feedback)}\n`, { mode: 0o600, flush: true });
    },
    async all() {
      let text: string;
      try {
        text = await readFile(file, 'utf8');
      } catch (error) {
        if (systemCode(error) === 'ENOENT') return [];
        throw error;
      }
      const latest = new Map<string, Feedback>();
      for (const line of text.split('\n')) {
        const feedback = readLine(line);
        if (feedback === null) continue;
        const key = `${feedback.answer} ${feedback.user}`;
        latest.delete(key);
        latest.set(key, feedback);
      }
      return [...latest.values()];
    },
  };
}

function readLine(line: string): Feedback | null {
  if (line.trim() === '') return null;
  try {
    return shape.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}

/** A question of `questions.jsonl`, as `evaluate` reads it. */
export interface QuestionCandidate {
  readonly id: string;
  readonly question: string;
  readonly gold: readonly { readonly file: string; readonly quote: string }[];
}

/**
 * The feedback that says what the right answer is, as questions for `evaluate`: a useful answer gives its first passage
 * as gold, a useful refusal an empty gold. What was not useful says only what is wrong, so it is left out.
 */
export function questionCandidates(feedback: readonly Feedback[]): QuestionCandidate[] {
  const byQuestion = new Map<string, QuestionCandidate>();
  for (const { useful, question, verdict, file, quote, answer } of feedback) {
    if (!useful) continue;
    if (verdict === 'absent') byQuestion.set(question, { id: `feedback-${answer}`, question, gold: [] });
    else if (file !== null && quote !== null) byQuestion.set(question, { id: `feedback-${answer}`, question, gold: [{ file, quote }] });
  }
  return [...byQuestion.values()];
}
