import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMemory } from '../../../bot/memory/index.js';
import { openInbox } from '../../../bot/receiving/index.js';
import { citationId, Ledger } from '../../../retrieval/evidence/index.js';
import { seeded } from '../../support/seeded.js';
import { runAndKill } from '../killed.js';
import { evidenceText, uploadText } from '../programs/texts.mjs';
import type { Trial, TrialOptions, TrialResult } from '../trial.js';

/** The longest that the program writes before it is killed, in milliseconds. */
const LONGEST = 250;

export const memoryKill: Trial = {
  name: 'memory-kill',
  about: 'the program killed (SIGKILL) while it keeps feedback, quotes, people, conversations, updates and uploads: all that it said was kept is there, whole',
  run,
};

async function run({ short, seed, say }: TrialOptions): Promise<TrialResult> {
  const base = mkdtempSync(join(tmpdir(), 'torture-memory-'));
  const [data, dossier] = [join(base, 'data'), join(base, 'dossier')];
  mkdirSync(dossier);
  mkdirSync(data);
  const random = seeded(seed);
  const rounds = short ? 6 : 150;
  const document = evidenceText();
  const findings: string[] = [];
  let [kills, kept, lost, wrong, next] = [0, 0, 0, 0, 0];
  const noted = new Map<string, number[]>();
  try {
    for (let round = 0; round < rounds; round += 1) {
      const { lines, wasKilled, complaint } = await runAndKill('remember.mjs', [data, dossier, String(next)], 5 + random() * LONGEST);
      if (wasKilled) kills += 1;
      else findings.push(`round ${round}: it ended by itself: ${complaint.slice(0, 300)}`);
      const said = lines
        .map((line) => line.split(' '))
        .map(([what, number]) => ({ what: what!, number: Number(number) }))
        .filter(({ what }) => what !== 'begun');
      kept += said.length;
      for (const { what, number } of said) noted.set(what, [...(noted.get(what) ?? []), number]);
      next = Math.max(next, ...said.map(({ number }) => number)) + 2;

      const memory = openMemory(data);
      const gone = (what: string, is: (number: number) => boolean): void => {
        for (const number of noted.get(what) ?? []) {
          if (is(number)) continue;
          lost += 1;
          findings.push(`round ${round}: ${what} ${number} was kept and is gone`);
        }
      };
      const presses = new Set((await memory.feedback.all()).map(({ answer }) => answer));
      gone('feedback', (number) => presses.has(`answer-${number}`));
      const ledger = await Ledger.open(join(data, 'quotes.jsonl'));
      for (const number of noted.get('quote') ?? []) {
        const span = document.spans[number % document.spans.length]!;
        const id = citationId({ hash: document.hashOf(number), ...span, quote: document.text.slice(span.start, span.end) });
        if (ledger.get(id)?.quote === document.text.slice(span.start, span.end)) continue;
        lost += 1;
        findings.push(`round ${round}: quote ${number} was kept and is gone`);
      }
      const latest = (what: string): number => Math.max(-1, ...(noted.get(what) ?? []));
      const person = await memory.people.read('1');
      if (latest('person') >= 0 && !(Number(person?.name?.split(' ')[1]) >= latest('person'))) gone('person', (number) => number !== latest('person'));
      const conversation = await memory.conversations.read('7');
      if (latest('conversation') >= 0 && !(Number(conversation?.scope?.[0]?.split(' ')[1]) >= latest('conversation')))
        gone('conversation', (number) => number !== latest('conversation'));
      const inbox = openInbox(join(data, 'inbox.jsonl'));
      const waiting = new Set(inbox.leftOver.map(({ update_id: id }) => id));
      gone('update', (number) => waiting.has(number));
      await inbox.close();
      const added = new Set(readdirSync(dossier).filter((name) => !name.startsWith('.')));
      gone('upload', (number) => added.has(`note ${number}.txt`));
      for (const name of added) {
        if (readFileSync(join(dossier, name), 'utf8') === uploadText(Number(/\d+/.exec(name)![0]))) continue;
        wrong += 1;
        findings.push(`round ${round}: ${name} is not whole`);
      }
      if (round % 25 === 24) {
        say(`${round + 1} kills, ${kept} writes kept`);
        // What was found so often may go: looking for all of it again would take ever longer.
        noted.clear();
        rmSync(data, { recursive: true });
        mkdirSync(data);
        rmSync(dossier, { recursive: true });
        mkdirSync(dossier);
      }
    }
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
  return { trials: kept, faults: kills, lost, wrong, findings };
}
