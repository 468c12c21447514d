import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Message, Update } from 'grammy/types';
import { badGateway, floodControl, serverError, startPreview, type ChatDoor, type Fault, type LoggedCall, type Preview } from '../../../bot/preview/index.js';
import { runCommand, startCommand, type Running } from '../../support/command.js';
import { filled } from '../../support/folder.js';
import { freePort } from '../../support/free-port.js';
import { seeded } from '../../support/seeded.js';
import type { Trial, TrialOptions, TrialResult } from '../trial.js';

/*
 * The program as it is started, with the real model, between a stand-in for Telegram and SIGKILL. Each question comes from a person of its
 * own, so that the answers in their chat can be counted.
 */

const TOKEN = `7000000001:${'Ab1_-'.repeat(7)}`;
const SECRET = 'the-secret-of-the-torture-trial';
const DOCUMENT = 'Les prisons\n\nLa police a fouillé environ 500 cellules mardi matin, dans 66 prisons.\n\nLe parquet de Paris suit ce dossier.\n';
/** What every answer must quote. */
const ANSWER = 'environ 500 cellules';

/** Share of updates delivered once more, and of questions before which something is made to fail. */
const REPEATED = 0.1;
const FAULTY = 0.1;

const FAULTS: readonly (readonly [string, Fault])[] = [
  ['sendMessage', { kind: 'cut', when: 'before' }],
  ['sendMessage', { kind: 'cut', when: 'after' }],
  ['sendMessage', serverError],
  ['sendMessage', badGateway],
  ['sendMessage', floodControl(1)],
  ['getUpdates', { kind: 'cut', when: 'before' }],
  ['getUpdates', { kind: 'cut', when: 'after' }],
  ['getUpdates', badGateway],
  ['getUpdates', floodControl(1)],
  ['*', { kind: 'late', milliseconds: 300 }],
];

export const polling: Trial = {
  name: 'polling',
  about: 'questions by long polling, the bot killed (SIGKILL) and the network cut at random moments, updates delivered twice',
  run: (options) => run(options, 'polling'),
};

export const webhook: Trial = { name: 'webhook', about: 'the same by webhook', run: (options) => run(options, 'webhook') };

async function run({ short, seed, say }: TrialOptions, by: 'polling' | 'webhook'): Promise<TrialResult> {
  const [questions, kills] = short ? [40, 2] : [1000, 20];
  const random = seeded(seed + (by === 'webhook' ? 1 : 0));
  const base = mkdtempSync(join(tmpdir(), `torture-${by}-`));
  const place = { DOSSIER_DIR: filled(join(base, 'dossier'), { 'prisons.txt': DOCUMENT }), INDEX: join(base, 'index') };
  await runCommand('index', [], { env: place });
  const preview = await startPreview({ token: TOKEN, webhook: { timeoutMilliseconds: 3000, retryMilliseconds: 100, maxRetryMilliseconds: 1000 } });
  const port = await freePort();
  const env = {
    ...place,
    DATA_DIR: join(base, 'data'),
    TELEGRAM_BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: preview.apiRoot,
    ...(by === 'webhook' && { WEBHOOK_URL: `http://127.0.0.1:${port}/hook`, WEBHOOK_SECRET: SECRET, HTTP_PORT: String(port) }),
  };

  const state: { bot: Running } = { bot: startCommand('start', [], { env }) };
  const chats: ChatDoor[] = [];
  const killedAt: number[] = [];
  let [faults, repeated] = [0, 0];
  try {
    await state.bot.said(/answering as/u);
    for (let number = 0; number < questions; number += 1) {
      if (random() < FAULTY) {
        const [method, fault] = FAULTS[Math.floor(random() * FAULTS.length)]!;
        preview.door.fail(method, fault, 1 + Math.floor(random() * 2));
        faults += 1;
      }
      const chat = preview.door.private(preview.door.user({ id: 100_000 + number, language: random() < 0.5 ? 'fr' : 'en' }));
      chats.push(chat);
      chat.send(`Combien de cellules ont été fouillées mardi ? ${number}`);
      const update = preview.door.unconfirmed().at(-1);
      if (update !== undefined && random() < REPEATED) {
        repeated += 1;
        setTimeout(() => {
          again(preview, update);
        }, random() * 400);
      }
      await pause(random() * 60);
      // Kills lie evenly among the questions, each at a random moment after one.
      if (Math.floor(((number + 1) * kills) / questions) > killedAt.length) {
        // While it works, not while it starts: that is killed with the index.
        await state.bot.said(/answering as/u);
        await pause(random() * 1500);
        state.bot.process.kill('SIGKILL');
        killedAt.push(Date.now());
        await state.bot.ended;
        faults += 1;
        state.bot = startCommand('start', [], { env });
        say(`${number + 1} questions, ${killedAt.length} kills`);
        // Some questions come while nobody is there; the rest once it is back.
        if (random() < 0.5) await state.bot.said(/answering as/u);
      }
    }
    // What is left of the faults would keep the last bot away by itself.
    preview.door.heal();
    await settled(chats);
    const { counts, ...result } = judged(preview, chats, killedAt);
    state.bot.process.kill('SIGTERM');
    const status = await state.bot.ended;
    const findings = [...result.findings, ...(status === 0 ? [] : [`stopped with status ${String(status)}`])];
    return {
      trials: questions,
      faults,
      lost: result.lost,
      wrong: result.wrong + (status === 0 ? 0 : 1),
      counts: { kills, ...counts, 'delivered again': repeated },
      findings,
    };
  } finally {
    state.bot.process.kill('SIGKILL');
    await preview.close();
    rmSync(base, { recursive: true, force: true });
  }
}

/** Delivers an update once more; the stand-in may be closed by then. */
function again(preview: Preview, update: Update): void {
  preview.door.pushAgain(update);
}

const answersIn = (chat: ChatDoor): Message[] => chat.messages().filter(({ from }) => from?.is_bot === true);

/** Waits until every chat has its answer, and then whether a second one comes; gives up after a minute without a new answer. */
async function settled(chats: readonly ChatDoor[]): Promise<void> {
  let [answered, since] = [-1, Date.now()];
  while (Date.now() - since < 60_000) {
    const now = chats.filter((chat) => answersIn(chat).length > 0).length;
    if (now !== answered) [answered, since] = [now, Date.now()];
    if (now === chats.length) break;
    await pause(100);
  }
  await pause(1500);
}

/**
 * Counts answers. A second one is right only where a kill fell between the sending and the note of it, or the connection was cut behind a message already taken.
 * What the stand-in hears after a kill and before the next program's first call (getMe) was sent by the killed one: on a machine with other work it is heard late.
 */
function judged(
  preview: Preview,
  chats: readonly ChatDoor[],
  killedAt: readonly number[],
): Pick<TrialResult, 'lost' | 'wrong'> & { counts: Record<string, number>; findings: string[] } {
  const findings: string[] = [];
  const sends = preview.door.calls('sendMessage');
  const starts = preview.door.calls('getMe').map(({ at }) => at);
  const kills = killedAt.map((at) => ({ at, heardUntil: Math.min(...starts.filter((start) => start > at)) }));
  let [lost, wrong, byKill, byCut] = [0, 0, 0, 0];
  for (const chat of chats) {
    const answers = answersIn(chat);
    const calls = sends.filter(({ values }) => Number(values['chat_id']) === chat.id).toSorted((a, b) => a.at - b.at);
    if (answers.length === 0) {
      lost += 1;
      findings.push(`the question of ${chat.id} was never answered; ${heldBy(preview, chat)}; tried to send: ${told(calls)}`);
    }
    for (const other of answers.filter(({ text }) => text?.includes(ANSWER) !== true)) {
      wrong += 1;
      findings.push(`${chat.id} got no answer but: ${(other.text ?? '').slice(0, 100)}`);
    }
    if (answers.length < 2) continue;
    const wasCut = calls.slice(0, -1).some(({ status }) => status === 0);
    const wasKilled = calls.some(({ at }, index) => index > 0 && kills.some((kill) => kill.heardUntil > calls[index - 1]!.at && kill.at <= at));
    if (wasKilled) byKill += answers.length - 1;
    else if (wasCut) byCut += answers.length - 1;
    else {
      wrong += 1;
      findings.push(`${chat.id} was answered ${answers.length} times for no reason: ${told(calls)}`);
    }
  }
  return { lost, wrong, findings, counts: { 'answered twice, killed between sending and note': byKill, 'answered twice, cut after sending': byCut } };
}

/** Where a question that nobody answered is. */
function heldBy(preview: Preview, chat: ChatDoor): string {
  return preview.door.unconfirmed().some(({ message }) => message?.chat.id === chat.id) ? 'Telegram still holds it' : 'the bot has taken it';
}

function told(calls: readonly LoggedCall[]): string {
  return calls.length === 0 ? 'never' : calls.map(({ at, status }) => `${new Date(at).toISOString()} → ${status}`).join(', ');
}
