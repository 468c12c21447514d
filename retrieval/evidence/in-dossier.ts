import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { documentPath } from '../documents/index.js';
import type { Dossier } from '../dossier.js';
import { type Answer, WEIGHTS } from '../search/index.js';
import { absenceReport, type AbsenceReport } from './absence/absence-report.js';
import { chronology, type Chronology, type ChronologyOptions } from './chronology/chronology.js';
import { coverage, type Coverage } from './coverage.js';
import { dossierDocuments, selectDocuments } from './dossier-documents.js';
import { evidencePack, type PackOptions } from './pack/evidence-pack.js';
import type { QuoteCheck } from './quotes/quote-check.js';
import { indexOf } from './words/quote-index.js';
import { stemsOf } from './words/subject-words.js';
import { verifyQuote } from './quotes/verify-quote.js';

/**
 * `verifyQuote` over an open dossier.
 * @param files only these documents; all when left out, here and below
 * @example
 * import { openDossier } from 'dossier-bot';
 * import { verifyInDossier } from 'dossier-bot/evidence';
 *
 * const dossier = await openDossier({ folder: 'seeds', index: '.dossier' });
 * const check = verifyInDossier(dossier, 'environ 500 cellules');
 * console.log(check.parts[0].verdict); // → exact
 * await dossier.close();
 */
export function verifyInDossier(dossier: Dossier, text: string, files?: readonly string[]): QuoteCheck {
  return verifyQuote(selectDocuments(dossierDocuments(dossier), files), text);
}

/** The most passages that a dossier gives for one question. */
const MOST_PASSAGES = 50;

/**
 * `coverage` over an open dossier, its search by meaning included.
 * @example
 * import { openDossier } from 'dossier-bot';
 * import { coverageInDossier } from 'dossier-bot/evidence';
 *
 * const dossier = await openDossier({ folder: 'seeds', index: '.dossier' });
 * const { documents } = await coverageInDossier(dossier, 'cryptomonnaies');
 * for (const { file, level } of documents) console.log(file, level);
 * await dossier.close();
 */
export async function coverageInDossier(dossier: Dossier, subject: string, files?: readonly string[]): Promise<Coverage> {
  const documents = selectDocuments(dossierDocuments(dossier), files);
  // Throws for a subject without a word before anything is searched.
  coverage([], subject);
  return coverage(documents, subject, await dossier.ask(subject, { top: MOST_PASSAGES, ...(files !== undefined && { files }) }));
}

/**
 * `chronology` over an open dossier.
 * @example
 * import { openDossier } from 'dossier-bot';
 * import { chronologyInDossier, chronologyCsv } from 'dossier-bot/evidence';
 *
 * const dossier = await openDossier({ folder: 'seeds', index: '.dossier' });
 * console.log(chronologyCsv(chronologyInDossier(dossier)));
 * await dossier.close();
 */
export function chronologyInDossier(dossier: Dossier, options: ChronologyOptions = {}, files?: readonly string[]): Chronology {
  return chronology(selectDocuments(dossierDocuments(dossier), files), options);
}

/** `absenceReport` over an open dossier, with the confidence that the shipped weights take for an answer. */
export function absenceInDossier(dossier: Dossier, answer: Answer): AbsenceReport {
  return absenceReport(dossierDocuments(dossier), answer, WEIGHTS.verdict.answered);
}

/**
 * An evidence pack of answers of an open dossier, with the files themselves where they are still the ones indexed, and a report of the search for
 * every question that was not answered.
 * @throws {UserError} when there is no answer, or no longer the quotes of one.
 * @example
 * import { writeFile } from 'node:fs/promises';
 * import { openDossier } from 'dossier-bot';
 * import { packInDossier } from 'dossier-bot/evidence';
 *
 * const dossier = await openDossier({ folder: 'seeds', index: '.dossier' });
 * const answer = await dossier.ask('Combien de cellules ont été fouillées ?');
 * await writeFile('pack.zip', await packInDossier(dossier, [answer], { language: 'fr', include: 'documents' }));
 * await dossier.close();
 */
export async function packInDossier(dossier: Dossier, answers: readonly Answer[], options: Pick<PackOptions, 'language' | 'include'>): Promise<Uint8Array> {
  const documents = dossierDocuments(dossier);
  const originals = new Map<string, Uint8Array>();
  if (options.include === 'documents') {
    for (const file of new Set(answers.flatMap(({ passages }) => passages.map((passage) => passage.file)))) {
      const bytes = await original(dossier.folder, file);
      const hash = documents.find((document) => document.file === file)?.hash;
      // Changed since: the text as it was indexed goes in, which is what was quoted.
      if (bytes && createHash('sha256').update(bytes).digest('hex') === hash) originals.set(file, bytes);
    }
  }
  const absence = new Map(answers.filter(({ verdict }) => verdict !== 'answered').map((answer) => [answer, absenceInDossier(dossier, answer)]));
  return evidencePack(answers, { ...options, documents, originals, absence });
}

/** The bytes of a file of the dossier's folder; `null` when it is not there any more. */
async function original(folder: string | null, file: string): Promise<Uint8Array | null> {
  const path = folder === null ? null : documentPath(folder, file);
  return path === null ? null : readFile(path).catch(() => null);
}

/** Passages up to which evidence is prepared: it takes about a second, in which nothing else is done, and all texts into memory. */
const PREPARED = 10_000;

/**
 * Works out what the other functions need (the index of quotes, stems, sentences with dates), so that the first question is as quick as
 * the next. A larger dossier's is worked out when it is asked for.
 */
export function prepareEvidence(dossier: Dossier): void {
  if (dossier.passageCount() > PREPARED) return;
  const documents = dossierDocuments(dossier);
  stemsOf(indexOf(documents));
  chronology(documents);
}
