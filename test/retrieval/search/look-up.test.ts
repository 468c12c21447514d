import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDossier, type Dossier } from '../../../retrieval/index.js';
import { filled, temporaryFolder } from '../../support/folder.js';
import { hashEmbedder } from '../../support/hash-embedder.js';

async function opened(files: Readonly<Record<string, string>>): Promise<Dossier> {
  const dossier = await openDossier({
    folder: filled(join(temporaryFolder(), 'dossier'), files),
    index: join(temporaryFolder(), 'index'),
    embedder: hashEmbedder(),
  });
  onTestFinished(() => dossier.close());
  return dossier;
}

const CAPTION = 'La légende de la photographie dit que le ministre dote les forces de cyberpatrouilles pour surveiller les réseaux.';
const FILES = {
  'a.txt': `Prisons\n\nLa police a fouillé environ 500 cellules mardi 20 mai 2025. Les téléphones saisis étaient petits comme des briquets.\n\n${CAPTION}\n`,
  'b.txt': `${CAPTION}\n`,
  'c.txt': 'Réunion\n\nLe groupe de travail a tenu une séance à Lisbonne le 3 juillet.\n',
};

describe('finding', () => {
  it('marks the sentence that answers and highlights the figure in it', async () => {
    const dossier = await opened(FILES);
    const [first] = (await dossier.ask('Combien de cellules la police a-t-elle fouillées ?')).passages;
    const text = dossier.text('a.txt')!;
    expect(text.slice(...first!.highlight)).toContain('500 cellules');
    expect(text.slice(...first!.focus!)).toBe('500');
  });

  it('highlights nothing inside the sentence when nothing of a kind is asked', async () => {
    const { passages } = await (await opened(FILES)).ask('cellules fouillées');
    expect(passages.map(({ focus }) => focus)).toEqual(passages.map(() => null));
  });

  it('shows a repeated passage once, with where else it stands, quoted to the letter', async () => {
    const dossier = await opened({ 'b.txt': FILES['b.txt'], 'd.txt': FILES['b.txt'].replace('La légende', 'LA  LÉGENDE'), 'c.txt': FILES['c.txt'] });
    const { passages } = await dossier.ask('Que dit la légende de la photographie ?');
    expect(passages).toHaveLength(2);
    const also = passages.flatMap((passage) => passage.also);
    expect(also).toHaveLength(1);
    expect(also[0]!.file).not.toBe(passages[0]!.file);
    for (const { file, start, end, quote } of also) expect(dossier.text(file)!.slice(start, end)).toBe(quote);
  });

  it('keeps scores between 0 and 1, best first', async () => {
    const { passages } = await (await opened(FILES)).ask('Combien de cellules la police a-t-elle fouillées ?');
    const scores = passages.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(Math.min(...scores)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...scores)).toBeLessThanOrEqual(1);
  });
});

describe('a verdict', () => {
  it.each(['Bonjour !', 'Merci beaucoup', 'et alors ?', 'Tell me a joke'])('on "%s" is that nothing is asked', async (text) => {
    expect(await (await opened(FILES)).ask(text)).toMatchObject({ verdict: 'absent', confidence: 0 });
  });

  it('is a finite confidence whatever the question and the dossier', async () => {
    const one = await opened({ 'one.txt': 'Une seule phrase sur la police.\n' });
    const signs = await opened({ 'signs.txt': '…\n\n— § —\n' });
    for (const dossier of [one, signs]) {
      for (const question of ['Qui, quoi, où ?', 'police', 'zzz qqq', '500', 'Combien ?', 'Who is she?', '42 '.repeat(300)]) {
        const { confidence, passages } = await dossier.ask(question);
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
        for (const { highlight, start, end } of passages) {
          expect(highlight[0]).toBeGreaterThanOrEqual(start);
          expect(highlight[1]).toBeLessThanOrEqual(end);
        }
      }
    }
  });

  it('is "absent" with nothing to search', async () => {
    expect(await (await opened(FILES)).ask('police', { files: [] })).toMatchObject({ verdict: 'absent', confidence: 0, passages: [] });
  });
});
