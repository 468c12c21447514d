import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../../embeddings/project-root.js';
import { recognise } from '../../../retrieval/documents/index.js';
import { evaluate } from '../../../retrieval/evaluation/index.js';
import { compareFormats, formatsText, type FormatFigures } from '../../../retrieval/evaluation/formats/compare-formats.js';
import { COMPARED, dossierAs, nameAs } from '../../../retrieval/evaluation/formats/dossier-as.js';
import { officeDocuments } from '../../../retrieval/evaluation/formats/office.js';
import type { Question } from '../../../retrieval/evaluation/index.js';
import { filled, temporaryFolder } from '../../support/folder.js';
import { wordDossier } from '../../support/fake-dossier.js';
import { textsOf } from '../../support/dossiers.js';

const seeds = join(projectRoot, 'seeds');
const question: Question = {
  line: 1,
  id: 'a',
  question: 'Qui est Felix Bingui ?',
  gold: [{ file: '001_63b9d839d638d839.txt', quote: 'chef du clan Yoda' }],
  all: false,
  kind: 'fact',
};

describe('dossierAs', () => {
  it.each(['txt', 'docx', 'odt', 'rtf', 'pdf', 'html', 'eml'] as const)('makes the seeds as %s, each under its name', async (format) => {
    const folder = join(temporaryFolder(), format);
    await dossierAs(format, seeds, folder);
    expect(readdirSync(folder).sort()).toEqual(
      readdirSync(seeds)
        .filter((file) => file.endsWith('.txt'))
        .map((file) => nameAs(format, file))
        .sort(),
    );
    const kinds: Record<string, string> = { txt: 'text', docx: 'package', odt: 'package', rtf: 'rtf', pdf: 'pdf', html: 'html', eml: 'mail' };
    for (const file of readdirSync(folder)) expect(recognise(readFileSync(join(folder, file)), file), file).toEqual({ format: kinds[format] });
  });

  it('refuses a folder that holds anything but texts, or nothing', async () => {
    await expect(dossierAs('txt', filled(temporaryFolder(), { 'a.txt': 'x', 'b.pdf': 'x' }), temporaryFolder())).rejects.toThrow(
      /texts \(\.txt\) expected at .*, found b\.pdf/u,
    );
    await expect(dossierAs('txt', temporaryFolder(), temporaryFolder())).rejects.toThrow(/found none/u);
  });

  it('says what to install where LibreOffice is missing', async () => {
    const path = process.env['PATH'];
    process.env['PATH'] = temporaryFolder();
    try {
      await expect(officeDocuments([join(seeds, 'a.txt')], 'docx')).rejects.toThrow(/LibreOffice expected, found none; install it/u);
    } finally {
      process.env['PATH'] = path;
    }
  });
});

describe('compareFormats', () => {
  const texts = Object.fromEntries(textsOf(seeds));
  /** The seeds' words under the names of a format, or nothing of one of them. */
  const open = (folder: string, without: string) =>
    Promise.resolve(
      wordDossier(
        Object.fromEntries(
          readdirSync(folder).map((file) => [file, folder.endsWith(without) ? 'Autre chose.' : texts[`${basename(file).split('.')[0]!}.txt`]!]),
        ),
      ),
    );

  it('asks the same questions of each format, and says which loses too much', async () => {
    const results = await compareFormats(
      seeds,
      [question],
      (folder) => open(folder, '/rtf'),
      () => undefined,
      ['txt', 'docx', 'odt', 'rtf', 'pdf'],
    );
    expect(results.map(({ hit1 }) => hit1)).toEqual([1, 1, 1, 0, 1]);
    expect(results.filter(({ isGood }) => !isGood)).toMatchObject([{ format: 'rtf', gain: -1, documents: 5 }]);
    expect(formatsText(results)).toMatch(/^format .*\ntxt +1\.000 +\+0\.0 +0 .*\n(?:.*\n){2}rtf ! +0\.000 +−100\.0 +2 /u);
  }, 120_000);

  it('removes what it made', async () => {
    const made: string[] = [];
    await expect(
      compareFormats(seeds, [question], (folder) => {
        made.push(folder);
        return Promise.reject(new Error('no model'));
      }),
    ).rejects.toThrow('no model');
    expect(made).toHaveLength(1);
    expect(existsSync(made[0]!)).toBe(false);
  });

  it('wants questions that are answered', async () => {
    await expect(compareFormats(seeds, [{ ...question, gold: [] }], () => Promise.reject(new Error('opened')))).rejects.toThrow(
      /questions that the dossier answers expected/u,
    );
  });
});

describe('npm run evaluate -- --formats', () => {
  const run = async (args: string[]) => {
    let [stdout, stderr] = ['', ''];
    const status = await evaluate(args, {
      stdout: { write: (text) => (stdout += text) },
      stderr: { write: (text) => (stderr += text) },
      env: {},
      open: ({ folder }) => Promise.resolve(wordDossier(Object.fromEntries(readdirSync(folder).map((file) => [file, 'Un texte.'])))),
    });
    return { status, stdout, stderr };
  };

  it('prints one JSON object on demand', async () => {
    const { status, stdout } = await run(['--formats', '--json']);
    expect((JSON.parse(stdout) as FormatFigures[]).map(({ format }) => format)).toEqual(Object.keys(COMPARED));
    expect(status).toBe(0);
  }, 120_000);

  it('takes no option that means nothing to it', async () => {
    const { status, stderr } = await run(['--formats', '--methods', 'late']);
    expect([status, stderr.split('\n')[0]]).toEqual([
      2,
      'reading the options: --formats alone (with --questions, --dossier, --json) expected, found --methods too',
    ]);
  });
});
