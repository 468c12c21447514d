import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Dossier } from '../../retrieval/dossier.js';
import { codeOrMessage, UserError } from '../../retrieval/errors.js';
import { packHash, packInDossier } from '../../retrieval/evidence/index.js';
import type { Answer } from '../../retrieval/search/index.js';
import { speechIn } from '../speech.js';
import { answerLanguage } from './language.js';

/**
 * Writes an evidence pack of answers, in the language of the first question.
 * @returns what was written, for the user: its path and the hash to give out with it
 * @throws {UserError} when nothing was answered or the file cannot be written
 */
export async function writePack(path: string, dossier: Dossier, answers: readonly Answer[], hashes: boolean): Promise<string> {
  const speech = speechIn(answerLanguage(answers[0]?.question ?? ''));
  const pack = await packInDossier(dossier, answers, {
    language: speech.language,
    include: hashes ? 'hashes' : 'documents',
  });
  try {
    await writeFile(path, pack);
  } catch (error) {
    throw new UserError(
      `writing the evidence pack: a file that can be written expected at ${resolve(path)}, found ${codeOrMessage(error)}; name another place`,
    );
  }
  return `${speech.say('terminal-pack', { path, hash: packHash(pack) })}\n`;
}
