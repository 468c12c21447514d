import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '../../../../retrieval/errors.js';
import { readMetadata } from '../../../../retrieval/documents/folder/metadata.js';
import { temporaryFolder } from '../../../support/folder.js';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

describe('readMetadata', () => {
  it('gives nothing without the file, and takes an empty one, a byte-order mark and ./ before a name', async () => {
    expect((await readMetadata(folder)).size).toBe(0);
    writeFileSync(join(folder, 'dossier.json'), '{}');
    expect((await readMetadata(folder)).size).toBe(0);
    writeFileSync(join(folder, 'dossier.json'), '\uFEFF{"documents":{"./a.txt":{"date":"2025"}}}');
    expect((await readMetadata(folder)).get('a.txt')).toEqual({ date: '2025' });
  });

  it.each([
    ['no JSON', '{', [/JSON expected/u]],
    ['a list', '[]', [/the whole file/u, /found \[\]/u]],
    ['another top field', '{"title":"x"}', [/only "documents" expected/u, /title/u]],
    ['a list of documents', '{"documents":["a"]}', [/documents/u, /an object with a file name for each key expected/u, /found \["a"\]/u]],
    ['a title that is a number', '{"documents":{"a.txt":{"title":5}}}', [/documents › a\.txt › title/u, /a text expected/u, /found 5/u]],
    ['an empty title', '{"documents":{"a.txt":{"title":" "}}}', [/documents › a\.txt › title/u, /at least one letter/u, /found " "/u]],
    [
      'a date of no calendar',
      '{"documents":{"a.txt":{"date":"2025-02-30"}}}',
      [/documents › a\.txt › date/u, /a date of the calendar/u, /found "2025-02-30"/u],
    ],
    ['a date in words', '{"documents":{"a.txt":{"date":"20 mai 2025"}}}', [/date/u, /2025-05-20/u, /found "20 mai 2025"/u]],
    ['a link to no web page', '{"documents":{"a.txt":{"link":"javascript:alert(1)"}}}', [/link/u, /https?:\/\//u, /found "javascript/u]],
    ['a misspelt field', '{"documents":{"a.txt":{"titel":"x"}}}', [/only "title", "author", "date" and "link" expected/u, /documents › a\.txt › titel/u]],
    ['a document that is a text', '{"documents":{"a.txt":"x"}}', [/documents › a\.txt/u, /an object/u, /found "x"/u]],
  ])('names file, field, expected and found for %s', async (_name, content, expected) => {
    writeFileSync(join(folder, 'dossier.json'), content);
    const error: unknown = await readMetadata(folder).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UserError);
    const { message } = error as Error;
    expect(message).toContain('dossier.json');
    for (const part of expected) expect(message).toMatch(part);
    expect(message).not.toMatch(/\n/u);
  });
});
