import { expect, test } from 'vitest';
import { newKey } from '../../../bot/memory/keys.js';
import { keepPassages, passagesNow, type KeptAnswer } from '../../../bot/memory/kept-answer.js';
import { TEXTS } from '../../support/bot-rig.js';
import { createFakeDossier, type FakeText } from '../../support/fake-dossier.js';

test('an answer is found again where its passages have moved to, without those that are gone', async () => {
  const dossier = createFakeDossier(TEXTS);
  const answer = await dossier.ask('parquet Marseille', { top: 9 });
  const kept = { passages: keepPassages(answer) } as unknown as KeptAnswer;
  expect(passagesNow(kept, dossier)).toEqual({ passages: answer.passages, lost: 0 });

  const { text } = TEXTS['prisons.txt'] as FakeText;
  dossier.put('prisons.txt', {
    ...(TEXTS['prisons.txt'] as FakeText),
    text: `Un nouveau premier passage.\n\n${text.replace('Le parquet de Paris', 'Celui de Paris')}`,
  });
  await dossier.refresh();
  const { passages, lost } = passagesNow(kept, dossier);
  expect(lost).toBe(1);
  const [first] = passages;
  expect(first!.start).toBe(answer.passages[0]!.start + 'Un nouveau premier passage.\n\n'.length);
  const now = dossier.text('prisons.txt')!;
  expect(now.slice(...first!.highlight)).toBe(text.slice(...answer.passages[0]!.highlight));
  for (const { start, end, quote } of passages.filter(({ file }) => file === 'prisons.txt')) expect(now.slice(start, end)).toBe(quote);
});

test('keys are 8 characters that fit button data, each another', () => {
  const keys = Array.from({ length: 1000 }, newKey);
  for (const key of keys) expect(key).toMatch(/^[\w-]{8}$/);
  expect(new Set(keys).size).toBe(1000);
});
