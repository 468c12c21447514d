import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDossier, type Dossier } from '../../../retrieval/index.js';
import { filled, temporaryFolder } from '../../support/folder.js';
import { hashEmbedder } from '../../support/hash-embedder.js';

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

it('a question under way when the index is found damaged is answered once it is mended, without embedding the rest again', async () => {
  const folder = filled(join(temporaryFolder(), 'dossier'), FILES);
  const index = join(temporaryFolder(), 'index');
  const dossier = await openDossier({ folder, index, embedder: hashEmbedder() });
  const expected = await everything(dossier);
  const generation = join(index, readFileSync(join(index, 'current'), 'utf8'));
  const file = join(
    generation,
    readdirSync(generation).find((name) => name.endsWith('.tokens'))!,
  );
  const bytes = readFileSync(file);
  bytes[40]! ^= 1;
  writeFileSync(file, bytes);
  expect(await everything(dossier)).toEqual(expected);
  expect(dossier.lastRefresh).toMatchObject({
    reason: { code: 'unusable', detail: expect.stringMatching(/^its file .*\.tokens is damaged \(what it holds of note 0\.txt/) as string },
    embedded: 1,
  });
  await dossier.close();
});
