import { join } from 'node:path';
import type { Message } from 'grammy/types';
import { createBackground, type Background } from '../../bot/background.js';
import { createBot } from '../../bot/bot.js';
import { createLog } from '../../bot/log.js';
import { openMemory, type Memory } from '../../bot/memory/memory.js';
import { Monitor } from '../../bot/monitoring/index.js';
import { openInbox, Receiver, startPolling } from '../../bot/receiving/index.js';
import { startPreview, type Door, type Preview, type PreviewOptions } from '../../bot/preview/index.js';
import { createFakeDossier, type FakeDossier, type FakeText } from './fake-dossier.js';
import { temporaryFolder } from './folder.js';

/** The real bot polling the stand-in over HTTP, on a fake dossier. */
export interface BotRig {
  readonly preview: Preview;
  readonly door: Door;
  readonly dossier: FakeDossier;
  readonly memory: Memory;
  readonly background: Background;
  /** Folder of what the bot keeps. */
  readonly data: string;
  /** Lines of the log, as written. */
  readonly log: string[];
  /** Moves the bot's clock. */
  advance(milliseconds: number): void;
  /** Ends the bot and starts it again on the same data, as a restart does. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface RigOptions {
  readonly texts?: Readonly<Record<string, FakeText | string>>;
  readonly dossier?: FakeDossier;
  readonly allowed?: readonly number[];
  readonly admins?: readonly number[];
  readonly preview?: PreviewOptions;
}

/** Two documents: one on prisons, one on a law, with figures, headings and a date. */
export const TEXTS: Readonly<Record<string, FakeText | string>> = {
  'prisons.txt': {
    title: 'Opération Prison Break',
    date: '2025-05-20',
    text: [
      '# Les cellules fouillées dans le pays\nLe ministère a rendu compte mardi. Pendant l’opération, environ 500 cellules ont été fouillées dans 66 prisons. Le bilan reste provisoire.',
      '# Les téléphones saisis par les enquêteurs\nLes enquêteurs ont saisi 127 téléphones miniatures.\nIls venaient tous du même fabricant.',
      'À Marseille, douze personnes ont été placées en garde à vue. Le parquet de Marseille suit ce dossier.',
      'Le parquet de Paris a ouvert l’enquête en janvier. Il en garde la direction.',
    ].join('\n\n'),
  },
  'loi.txt': {
    title: 'Code des drones',
    source: 'https://example.org/drones',
    text: [
      '# Les hauteurs de vol autorisées\nUn drone de loisir ne vole pas à plus de 120 mètres de hauteur.',
      'Le survol des prisons est interdit. L’amende atteint 75 000 euros.',
    ].join('\n\n'),
  },
};

export async function startRig({ texts = TEXTS, dossier, allowed = [], admins = [], preview: previewOptions }: RigOptions = {}): Promise<BotRig> {
  const data = temporaryFolder();
  const asked = dossier ?? createFakeDossier(texts);
  const preview = await startPreview({ ...previewOptions });
  const lines: string[] = [];
  const log = createLog('trace', { write: (line) => void lines.push(line) });
  let shift = 0;
  const clock = (): number => Date.now() + shift;
  const begin = () => {
    const memory = openMemory(data);
    const background = createBackground(log);
    const settings = { allowedUsers: new Set(allowed), adminUsers: new Set(admins) };
    const monitor = new Monitor(clock);
    const bot = createBot({ token: preview.token, dossier: asked, settings, memory, log, monitor, apiRoot: preview.apiRoot, background, now: clock });
    const inbox = openInbox(join(data, 'inbox.jsonl'));
    const polling = startPolling({ bot, receiver: new Receiver({ bot, inbox, log, monitor }), log, apiRoot: preview.apiRoot, pollSeconds: 5 });
    return { memory, background, polling };
  };
  let running = begin();
  return {
    preview,
    door: preview.door,
    dossier: asked,
    get memory() {
      return running.memory;
    },
    get background() {
      return running.background;
    },
    data,
    log: lines,
    advance(milliseconds) {
      shift += milliseconds;
    },
    async restart() {
      await running.polling.stop();
      running = begin();
    },
    async close() {
      await running.polling.stop();
      await running.background.settled();
      await preview.close();
    },
  };
}

/** The texts that a message's entities of a type cover, in order. */
export function marked(message: Message, type: string): string[] {
  const text = message.text ?? message.caption ?? '';
  return (message.entities ?? message.caption_entities ?? [])
    .filter((entity) => entity.type === type)
    .map(({ offset, length }) => text.slice(offset, offset + length));
}

/** The labels of a message's buttons, row after row. */
export function labels(message: Message): string[][] {
  return message.reply_markup?.inline_keyboard.map((row) => row.map(({ text }) => text)) ?? [];
}
