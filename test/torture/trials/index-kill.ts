import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDossier, type Dossier } from '../../../retrieval/index.js';
import { seeded } from '../../support/seeded.js';
import { runAndKill } from '../killed.js';
import { plainEmbedder } from '../programs/embedder.mjs';
import type { Trial, TrialOptions, TrialResult } from '../trial.js';

/** Documents of the dossier, each of which says in which version it is. */
const DOCUMENTS = 16;

/** What may stand in an index's folder after a start: the generation in use, `current`, the record of what was read, and one older thing. */
const MOST_LEFT = 4;

export const indexKill: Trial = {
  name: 'index-kill',
  about: 'the program killed (SIGKILL) at random moments while it brings an index up to date: it opens at the old state or at the new one',
  run,
};

/** Writes a version of the dossier: some documents say another figure, one more or less is there. */
function writeVersion(folder: string, version: number): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (let at = 0; at < DOCUMENTS + (version % 3); at += 1) {
    const said = at % 4 === version % 4 ? version : version - (((version % 4) - (at % 4) + 4) % 4);
    writeFileSync(
      join(folder, `note ${at}.txt`),
      `La note ${at}\n\n${`Le préfet numéro ${at} a écrit ${1000 + said} lettres au ministre. `.repeat(3)}\nIl attend la réponse de la ville de Lyon.\n`,
    );
  }
}

const open = (folder: string, index: string): Promise<Dossier> => openDossier({ folder, index, embedder: plainEmbedder() });

/** Whether an index, as it lies, is that of a folder: opening a copy of it changes nothing. */
async function isIndexOf(index: string, folder: string, scratch: string): Promise<boolean> {
  rmSync(scratch, { recursive: true, force: true });
  cpSync(index, scratch, { recursive: true });
  const dossier = await open(folder, scratch);
  await dossier.close();
  return dossier.lastRefresh.reason === null;
}

async function run({ short, seed, say }: TrialOptions): Promise<TrialResult> {
  const base = mkdtempSync(join(tmpdir(), 'torture-kill-'));
  const [folder, before, index, scratch] = ['dossier', 'before', 'index', 'scratch'].map((name) => join(base, name)) as [string, string, string, string];
  const random = seeded(seed);
  const rounds = short ? 15 : 300;
  const findings: string[] = [];
  let [kills, atOld, atNew, none, wrong] = [0, 0, 0, 0, 0];
  const fault = (finding: string): void => {
    wrong += 1;
    findings.push(finding);
  };
  try {
    writeVersion(folder, 1);
    // How long the work takes says among which moments to choose; it is measured again whenever a run ends before its kill.
    let usual = (await runAndKill('index.mjs', [folder, index], null)).milliseconds;
    for (let round = 0; round < rounds; round += 1) {
      const isFirst = round % 6 === 5;
      cpSync(folder, before, { recursive: true });
      for (const name of readdirSync(before)) if (!existsSync(join(folder, name))) rmSync(join(before, name));
      if (isFirst) rmSync(index, { recursive: true, force: true });
      writeVersion(folder, round + 2);
      const { wasKilled, milliseconds, complaint } = await runAndKill('index.mjs', [folder, index], random() * usual * 1.1);
      if (wasKilled) kills += 1;
      else usual = (usual + milliseconds) / 2;
      if (complaint !== '') fault(`round ${round}: ${complaint.slice(0, 300)}`);

      const isThere = existsSync(join(index, 'current'));
      if (!isThere) {
        none += 1;
        if (!isFirst) fault(`round ${round}: the index is gone`);
      } else if (await isIndexOf(index, folder, scratch)) atNew += 1;
      else if (!isFirst && (await isIndexOf(index, before, scratch))) atOld += 1;
      else fault(`round ${round}: the index is neither the old one nor the new one`);

      const dossier = await open(folder, index);
      const { documents } = dossier.lastRefresh;
      if (documents !== readdirSync(folder).length) fault(`round ${round}: ${documents} documents`);
      for (const { file } of dossier.documents()) {
        const { passages } = await dossier.ask(`Combien de lettres le préfet numéro ${/\d+/.exec(file)![0]} a-t-il écrites ?`, { top: 3, files: [file] });
        const text = dossier.text(file)!;
        if (passages.length === 0 || passages.some(({ quote, start, end }) => text.slice(start, end) !== quote))
          fault(`round ${round}: ${file} is quoted otherwise than it is`);
      }
      await dossier.close();
      if (!(await isIndexOf(index, folder, scratch))) fault(`round ${round}: opened again, the index changed again`);
      const left = readdirSync(index);
      if (left.length > MOST_LEFT) fault(`round ${round}: left in the index: ${left.join(' ')}`);
      if (round % 50 === 49) say(`${round + 1} rounds, ${kills} kills, work of ${usual.toFixed(0)} ms`);
    }
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
  return { trials: rounds, faults: kills, lost: 0, wrong, counts: { 'at the old state': atOld, 'at the new': atNew, 'no index yet': none }, findings };
}
