import type { Dossier } from '../../retrieval/dossier.js';
import { UserError } from '../../retrieval/errors.js';
import { chronologyCsv, chronologyIcs, chronologyInDossier, coverageInDossier, verifyInDossier } from '../../retrieval/evidence/index.js';
import { speechIn } from '../speech.js';
import type { AskCommandOptions } from './options.js';
import type { AskWorld } from './ask-world.js';
import { evidenceJson } from './answer-json.js';
import { chronologyText } from './chronology-text.js';
import { coverageText } from './coverage-text.js';
import { answerLanguage, systemLanguage } from './language.js';
import { styleFor } from './style.js';
import { verifyText } from './verify-text.js';

/**
 * `npm run ask` with --verify, --coverage or --chronology.
 * @param files the documents that --in names; `null` for all
 * @throws {UserError} when there is no text to work on
 */
export async function runMode(options: AskCommandOptions, { stdin, stdout, env }: AskWorld, dossier: Dossier, files: readonly string[] | null): Promise<void> {
  const { mode, form, json } = options;
  const within = files ?? undefined;
  // A chronology may do without a text: it never waits for one.
  const text = options.question ?? (mode === 'chronology' ? '' : await wholeOf(stdin));
  if (mode !== 'chronology' && text.trim() === '') {
    throw new UserError(
      `${mode === 'verify' ? 'checking a quote' : 'asking what the documents say'}: a text expected, as an argument or on standard input, found none`,
    );
  }
  const style = styleFor({ isTerminal: stdout.isTTY === true, env });
  const speech = speechIn(text === '' ? systemLanguage(env) : answerLanguage(text));
  const print = (value: object, said: () => string): void => void stdout.write(json ? `${evidenceJson(value)}\n` : said());

  if (mode === 'verify') {
    const check = verifyInDossier(dossier, text, within);
    print(check, () => verifyText(check, style, speech));
  } else if (mode === 'coverage') {
    const found = await coverageInDossier(dossier, text, within);
    print(found, () => coverageText(found, style, speech));
  } else {
    const dates = chronologyInDossier(dossier, { subject: text }, within);
    if (form === 'csv') stdout.write(chronologyCsv(dates));
    else if (form === 'ics') stdout.write(chronologyIcs(dates, text === '' ? speech.say('chronology-title') : text));
    else print(dates, () => chronologyText(dates, style, speech));
  }
}

/** Everything on standard input: a quote may have several lines. */
async function wholeOf(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
