import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startPreview } from '../../../bot/preview/index.js';
import { runCommand, startCommand } from '../../support/command.js';
import { filled } from '../../support/folder.js';
import { seeded } from '../../support/seeded.js';
import type { Trial, TrialOptions, TrialResult } from '../trial.js';

/** Questions from many people, one after the other, to the program as it is started: its memory must not grow with them. */
export const memory: Trial = { name: 'memory', about: '50,000 questions (short: 1,000) to the program as it is started: its memory stays flat', run };

const TOKEN = `7000000001:${'Ab1_-'.repeat(7)}`;
/** Questions under way at a time, and people: below the limits on one person and one chat. */
const UNDER_WAY = 100;
const PEOPLE = 4000;
/** The heap that each of its processes may have, in MB: one that grew with the questions would end. */
const HEAP = 160;
/** How much more may be in use at the end than after a fifth of the questions: noise of the collector, in bytes. */
const NOISE = 20 * 2 ** 20;

async function run({ short, seed, say }: TrialOptions): Promise<TrialResult> {
  const questions = short ? 1000 : 50_000;
  // Questions are written to the disk and brought to it; a disk in memory spares the real one half a million waits.
  const base = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'torture-memory-'));
  const random = seeded(seed);
  const place = {
    DOSSIER_DIR: filled(join(base, 'dossier'), { 'prisons.txt': 'Les prisons\n\nLa police a fouillé environ 500 cellules mardi matin, dans 66 prisons.\n' }),
    INDEX: join(base, 'index'),
  };
  await runCommand('index', [], { env: place });
  const preview = await startPreview({ token: TOKEN, history: 5 });
  const bot = startCommand('start', [], {
    env: {
      ...place,
      DATA_DIR: join(base, 'data'),
      TELEGRAM_BOT_TOKEN: TOKEN,
      TELEGRAM_API_ROOT: preview.apiRoot,
      HTTP_PORT: '0',
      LOG_LEVEL: 'debug',
      NODE_OPTIONS: `--max-old-space-size=${HEAP}`,
    },
  });
  const heaps: number[] = [];
  const resident: number[] = [];
  try {
    const [, port] = await bot.said(/"port":(\d+)/u);
    await bot.said(/answering as/u);
    const look = async (): Promise<string> => {
      const text = await (await fetch(`http://127.0.0.1:${port!}/metrics`)).text();
      heaps.push(valueOf(text, 'nodejs_heap_size_used_bytes'));
      resident.push(valueOf(text, 'process_resident_memory_bytes'));
      return text;
    };
    const people = Array.from({ length: Math.min(PEOPLE, questions / 10) }, (_, index) => preview.door.private(preview.door.user({ id: 100_000 + index })));
    const began = performance.now();
    for (let asked = 0; asked < questions; asked += 1) {
      while (asked - preview.door.count('sendMessage') >= UNDER_WAY) await pause(2);
      people[asked % people.length]!.send(`Combien de cellules ont été fouillées ? ${Math.floor(random() * 1e9)}`);
      if (asked % (questions / 100) === 0) await look();
      if (asked % (questions / 10) === 0)
        say(`${asked} questions, ${Math.round(resident.at(-1)! / 2 ** 20)} MB, of which ${Math.round(heaps.at(-1)! / 2 ** 20)} MB heap`);
    }
    for (const end = Date.now() + 60_000; preview.door.count('sendMessage') < questions && Date.now() < end;) await pause(50);
    const seconds = (performance.now() - began) / 1000;
    // A question is counted once its answer is with Telegram, so the last may not be yet.
    let text = await look();
    for (const end = Date.now() + 10_000; countedIn(text) < questions && Date.now() < end; text = await look()) await pause(100);
    const sent = preview.door.count('sendMessage');
    // The least in use in a stretch is what the collector cannot free.
    const least = (from: number, to: number): number => Math.min(...heaps.slice(Math.floor(heaps.length * from), Math.floor(heaps.length * to)));
    const [before, after] = [least(0.2, 0.4), least(0.8, 1)];
    const counted = countedIn(text);
    const findings = [
      // A short run may end before the collector has looked at all.
      ...(!short && after - before > NOISE ? [`the heap grew from ${before} to ${after} bytes`] : []),
      ...(counted === questions ? [] : [`the metrics count ${counted} questions of ${questions}`]),
    ];
    const megabytes = (bytes: number): number => Math.round(bytes / 2 ** 20);
    return {
      trials: questions,
      faults: 0,
      lost: Math.max(0, questions - sent),
      wrong: findings.length + Math.max(0, sent - questions),
      findings,
      counts: {
        'heap after 20% MB': megabytes(before),
        'heap at the end MB': megabytes(after),
        'resident at the end MB': megabytes(resident.at(-1)!),
        'questions a second': Math.round(questions / seconds),
      },
    };
  } finally {
    bot.process.kill('SIGKILL');
    await preview.close();
    rmSync(base, { recursive: true, force: true });
  }
}

function countedIn(metrics: string): number {
  return [...metrics.matchAll(/^dossier_bot_questions_total\{.*\} (\d+)$/gmu)].reduce((sum, [, count]) => sum + Number(count), 0);
}

function valueOf(metrics: string, name: string): number {
  return Number(new RegExp(`^${name} (\\S+)$`, 'mu').exec(metrics)?.[1] ?? Number.NaN);
}
