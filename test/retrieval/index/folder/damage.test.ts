import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDossier, type Dossier } from '../../../../retrieval/index.js';
import { UserError } from '../../../../retrieval/errors.js';
import { IndexedDossier } from '../../../../retrieval/indexed-dossier.js';
import { DamagedIndexError } from '../../../../retrieval/index/errors.js';
import { FolderPlace } from '../../../../retrieval/index/folder/place.js';
import type { Updated } from '../../../../retrieval/index/place.js';
import { filled, temporaryFolder } from '../../../support/folder.js';
import { documentsOf } from '../../../support/found-documents.js';
import { hashEmbedder, type HashEmbedder } from '../../../support/hash-embedder.js';

// Bits flipped anywhere, in every file: test/torture/trials/bit-flips.ts, whose short form the tests run.

const FILES = Object.fromEntries(
  Array.from({ length: 6 }, (_, at) => [
    `note ${at}.txt`,
    `La note ${at}\n\nLe préfet n° ${at} a écrit ${at + 3} lettres au ministre. « Rien ne va plus », dit-il.\n`,
  ]),
);

/** Everything that a dossier says of itself. */
async function everything(dossier: Dossier): Promise<unknown> {
  const answers = [];
  for (let at = 0; at < 6; at++) {
    const { verdict, confidence, passages } = await dossier.ask(`Combien de lettres le préfet n° ${at} a-t-il écrites ?`, { top: 20 });
    answers.push([verdict, confidence.toFixed(6), passages.map(({ id, quote, score, highlight }) => [id, quote, score.toFixed(6), highlight])]);
  }
  return { answers, texts: dossier.documents().map(({ file, outline }) => [file, dossier.text(file), outline]) };
}

/** Flips a bit of the first record of an index's only file of that ending. */
function flip(index: string, ending: string): void {
  const generation = join(index, readFileSync(join(index, 'current'), 'utf8'));
  const file = join(
    generation,
    readdirSync(generation).find((name) => name.endsWith(ending))!,
  );
  const bytes = readFileSync(file);
  bytes[40]! ^= 1;
  writeFileSync(file, bytes);
}

it('a question under way when the index is found damaged is answered once it is mended, without embedding the rest again', async () => {
  const folder = filled(join(temporaryFolder(), 'dossier'), FILES);
  const index = join(temporaryFolder(), 'index');
  const dossier = await openDossier({ folder, index, embedder: hashEmbedder() });
  const expected = await everything(dossier);
  flip(index, '.tokens');
  expect(await everything(dossier)).toEqual(expected);
  expect(dossier.lastRefresh).toMatchObject({
    reason: { code: 'unusable', detail: expect.stringMatching(/^its file .*\.tokens is damaged \(what it holds of note 0\.txt/) as string },
    embedded: 1,
  });
  await dossier.close();
});

it.each(['.tokens', '.texts'])('what several readers find damaged at once (%s) is built again alone, and once', async (ending) => {
  const folder = filled(join(temporaryFolder(), 'dossier'), FILES);
  const index = join(temporaryFolder(), 'index');
  const embedder = hashEmbedder();
  const dossier = await openDossier({ folder, index, embedder });
  flip(index, ending);
  const before = passagesOf(embedder);
  if (ending === '.texts') for (let reader = 0; reader < 3; reader++) expect(() => dossier.text('note 0.txt')).toThrow('damaged');
  else await Promise.all([4, 5].map((at) => dossier.ask(`Combien de lettres le préfet n° ${at} a-t-il écrites ?`, { top: 20 })));
  // After those that the readers asked for.
  expect((await dossier.refresh()).reason).toBeNull();
  expect(dossier.text('note 0.txt')).toBe(FILES['note 0.txt']);
  expect(passagesOf(embedder) - before).toBe(1);
  await dossier.close();
});

/** Passages embedded so far: neither questions nor the text that only measures the speed. */
const passagesOf = ({ embedded }: HashEmbedder): number => embedded.filter((text) => text.includes('Rien ne va plus')).length;

it('what was built again and is damaged still condemns the index, but not by a reader of the index before', async () => {
  const embedder = hashEmbedder();
  const place = new FolderPlace(join(temporaryFolder(), 'index'), { model: embedder.model, settings: 's' });
  const documents = documentsOf(FILES);
  const update = async (): Promise<Updated> => {
    await place.open();
    return place.update({ documents, unreadable: [], embedder });
  };
  const damage = new DamagedIndexError('a bit differs', 'note 0.txt');
  const { store: first } = await update();
  place.note(damage, first);
  const { store: second, embedded } = await update();
  expect(embedded).toBe(1);
  place.note(damage, first);
  expect(await place.open()).toMatchObject({ store: second, reason: null });
  place.note(damage, second);
  expect(await place.open()).toMatchObject({ store: null, reason: { code: 'unusable', detail: 'a bit differs' } });
  await first.close();
  await second.close();
});

it('what is found damaged during an update is left to the next one', async () => {
  const embedder = hashEmbedder();
  const place = new FolderPlace(join(temporaryFolder(), 'index'), { model: embedder.model, settings: 's' });
  const documents = documentsOf(FILES);
  const update = async (onProgress?: () => void): Promise<Updated> => {
    await place.open();
    return place.update({ documents, unreadable: [], embedder, onProgress });
  };
  const { store: first } = await update();
  place.note(new DamagedIndexError('a bit differs', 'note 0.txt'), first);
  const { store: second } = await update(() => {
    place.note(new DamagedIndexError('a bit differs', 'note 1.txt'), first);
  });
  const { documents: good } = await place.open();
  expect(good.map(({ file }) => file)).not.toContain('note 1.txt');
  expect(good).toHaveLength(5);
  expect((await update()).embedded).toBe(1);
  await first.close();
  await second.close();
});

it('a disk that damages whatever is written to it ends a refresh in one clear error', async () => {
  const folder = filled(join(temporaryFolder(), 'dossier'), FILES);
  const index = join(temporaryFolder(), 'index');
  const embedder = hashEmbedder();
  const place = new FolderPlace(index, { model: embedder.model, settings: 's' });
  let updates = 0;
  place.update = () => {
    // So that a refresh without end is an error and not a test without end.
    if (++updates > 20) throw new Error('still building');
    throw new DamagedIndexError(`its file s-${updates}.tokens is damaged`, 'note 0.txt');
  };
  const dossier = new IndexedDossier({ folder, embedder }, place, false);
  const failure = await dossier.refresh().catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(UserError);
  expect((failure as Error).message).toContain(`written to ${index} expected, found after 3 rebuilds that its file s-4.tokens is damaged; check that disk`);
  expect(updates).toBe(4);
  await dossier.close();
});
