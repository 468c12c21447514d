import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { systemCode, UserError } from '../../errors.js';

/** What LibreOffice's program is called, in the order tried. */
const PROGRAMS = ['soffice', 'libreoffice'];

/** Nothing takes this long but a program that hangs. In milliseconds. */
const LONGEST = 300_000;

const run = promisify(execFile);

/**
 * Texts in UTF-8 → documents of another format, made by LibreOffice.
 * @param format the ending: docx, odt, rtf, pdf, html
 * @returns the folder of the documents, each named as its text with the other ending; the caller removes it.
 * @throws {UserError} when LibreOffice is not installed, or does not make them.
 */
export async function officeDocuments(texts: readonly string[], format: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dossier-bot-office-'));
  // A profile of its own: a LibreOffice that is open already would take the work over and say nothing.
  const options = [
    `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`,
    '--headless',
    '--infilter=Text (encoded):UTF8,LF,,,',
    '--convert-to',
    format,
    '--outdir',
    folder,
  ];
  for (const program of PROGRAMS) {
    try {
      await run(program, [...options, ...texts], { timeout: LONGEST });
      await rm(join(folder, 'profile'), { recursive: true, force: true });
      return folder;
    } catch (error) {
      if (systemCode(error) === 'ENOENT') continue;
      await rm(folder, { recursive: true, force: true });
      throw new UserError(
        `making documents: LibreOffice expected to write ${format}, found that it failed (${(error as Error).message.split('\n')[0]!}); try it by hand`,
      );
    }
  }
  await rm(folder, { recursive: true, force: true });
  throw new UserError(
    'making documents: LibreOffice expected, found none; install it (Debian: apt-get install libreoffice-writer), or leave --dossier out: of the seeds there are documents already',
  );
}
