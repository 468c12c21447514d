import { unreadInWords } from '../../documents/index.js';
import type { Dossier } from '../../dossier.js';
import type { Span } from '../../span.js';
import { placesOf } from './places.js';
import { badLines } from '../json-lines.js';
import type { Question } from './questions.js';

/** Where a gold stands: a stretch of a document, or a whole one (`start` 0 to its length) when the gold has no quote. */
export interface GoldPlace extends Span {
  readonly file: string;
  /** Whether the gold names a quote. */
  readonly quoted: boolean;
}

/** What of a dossier is needed to find golds. */
export type Texts = Pick<Dossier, 'text' | 'documents' | 'unreadable'>;

/**
 * Every place of every question's golds, by question id. A figure made with a gold that is nowhere would be wrong without a sign,
 * so that stops the evaluation.
 * @param name the questions' file, for messages
 * @throws {UserError} naming the line whose gold file or quote the dossier does not have
 */
export function locateGolds(dossier: Texts, questions: readonly Question[], name: string): Map<string, GoldPlace[]> {
  const located = new Map<string, GoldPlace[]>();
  const problems: string[] = [];
  for (const question of questions) {
    const places: GoldPlace[] = [];
    for (const { file, quote } of question.gold) {
      const text = dossier.text(file);
      if (text === null) {
        problems.push(`line ${question.line}: a gold file of the dossier expected, found "${file}"${whyMissing(dossier, file)}`);
      } else if (quote === undefined) {
        places.push({ file, start: 0, end: text.length, quoted: false });
      } else {
        const found = placesOf(quote, text);
        if (found.length === 0)
          problems.push(`line ${question.line}: a gold quote that stands in ${file} expected, found "${quote.slice(0, 60)}" nowhere in it`);
        places.push(...found.map((span) => ({ ...span, file, quoted: true })));
      }
    }
    located.set(question.id, places);
  }
  if (problems.length > 0) throw badLines('questions', name, problems);
  return located;
}

function whyMissing(dossier: Texts, file: string): string {
  const reason = dossier.unreadable().find((one) => one.file === file)?.reason;
  if (reason !== undefined) return `, which could not be read (${unreadInWords(reason)})`;
  const files = dossier.documents().map((document) => document.file);
  return files.length === 0 ? ', in an empty dossier' : `, not among its ${files.length} documents (the first is "${files[0]!}")`;
}
