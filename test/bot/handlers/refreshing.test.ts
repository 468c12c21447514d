import { beforeEach, expect, test } from 'vitest';
import { offlineBot, textUpdate, type Call, type OfflineBot } from '../../support/offline-bot.js';

const ADMIN = 9;
let offline: OfflineBot;
beforeEach(() => {
  offline = offlineBot({ admins: [ADMIN] });
});

const refused = (description: string): object => ({ ok: false, error_code: 400, description: `Bad Request: ${description}` });
const isResult = ({ payload }: Call): boolean => /^À jour/.test(String(payload['text']));
const errors = (): string[] => offline.log.filter((line) => line.includes('"level":"error"'));

async function reindex(): Promise<void> {
  await offline.handle(textUpdate('/reindex', { from: ADMIN }));
  await offline.background.settled();
}

test('the last edit went through and its answer was cut: the retry changes nothing, and nothing failed', async () => {
  offline.respond = ({ method }) => (method === 'editMessageText' ? refused('message is not modified: specified new message content is the same') : undefined);
  await reindex();
  expect(offline.calls.filter(({ method }) => method === 'editMessageText').map(isResult)).toEqual([true]);
  expect(errors()).toEqual([]);
});

test('the message was deleted meanwhile: the result comes in a new one, and nothing failed', async () => {
  offline.respond = ({ method }) => (method === 'editMessageText' ? refused('message to edit not found') : undefined);
  await reindex();
  expect(offline.calls.filter(({ method }) => method === 'sendMessage').map(isResult)).toEqual([false, true]);
  expect(errors()).toEqual([]);
});

test('progress that is held back does not land after the end', async () => {
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  offline.bot.api.config.use(async (previous, method, payload, signal) => {
    if (method === 'editMessageText' && !isResult({ method, payload: payload })) await gate;
    return previous(method, payload, signal);
  });
  const { dossier } = offline;
  const refresh = dossier.refresh.bind(dossier);
  let isRefreshed = (): void => undefined;
  const refreshed = new Promise<void>((resolve) => {
    isRefreshed = resolve;
  });
  dossier.refresh = async (onProgress) => {
    const report = await refresh();
    for (const done of [40, 80]) {
      offline.advance(4000);
      onProgress?.({ stage: 'embedding', done, total: 100 });
    }
    setImmediate(isRefreshed);
    return report;
  };
  await offline.handle(textUpdate('/reindex', { from: ADMIN }));
  await refreshed;
  release();
  await offline.background.settled();
  const edits = offline.calls.filter(({ method }) => method === 'editMessageText');
  expect(edits.map(isResult)).toEqual([false, true]);
});
