import { describe, expect, it } from 'vitest';
import { blocksOf } from '../../../../retrieval/documents/text/blocks.js';
import { hostileText, seeded } from '../../../support/seeded.js';
import { seedTexts } from '../../../support/dossiers.js';

const texts = (text: string): string[] => blocksOf(text).map((block) => block.text);

function expectSound(text: string): void {
  let end = 0;
  let held = 0;
  for (const block of blocksOf(text)) {
    expect(block.start).toBeGreaterThanOrEqual(end);
    expect(block.end).toBeGreaterThan(block.start);
    expect(block.inner.start).toBeGreaterThanOrEqual(block.start);
    expect(block.inner.end).toBeLessThanOrEqual(block.end);
    expect(block.inner.end).toBeGreaterThan(block.inner.start);
    held += text.slice(block.start, block.end).replaceAll(/\s/gu, '').length;
    end = block.end;
  }
  expect(held).toBe(text.replaceAll(/[\s\u0085]/gu, '').length + (text.match(/\u0085/gu)?.length ?? 0));
}

describe('blocksOf', () => {
  it('joins lines wrapped at one width, whatever their first letter', () => {
    const wrapped =
      'Le ministre de la justice a fait savoir hier que la prison de\nParis serait rénovée avant la fin de cette année, selon le plan\n12 de son ministère. Rien.';
    expect(texts(wrapped)).toEqual([wrapped.replaceAll('\n', ' ')]);
  });

  it('joins the short lines of a newspaper column', () => {
    const column =
      'Dans les prisons françaises, le\nnombre de détenus a atteint un\nrecord au 1er mars. Selon le\nministère de la Justice, 76 000\npersonnes étaient incarcérées.\nGérald Darmanin a annoncé la\nconstruction de\n3 000 places.';
    expect(texts(column)).toEqual([column.replaceAll('\n', ' ')]);
  });

  it('takes long lines for paragraphs, and short ones among them for headings', () => {
    const long = 'Une phrase de plus, et encore une. '.repeat(8).trim();
    expect(texts(`Un titre\n${long}\nUn autre\n${long}`)).toEqual(['Un titre', long, 'Un autre', long]);
  });

  it('sets list items apart, not numbers in running text', () => {
    expect(texts('Voici :\n- un\n- deux\n3) trois\nb) quatre')).toEqual(['Voici :', '- un', '- deux', '3) trois', 'b) quatre']);
    expect(blocksOf('M. Dupont est là.')[0]!.item).toBeNull();
    expect(blocksOf('1. Le point')[0]!.item).toBe('1.');
  });

  it('joins bold lines until the marks close', () => {
    const [block, rest] = blocksOf('**Un titre sur\ndeux lignes**\nLe texte');
    expect(block).toMatchObject({ text: 'Un titre sur deux lignes', mark: 'bold' });
    expect(rest!.text).toBe('Le texte');
  });

  it('takes marks off a heading, but keeps where they stand', () => {
    const [block] = blocksOf('## Le titre ##\n\nTexte');
    expect(block).toMatchObject({ text: 'Le titre', mark: 'markdown', depth: 2, start: 0, end: 14, inner: { start: 3, end: 11 } });
  });

  it('leaves out page numbers, rules, navigation and front matter, and nothing else', () => {
    const skipped = (text: string): string[] =>
      blocksOf(text)
        .filter(({ boilerplate }) => boilerplate)
        .map(({ text: shown }) => shown);
    expect(
      skipped('---\ntitle: x\n---\n\nActualités\n\nLire aussi :\n\n- 12 -\n\nPage 3/12\n\n* * *\n\n2024\n\nActualités du jour\n\nSport\n\n500 cellules'),
    ).toEqual(
      ['title: x', 'Actualités', 'Lire aussi :', '- 12 -', 'Page 3/12', '* * *'].flatMap((line) => (line === 'title: x' ? ['---', 'title: x', '---'] : [line])),
    );
  });

  it.each(seedTexts)('holds all of %s', (_file, text) => {
    expectSound(text);
  });

  it('holds all of any text', () => {
    const random = seeded(51);
    for (let round = 0; round < 300; round++) expectSound(hostileText(random, 1 + Math.floor(random() * 60)));
  });
});
