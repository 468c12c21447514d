import { beforeAll, expect, it } from 'vitest';
import { openPlace, type Store } from '../../../retrieval/index/index.js';
import { prepareQuestion } from '../../../retrieval/search/question.js';
import { rank } from '../../../retrieval/search/rank.js';
import { temporaryFolder } from '../../support/folder.js';
import { documentsOf } from '../../support/found-documents.js';
import { hashEmbedder } from '../../support/hash-embedder.js';

const embedder = hashEmbedder();
let store: Store;

const ASKED = 'la réforme de la justice des mineurs et le projet de loi du parlement';

/** More passages that hold most words of a question than are looked through, others without them, and one that holds a rare name alone. */
beforeAll(async () => {
  const notes = Array.from(
    { length: 1_600 },
    (_, number) => [`note-${number}.txt`, `Note ${number}\n\nElle dit ${number < 1_100 ? ASKED : 'tout du jardin'}.\n`] as const,
  );
  const place = await openPlace({ index: temporaryFolder(), folder: null, model: embedder.model, settings: 's1' });
  await place.open();
  const documents = documentsOf({ ...Object.fromEntries(notes), 'maire.txt': 'Le maire\n\nDupont est venu hier au marché et aux écoles.\n' });
  ({ store } = await place.update({ documents, unreadable: [], embedder }));
  return () => store.close();
});

async function unseen(question: string, scope?: readonly number[]): Promise<string[]> {
  return [...(await rank(store, prepareQuestion(question, embedder, store), { method: 'lexical', scope })).unseen];
}

it('tells what no passage holds from what only a passage far down holds', async () => {
  expect((await store.words([...prepareQuestion(ASKED, embedder, store).said.terms, 'dupont'], 1_000)).hits.at(-1)!.matched).not.toContain('dupont');
  expect(await unseen(`Dupont, Durand et ${ASKED}`)).toEqual(['durand']);
  // As it is spelt, or nearly.
  expect(await unseen(`Dupomt et ${ASKED}`)).toEqual([]);
});

it('tells it of the passages of the scope', async () => {
  const notes = store.passages.flatMap(({ file }, row) => (file.startsWith('note') ? [row] : []));
  expect(await unseen(`Dupont et ${ASKED}`, notes)).toEqual(['dupont']);
  const mayor = store.passages.flatMap(({ file }, row) => (file === 'maire.txt' ? [row] : []));
  expect(await unseen(`Dupont, les écoles et ${ASKED}`, mayor)).toEqual(prepareQuestion(ASKED, embedder, store).said.terms);
});
