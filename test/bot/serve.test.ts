import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { createLog } from '../../bot/log.js';
import { Monitor } from '../../bot/monitoring/index.js';
import { serve } from '../../bot/serve.js';
import { readSettings } from '../../bot/settings/config.js';
import { createFakeDossier } from '../support/fake-dossier.js';
import { temporaryFolder } from '../support/folder.js';

test('the preview shows how many documents there are, also after the folder changed', async () => {
  const folder = temporaryFolder();
  const dossier = createFakeDossier({ 'a.txt': 'Il pleut.' }, folder);
  const settings = readSettings({ DOSSIER_DIR: folder, DATA_DIR: temporaryFolder(), PREVIEW_PORT: '0' });
  const stop = new AbortController();
  const said = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const log = createLog('fatal', { write: () => undefined });
  const serving = serve({ settings, dossier, log, monitor: new Monitor(Date.now), front: null, secret: null, stopping: stop.signal });
  try {
    await expect.poll(() => said.mock.calls.length).toBeGreaterThan(0);
    const address = /http:\S+/u.exec(String(said.mock.calls[0]![0]))![0];
    const documents = async (): Promise<number> => {
      const state = (await (await fetch(new URL('/page/state', address))).json()) as { about: { documents: number } };
      return state.about.documents;
    };
    expect(await documents()).toBe(1);
    // Seen by the watching only once that has begun: written again until then.
    await expect
      .poll(
        () => {
          writeFileSync(join(folder, `${Date.now()}.txt`), 'x');
          return documents();
        },
        { timeout: 20_000, interval: 1_000 },
      )
      .toBeGreaterThan(1);
  } finally {
    said.mockRestore();
    stop.abort();
    await serving;
  }
}, 40_000);
