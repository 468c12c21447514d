import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openInbox } from '../../../bot/receiving/inbox.js';
import { seeded } from '../../support/seeded.js';
import type { Trial, TrialOptions, TrialResult } from '../trial.js';

/** Updates that go through the inbox between two crashes, at most. */
const MOST_UPDATES = 30;

/** The inbox's file cut at a random byte after what was brought to the disk, as a power cut leaves it; then opened again. */
export const inbox: Trial = { name: 'inbox', about: 'the inbox of Telegram’s updates cut at a random byte behind what was confirmed, then opened again', run };

async function run({ short, seed, say }: TrialOptions): Promise<TrialResult> {
  const folder = mkdtempSync(join(tmpdir(), 'torture-inbox-'));
  const file = join(folder, 'inbox.jsonl');
  const random = seeded(seed);
  const rounds = short ? 50 : 2000;
  const known = new Set<number>();
  const done = new Set<number>();
  const findings: string[] = [];
  let [id, lost, wrong] = [1, 0, 0];
  try {
    for (let round = 0; round < rounds; round += 1) {
      const open = openInbox(file);
      const waiting = new Set(open.leftOver.map(({ update_id }) => update_id));
      for (const each of known) {
        if (waiting.has(each) || done.has(each) || open.givenUp.some(({ update_id: id }) => id === each)) continue;
        lost += 1;
        findings.push(`round ${round}: update ${each} was confirmed and is gone`);
      }
      // Those done whose note was cut off come again; that is allowed, and they are then no longer done.
      for (const each of waiting) done.delete(each);
      let safe = statSync(file).size;
      for (let step = Math.ceil(random() * MOST_UPDATES); step > 0; step -= 1) {
        const update = { update_id: id, message: { text: 'é'.repeat(Math.floor(random() * 50)) } } as never;
        if ((await open.add([update])).length !== 1) {
          wrong += 1;
          findings.push(`round ${round}: a new update ${id} was taken for an old one`);
        }
        if ((await open.add([update])).length !== 0) {
          wrong += 1;
          findings.push(`round ${round}: update ${id} was taken twice`);
        }
        known.add(id);
        safe = statSync(file).size;
        if (random() < 0.7) {
          open.done(id);
          done.add(id);
        }
        id += 1;
      }
      for (const each of [...waiting].slice(0, 20)) {
        open.done(each);
        done.add(each);
      }
      await open.close();
      const bytes = readFileSync(file);
      const cut = Math.min(bytes.length, Math.max(safe, 0)) + Math.floor(random() * Math.max(1, bytes.length - safe));
      writeFileSync(file, bytes.subarray(0, Math.min(cut, bytes.length)));
      // What left the inbox's memory long ago may be forgotten.
      for (const each of known) if (each < id - 500) known.delete(each);
      if (round % 500 === 499) say(`${round + 1} crashes`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { trials: id - 1, faults: rounds, lost, wrong, findings };
}
