/** What a terminal obeys or takes for a line end, and what turns the direction of writing; plain line ends apart. */
const OBEYED = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu;

/** The base of every error that is the user's to mend: shown as one line, exit status 2. What it repeats of a file or a setting is made visible. */
export class UserError extends Error {
  override readonly name: string = 'UserError';
  constructor(message: string) {
    super(message.replace(OBEYED, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`));
  }
}

/** An indexing was stopped by its signal: the old index serves on, and what was done is not lost. */
export class StoppedError extends Error {
  override readonly name = 'StoppedError';
  /** @param embedded passages whose vectors are kept for the next indexing. */
  constructor(readonly embedded: number) {
    super(`indexing was stopped; ${embedded} embedded passages are kept`);
  }
}

/** Longest question taken, in UTF-16 units: Telegram's longest message. Longer texts are pasted documents, not questions. */
export const MAX_QUESTION_CHARACTERS = 4096;

/** A question without a letter or digit. */
export class EmptyQuestionError extends UserError {
  override readonly name = 'EmptyQuestionError';
  constructor() {
    super('asking: a question with at least one letter or digit expected, found none; write what you want to know');
  }
}

/** A question over `MAX_QUESTION_CHARACTERS`; `length` in UTF-16 units. */
export class QuestionTooLongError extends UserError {
  override readonly name = 'QuestionTooLongError';
  constructor(readonly length: number) {
    super(`asking: at most ${MAX_QUESTION_CHARACTERS} characters expected, found ${length}; ask about one thing at a time`);
  }
}

/** The system's code of an error (ENOENT, ECONNREFUSED…), also where `fetch` wraps it in a cause; `null` when it is none of the system's. */
export function systemCode(error: unknown): string | null {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if ('code' in at && typeof at.code === 'string') return at.code;
  }
  return null;
}

/** The same for a message to the user; what the error says where it has no code. */
export function codeOrMessage(error: unknown): string {
  return systemCode(error) ?? (error instanceof Error ? error.message : String(error));
}
