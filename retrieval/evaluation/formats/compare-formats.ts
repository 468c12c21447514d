import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Dossier } from '../../dossier.js';
import { UserError } from '../../errors.js';
import { figuresOf } from '../figures/figures.js';
import type { Question } from '../questions/questions.js';
import { runQuestions } from '../run.js';
import { share, table } from '../report/table.js';
import { COMPARED, dossierAs, nameAs, textsIn, type Compared } from './dossier-as.js';

/** What became of the questions on a dossier made in one format. */
export interface FormatFigures {
  readonly format: Compared;
  readonly documents: number;
  readonly passages: number;
  /** Files that could not be read. */
  readonly unread: number;
  readonly hit1: number;
  readonly hit5: number;
  /** Of the questions that the dossier does not answer, the share refused; `null` when there is none. */
  readonly refused: number | null;
  /** Quotes that are not what the document says there. */
  readonly broken: number;
  /** Points of hit@1 against the texts, 0 to 1; negative where it is worse. */
  readonly gain: number;
  /** Loses no more than it may. */
  readonly isGood: boolean;
}

/** Shares are rounded: a thousandth more may be lost. */
const ROUNDING = 0.001;

/**
 * What reading other formats costs: the same questions asked on the same texts as plain text and as each other format, as they
 * come from LibreOffice, from a mail and from a scanner.
 * @param formats the first is what the others are held against
 * @param open opens a dossier of a folder, its index at the place given.
 * @throws {UserError} when the folder holds no texts, or LibreOffice is needed and not there.
 */
export async function compareFormats(
  folder: string,
  questions: readonly Question[],
  open: (folder: string, index: string) => Promise<Dossier>,
  onFormat: (figures: FormatFigures) => void = () => undefined,
  formats: readonly Compared[] = Object.keys(COMPARED) as Compared[],
): Promise<FormatFigures[]> {
  if (questions.every(({ gold }) => gold.length === 0))
    throw new UserError('comparing formats: questions that the dossier answers expected, found none; name a file with --questions');
  const texts = new Set(await textsIn(folder));
  const place = await mkdtemp(join(tmpdir(), 'dossier-bot-formats-'));
  const results: FormatFigures[] = [];
  try {
    for (const format of formats) {
      const made = join(place, format);
      await dossierAs(format, folder, made);
      const dossier = await open(made, join(place, `${format}.index`));
      try {
        const asked = questions.map((question) => ({
          ...question,
          gold: question.gold.map((gold) => (texts.has(gold.file) ? { ...gold, file: nameAs(format, gold.file) } : gold)),
        }));
        const run = await runQuestions(dossier, asked, new Map(), { method: 'late', variant: null, removed: null });
        const { hitAt, refusals } = figuresOf(run.outcomes);
        // Some question is answered: it is known.
        const [hit1, hit5] = [hitAt[1]!, hitAt[5]!];
        const gain = hit1 - (results[0]?.hit1 ?? hit1);
        const figures: FormatFigures = {
          format,
          documents: dossier.documents().length,
          passages: dossier.passageCount(),
          unread: dossier.unreadable().length,
          hit1,
          hit5,
          refused: refusals.right,
          broken: run.verbatim.broken.length,
          gain,
          isGood: gain >= -COMPARED[format].loss - ROUNDING && run.verbatim.broken.length === 0,
        };
        results.push(figures);
        onFormat(figures);
      } finally {
        await dossier.close();
      }
    }
  } finally {
    await rm(place, { recursive: true, force: true });
  }
  return results;
}

const HEAD = ['format', 'hit@1', 'against txt', 'may lose', 'hit@5', 'refused', 'documents', 'passages', 'unread', 'not verbatim'];

/** The figures as a table, a line a format. */
export function formatsText(results: readonly FormatFigures[]): string {
  const rows = results.map(({ format, hit1, gain, hit5, refused, documents, passages, unread, broken, isGood }) => [
    `${format}${isGood ? '' : ' !'}`,
    hit1.toFixed(3),
    `${gain < 0 ? '−' : '+'}${Math.abs(100 * gain).toFixed(1)}`,
    (100 * COMPARED[format].loss).toFixed(0),
    hit5.toFixed(3),
    share(refused),
    ...[documents, passages, unread, broken].map(String),
  ]);
  return `${table(HEAD, rows).join('\n')}\n`;
}
