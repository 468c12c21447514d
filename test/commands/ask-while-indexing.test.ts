import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../embeddings/project-root.js';
import { openDossier } from '../../retrieval/index.js';
import { filled, temporaryFolder } from '../support/folder.js';

test('a question asked while documents are indexed, with the real model, is answered before the indexing ends', async () => {
  const base = temporaryFolder();
  const folder = filled(join(base, 'dossier'), { 'prisons.txt': 'Les prisons\n\nLa police a fouillé environ 500 cellules mardi matin.\n' });
  const dossier = await openDossier({ folder, index: join(base, 'index') });
  try {
    cpSync(join(projectRoot, 'seeds'), folder, { recursive: true });
    const order: string[] = [];
    let begun = (): void => undefined;
    const embedding = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const refreshed = dossier
      .refresh(({ stage, done }) => {
        if (stage === 'embedding' && done > 0) begun();
      })
      .then((report) => {
        order.push('indexed');
        return report;
      });
    await embedding;
    const answer = await dossier.ask('Combien de cellules ont été fouillées ?');
    order.push('answered');
    // What was there before is what is searched, until the new state is whole.
    expect([answer.passages[0]!.file, answer.searched.documents]).toEqual(['prisons.txt', 1]);
    expect((await refreshed).documents).toBe(6);
    expect(order).toEqual(['answered', 'indexed']);
  } finally {
    await dossier.close();
  }
});
