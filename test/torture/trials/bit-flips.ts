import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { openDossier, type Dossier } from '../../../retrieval/index.js';
import { seeded } from '../../support/seeded.js';
import { plainEmbedder } from '../programs/embedder.mjs';
import type { Trial, TrialOptions, TrialResult } from '../trial.js';

/** Bytes from one flipped bit to the next. */
const STEP = { long: 512, short: 1_024 };

/** Documents of the dossier, and how often each repeats its sentences: an index of some hundred kilobytes in the long form. */
const SIZE = { long: { documents: 24, repeats: 12 }, short: { documents: 6, repeats: 2 } };

export const bitFlips: Trial = {
  name: 'bit-flips',
  about: 'one bit flipped in every file beside the documents, every 512 bytes: found before it is used, built again, said; the answers stay the same',
  run,
};

/** All that a dossier answers and shows, as one text; scores to six figures. */
async function everything(dossier: Dossier, documents: number): Promise<string> {
  const answers = [];
  for (let at = 0; at < documents; at += 1) {
    const { verdict, confidence, passages } = await dossier.ask(`Combien de lettres le préfet numéro ${at} a-t-il écrites ?`, { top: 20 });
    answers.push([
      verdict,
      confidence.toFixed(6),
      passages.map(({ id, file, quote, score, highlight, lines, heading, title }) => [id, file, quote, score.toFixed(6), highlight, lines, heading, title]),
    ]);
  }
  const closer = [];
  // Within each document, so that every passage is looked at, and with a word that the dossier does not know.
  for (const { file } of dossier.documents())
    closer.push(
      (await dossier.ask('Qui attend la réponse de la vile ?', { top: 20, files: [file] })).passages.map(({ quote, score }) => [quote, score.toFixed(6)]),
    );
  return JSON.stringify([answers, closer, dossier.documents().map((document) => [document, dossier.text(document.file)]), dossier.unreadable()]);
}

async function run({ short, seed, say }: TrialOptions): Promise<TrialResult> {
  const base = mkdtempSync(join(tmpdir(), 'torture-flips-'));
  const [folder, whole, fresh, index] = ['dossier', 'whole', 'fresh', 'index'].map((name) => join(base, name)) as [string, string, string, string];
  const { documents, repeats } = SIZE[short ? 'short' : 'long'];
  mkdirSync(folder);
  const note = (at: number, said: number): void => {
    writeFileSync(
      join(folder, `note ${at}.txt`),
      `La note ${at}\n\n${`Le préfet numéro ${at} a écrit ${said} lettres au ministre. `.repeat(repeats)}\nIl attend la réponse de la ville.\n`,
    );
  };
  const step = short ? STEP.short : STEP.long;
  const embedder = plainEmbedder();
  const random = seeded(seed);
  const findings: string[] = [];
  let [flips, told, silent, wrong] = [0, 0, 0, 0];
  try {
    // Written in two steps, as an index that lives is; nothing in it is out of use.
    for (let at = 0; at < documents - 1; at += 1) note(at, at + 3);
    await (await openDossier({ folder, index: whole, embedder })).close();
    note(documents - 1, 77);
    const first = await openDossier({ folder, index: whole, embedder });
    const expected = await everything(first, documents);
    await first.close();
    // Built again from nothing, vectors are coded around another mean: scores may differ in their third figure, by the very same sums.
    const anew = await openDossier({ folder, index: fresh, embedder });
    const expectedAnew = await everything(anew, documents);
    await anew.close();

    const files = readdirSync(whole, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => relative(whole, join(parentPath, name)));
    for (const file of files) {
      const bytes = readFileSync(join(whole, file));
      for (let from = 0; from < bytes.length; from += step) {
        const at = Math.min(bytes.length - 1, from + Math.floor(random() * step));
        rmSync(index, { recursive: true, force: true });
        cpSync(whole, index, { recursive: true });
        const changed = Buffer.from(bytes);
        changed[at]! ^= 1 << Math.floor(random() * 8);
        writeFileSync(join(index, file), changed);
        flips += 1;
        try {
          const dossier = await openDossier({ folder, index, embedder });
          const reasons = [dossier.lastRefresh.reason];
          const found = await everything(dossier, documents);
          reasons.push(dossier.lastRefresh.reason);
          await dossier.close();
          if (found !== expected && found !== expectedAnew) {
            wrong += 1;
            findings.push(`${file}, byte ${at}: it answers otherwise`);
          }
          if (reasons.some((reason) => reason !== null)) told += 1;
          // What is only there to save time (the record of what was read) is worked out again without a word; an index never.
          else if (/^reading/u.test(file)) silent += 1;
          else {
            wrong += 1;
            findings.push(`${file}, byte ${at}: used without a word`);
          }
        } catch (error) {
          wrong += 1;
          findings.push(`${file}, byte ${at}: ${(error as Error).stack ?? String(error)}`);
        }
      }
      say(`${file}: ${bytes.length} bytes`);
    }
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
  return { trials: flips, faults: flips, lost: 0, wrong, counts: { 'built again and said': told, 'read again': silent }, findings };
}
