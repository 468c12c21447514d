import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { projectRoot } from '../../../embeddings/project-root.js';
import { UserError } from '../../errors.js';
import { officeDocuments } from './office.js';
import { picturesAsPdf, scanned } from './scanned.js';

/** A format that a dossier of texts is made in, how much of hit@1 it may lose, and how its names end. */
export const COMPARED = {
  txt: { loss: 0, ending: 'txt' },
  docx: { loss: 0.02, ending: 'docx' },
  odt: { loss: 0.02, ending: 'odt' },
  rtf: { loss: 0.02, ending: 'rtf' },
  pdf: { loss: 0.02, ending: 'pdf' },
  html: { loss: 0.02, ending: 'html' },
  eml: { loss: 0.02, ending: 'eml' },
  scan: { loss: 0.08, ending: 'pdf' },
} as const;

export type Compared = keyof typeof COMPARED;

/** Documents that LibreOffice made of the seeds, kept with the tests: see test/files/make.sh. */
const KEPT = join(projectRoot, 'test/files/seeds');

/**
 * The texts of a folder.
 * @throws {UserError} when it holds none, or something else.
 */
export async function textsIn(folder: string): Promise<string[]> {
  const files = (await readdir(folder).catch(() => [])).filter((file) => !file.startsWith('.') && file !== 'dossier.json').sort();
  const other = files.find((file) => !file.endsWith('.txt'));
  if (files.length === 0 || other !== undefined)
    throw new UserError(`comparing formats: a folder of texts (.txt) expected at ${folder}, found ${other ?? 'none'}; name one with --dossier`);
  return files;
}

/** Writes the texts of a folder as documents of a format into another folder, under the same names with the other ending. */
export async function dossierAs(format: Compared, from: string, to: string): Promise<void> {
  const texts = await textsIn(from);
  await mkdir(to, { recursive: true });
  const named = (file: string): string => nameAs(format, file);
  if (format === 'txt') for (const file of texts) await copyFile(join(from, file), join(to, file));
  else if (format === 'eml') for (const file of texts) await writeFile(join(to, named(file)), mailOf(await readFile(join(from, file))));
  else {
    const isSeeds = resolve(from) === join(projectRoot, 'seeds');
    const office = format === 'scan' ? 'pdf' : format;
    const sources = texts.map((file) => join(from, file));
    const made = isSeeds ? KEPT : await officeDocuments(sources, office);
    for (const file of texts) {
      const source = join(made, `${basename(file, '.txt')}.${office}`);
      if (format === 'scan') await writeFile(join(to, named(file)), picturesAsPdf(await scanned(await readFile(source))));
      else await copyFile(source, join(to, named(file)));
    }
    if (!isSeeds) await rm(made, { recursive: true, force: true });
  }
}

/** What a text is called as a document of a format. */
export function nameAs(format: Compared, file: string): string {
  return `${basename(file, '.txt')}.${COMPARED[format].ending}`;
}

/** A text as the body of a mail without a subject, so that it has the title that the text has. */
function mailOf(text: Buffer): string {
  const body = text.toString('base64').replace(/.{76}/gu, '$&\r\n');
  return `From: Archives <archives@example.org>\r\nDate: Mon, 15 Jan 2024 09:00:00 +0100\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${body}\r\n`;
}
