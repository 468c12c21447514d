import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Message, Update } from 'grammy/types';
import { createBot } from '../../../bot/bot.js';
import { speechIn } from '../../../bot/speech.js';
import { createLog } from '../../../bot/log.js';
import { openShortMemory } from '../../support/short-memory.js';
import { Monitor } from '../../../bot/monitoring/index.js';
import { startPreview, type ChatDoor, type Preview } from '../../../bot/preview/index.js';
import { MOST_WAITING_A_CHAT, openInbox, Receiver, startPolling, type Receiving } from '../../../bot/receiving/index.js';
import type { Dossier } from '../../../retrieval/dossier.js';
import { TEXTS } from '../../support/bot-rig.js';
import { createFakeDossier } from '../../support/fake-dossier.js';
import type { Trial, TrialOptions, TrialResult } from '../trial.js';

/** Many chats at once: every one is answered, in order, in its turn; a flood and a slow upload hold up nobody; beyond the bound people are told. */
export const load: Trial = {
  name: 'load',
  about: '200 chats at once, one of them flooding, one with a slow upload; more than the queue holds; told to stop in the middle',
  run,
};

const CHATS = 200;
const ADMIN = 7;
/** How long the dossier takes for a question, one after the other as the model does, in milliseconds. */
const ANSWER = 2;
/** Milliseconds within which a stop has ended: what is not finished within ten seconds is left, and that takes its time too. */
const STOPPED = 15_000;
const QUESTION = 'Combien de cellules ?';
const isAnswer = ({ text }: Message): boolean => text?.includes('500 cellules') === true;
/** Answers that the flooding chat may get while a question of another chat waits for its turn: so many, and one of so many that all get meanwhile. */
const BESIDE = 3;
const SHARE = 20;
const BUSY = new Set([speechIn('fr').say('busy'), speechIn('en').say('busy')]);
const isBusy = ({ text = '' }: Message): boolean => BUSY.has(text);

interface Bench {
  readonly preview: Preview;
  readonly receiver: Receiver;
  readonly receiving: Receiving;
  readonly said: (chat: ChatDoor) => Message[];
  /** When each chat got each of its messages, in milliseconds from the bench's start. */
  readonly times: Map<number, number[]>;
  /** When the bot took each update of each chat, likewise. */
  readonly taken: Map<number, number[]>;
  /** When Telegram said where the slow document is. */
  readonly found: number[];
  close(): Promise<void>;
}

/** A bot over a stand-in, on a dossier that answers one question after the other. */
async function bench(
  data: string,
  { most, preview: given, answerMilliseconds = ANSWER }: { most?: number; preview?: Preview; answerMilliseconds?: number } = {},
): Promise<Bench> {
  const preview = given ?? (await startPreview());
  const fake = createFakeDossier(TEXTS);
  let turn: Promise<unknown> = Promise.resolve();
  const dossier: Dossier = {
    ...fake,
    ask: (question, options) => {
      const answer = turn.then(() => pause(answerMilliseconds)).then(() => fake.ask(question, options));
      turn = answer.catch(() => undefined);
      return answer;
    },
  };
  const log = createLog('silent');
  const monitor = new Monitor();
  const [times, taken] = [new Map<number, number[]>(), new Map<number, number[]>()];
  const found: number[] = [];
  const note = (when: Map<number, number[]>, chat: number): void => void when.set(chat, [...(when.get(chat) ?? []), performance.now()]);
  const bot = createBot({
    token: preview.token,
    dossier,
    settings: { allowedUsers: new Set(), adminUsers: new Set([ADMIN]) },
    memory: openShortMemory(data),
    log,
    monitor,
    apiRoot: preview.apiRoot,
  });
  bot.api.config.use(async (previous, method, payload, signal) => {
    const answer = await previous(method, payload, signal);
    const chat = 'chat_id' in payload ? Number(payload.chat_id) : 0;
    if (method === 'sendMessage') note(times, chat);
    if (method === 'getFile') found.push(performance.now());
    return answer;
  });
  const receiver = new Receiver({ bot, inbox: openInbox(join(data, 'inbox.jsonl')), log, monitor, ...(most !== undefined && { most }) });
  const accept = receiver.accept.bind(receiver);
  receiver.accept = async (updates: readonly Update[]): Promise<void> => {
    for (const { message } of updates) if (message) note(taken, message.chat.id);
    return accept(updates);
  };
  const receiving = startPolling({ bot, receiver, log, apiRoot: preview.apiRoot, pollSeconds: 5 });
  return {
    preview,
    receiver,
    receiving,
    times,
    taken,
    found,
    said: (chat) => chat.messages().filter(({ from }) => from?.is_bot === true),
    async close() {
      await receiving.stop();
      if (given === undefined) await preview.close();
    },
  };
}

/** What is waited for comes within seconds; what never comes is counted as lost after this. A machine with other work takes many times as long. */
const PATIENCE = 180_000;

async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + PATIENCE;
  while (!holds() && Date.now() < end) await pause(20);
}

/** Waits until the bot has asked for updates once and found none: it is no longer catching up. */
async function awake({ receiver }: Bench): Promise<void> {
  await until(() => !receiver.catchingUp);
}

async function run({ short, say }: TrialOptions): Promise<TrialResult> {
  const folder = mkdtempSync(join(tmpdir(), 'torture-load-'));
  const findings: string[] = [];
  const total = { trials: 0, faults: 0, lost: 0, wrong: 0 };
  const counts: Record<string, number | string> = {};
  const wrong = (finding: string): void => {
    total.wrong += 1;
    findings.push(finding);
  };
  try {
    for (const [name, part] of [
      ['fairness', fairness],
      ['bound', bound],
      ['stop', stop],
    ] as const) {
      const result = await part(mkdtempSync(join(folder, `${name}-`)), short, wrong);
      total.trials += result.trials;
      total.faults += result.faults;
      total.lost += result.lost;
      Object.assign(counts, result.counts);
      say(`${name}: ${result.trials} questions, ${result.lost} lost`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { ...total, counts, findings };
}

type Part = Pick<TrialResult, 'trials' | 'faults' | 'lost' | 'counts'>;

/** 200 chats with some questions each, one with far too many, an admin whose document comes from a slow line. */
async function fairness(data: string, short: boolean, wrong: (finding: string) => void): Promise<Part> {
  const each = short ? 2 : 10;
  const bot = await bench(data);
  await awake(bot);
  const { door } = bot.preview;
  const flooder = door.private(door.user({ id: 1 }));
  const admin = door.private(door.user({ id: ADMIN }));
  const chats = Array.from({ length: CHATS }, (_, index) => door.private(door.user({ id: 2000 + index })));
  // All were there before: what is kept of a new chat is looked for on the disk, which takes longer than an answer here.
  for (const chat of [...chats, flooder]) chat.send(QUESTION);
  await until(() => [...chats, flooder].every((chat) => bot.said(chat).length === 1));
  const said = (chat: ChatDoor): Message[] => bot.said(chat).slice(1);
  bot.times.clear();
  bot.taken.clear();
  // The document's file is asked for when the button is pressed: from then on its line is slow.
  const slow = short ? 3000 : 8000;
  admin.sendFile({ name: 'rapport.txt', bytes: Buffer.from('Un rapport.') });
  await until(() => bot.said(admin).length > 0);
  door.fail('getFile', { kind: 'late', milliseconds: slow });
  const uploadBegan = performance.now();
  admin.press(bot.said(admin)[0]!, {
    data: bot
      .said(admin)[0]!
      .reply_markup!.inline_keyboard.flat()
      .map((one) => ('callback_data' in one ? one.callback_data : ''))
      .find((one) => one.endsWith('.add'))!,
  });
  admin.send(QUESTION);

  const began = performance.now();
  for (let count = 0; count < 300; count += 1) flooder.send(QUESTION);
  for (let count = 0; count < each; count += 1) for (const chat of chats) chat.send(`${QUESTION} ${count}`);
  const isDone = (): boolean => chats.every((chat) => said(chat).length >= each) && bot.said(admin).filter(isAnswer).length === 1;
  await until(isDone);
  const seconds = (performance.now() - began) / 1000;
  const uploadWaits = performance.now() - uploadBegan < slow;
  await until(() => bot.receiver.waiting + bot.receiver.working === 0);

  const lost = chats.filter((chat) => said(chat).length < each).length + (bot.said(admin).filter(isAnswer).length === 1 ? 0 : 1);
  for (const chat of chats)
    if (said(chat).length > each || said(chat).some((message) => !isAnswer(message)))
      wrong(`chat ${chat.id} got ${said(chat).length} messages for ${each} questions`);
  // In turns, from when the bot has a question and the one before it is answered: until its own answer the flooding chat gets the one in work,
  // the one whose turn comes first, perhaps one that is quicker on its way out; and of long waits its share among the others.
  const flood = bot.times.get(flooder.id) ?? [];
  const all = [...bot.times.values()].flat();
  let most = 0;
  for (const chat of chats) {
    const [taken, answered] = [bot.taken.get(chat.id) ?? [], bot.times.get(chat.id) ?? []];
    for (const [at, answer] of answered.entries()) {
      const from = Math.max(taken[at] ?? Infinity, answered[at - 1] ?? 0);
      const within = (times: readonly number[]): number => times.filter((time) => time > from && time < answer).length;
      const [theirs, everyone] = [within(flood), within(all)];
      most = Math.max(most, theirs);
      if (theirs > BESIDE + everyone / SHARE)
        wrong(`the flooding chat got ${theirs} of ${everyone} answers while question ${at + 1} of chat ${chat.id} waited for its turn`);
    }
  }
  const busy = said(flooder).filter(isBusy).length;
  if (busy !== 1) wrong(`the flooding chat was told ${busy} times that there is no room`);
  if (said(flooder).filter(isAnswer).length > MOST_WAITING_A_CHAT + 1) wrong('the flooding chat got more answers than may wait in a chat');
  // The admin's own question was answered while the document was on its way, and so were all others where the machine is quick enough.
  const asked = bot.times.get(ADMIN)?.[1] ?? Infinity;
  if (asked > (bot.found[0] ?? -Infinity)) wrong('a slow upload held up the question behind it');
  await bot.close();
  return {
    trials: CHATS * (each + 1) + 302,
    faults: 300,
    lost,
    counts: {
      chats: CHATS,
      'answers a second': Math.round((CHATS * each) / seconds),
      'flood answers beside a question': most,
      'all answered while the upload was on its way': uploadWaits ? 'yes' : 'no',
    },
  };
}

/** More chats than the queue holds: each gets an answer or is told; then there is room again. */
async function bound(data: string, short: boolean, wrong: (finding: string) => void): Promise<Part> {
  const [most, many] = short ? [50, 300] : [200, 1500];
  const bot = await bench(data, { most, answerMilliseconds: 10 });
  await awake(bot);
  const chats = Array.from({ length: many }, (_, index) =>
    bot.preview.door.private(bot.preview.door.user({ id: 10_000 + index, language: index % 2 === 0 ? 'fr' : 'en' })),
  );
  let highest = 0;
  for (const chat of chats) chat.send(QUESTION);
  await until(() => {
    highest = Math.max(highest, bot.receiver.waiting);
    return chats.every((chat) => bot.said(chat).length > 0);
  });
  await until(() => bot.receiver.waiting + bot.receiver.working === 0);
  const lost = chats.filter((chat) => bot.said(chat).length === 0).length;
  const busy = chats.filter((chat) => bot.said(chat).some(isBusy)).length;
  for (const [index, chat] of chats.entries()) {
    const [first, ...more] = bot.said(chat);
    if (more.length > 0) wrong(`chat ${chat.id} got ${more.length + 1} messages for one question`);
    if (first !== undefined && isBusy(first) && first.text !== speechIn(index % 2 === 0 ? 'fr' : 'en').say('busy'))
      wrong(`chat ${chat.id} was told in the wrong language`);
  }
  if (busy === 0) wrong('nobody was told that there is no room');
  if (highest > most) wrong(`${highest} updates waited where ${most} may`);
  const [again] = chats;
  const before = bot.said(again!).length;
  again!.send(QUESTION);
  await until(() => bot.said(again!).length > before);
  if (!isAnswer(bot.said(again!).at(-1)!)) wrong('after the flood a question was not answered');
  await bot.close();
  return { trials: many + 1, faults: 1, lost, counts: { 'told busy': busy } };
}

/** Told to stop with a hundred questions in work and more waiting: what was begun is finished within 10 s, the rest is answered by the next run, all once. */
async function stop(data: string, short: boolean, wrong: (finding: string) => void): Promise<Part> {
  const many = short ? 60 : 300;
  const preview = await startPreview();
  const first = await bench(data, { preview, answerMilliseconds: 10 });
  await awake(first);
  const chats = Array.from({ length: many }, (_, index) => preview.door.private(preview.door.user({ id: 50_000 + index })));
  for (const chat of chats) chat.send(QUESTION);
  await until(() => first.receiver.working > 0 && preview.door.unconfirmed().length === 0);
  const began = performance.now();
  const inWork = first.receiver.working;
  await first.close();
  const milliseconds = performance.now() - began;
  if (milliseconds > STOPPED) wrong(`stopping took ${Math.round(milliseconds)} ms`);
  const answered = chats.filter((chat) => first.said(chat).length > 0).length;
  if (answered < inWork) wrong(`${inWork} questions were in work at the stop, ${answered} answered`);
  const second = await bench(data, { preview, answerMilliseconds: 1 });
  await until(() => chats.every((chat) => second.said(chat).length > 0));
  await pause(300);
  const lost = chats.filter((chat) => second.said(chat).length === 0).length;
  for (const chat of chats) if (second.said(chat).length > 1) wrong(`chat ${chat.id} was answered ${second.said(chat).length} times across a stop`);
  await second.close();
  await preview.close();
  return { trials: many, faults: 1, lost, counts: { 'stopped in ms': Math.round(milliseconds), 'in work at the stop': inWork } };
}
