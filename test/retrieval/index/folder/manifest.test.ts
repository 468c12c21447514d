import { describe, expect, it } from 'vitest';
import { FORMAT, formatManifest, parseManifest, type Manifest } from '../../../../retrieval/index/folder/manifest.js';
import { sealed } from '../../../../retrieval/disk/sealed.js';

const MANIFEST: Manifest = {
  format: FORMAT,
  model: { name: 'test', checksum: 'a'.repeat(64), dimensions: 8, maxTokens: 512 },
  settings: '{}',
  segments: ['s-1-2'],
  documents: [{ file: 'un.txt', hash: 'b'.repeat(64), segment: 0, number: 0 }],
  passages: 3,
  centredOn: 0,
  files: { 's-1-2.index': { bytes: 0, sha256: 'c'.repeat(64) }, 's-1-2.texts': { bytes: 1, sha256: null } },
};

it('a manifest is read back as it was written', () => {
  expect(parseManifest(formatManifest(MANIFEST))).toEqual(MANIFEST);
});

describe('is refused in words', () => {
  const refused = (text: string): string => {
    try {
      parseManifest(text);
    } catch (error) {
      return (error as Error).message;
    }
    return 'taken';
  };

  it('when it is no JSON, of another version, or another than was written', () => {
    expect(refused('')).toBe('its manifest is not JSON');
    expect(refused('{"format":')).toBe('its manifest is not JSON');
    const other = (found: string): string => `its manifest is of another program or version: format ${FORMAT} expected, found ${found}`;
    expect(refused(sealed({ ...MANIFEST, format: FORMAT - 1 }))).toBe(other(`${FORMAT - 1}`));
    expect(refused(sealed({ ...MANIFEST, format: `${FORMAT}` }))).toBe(other(`"${FORMAT}"`));
    expect(refused('null\n')).toBe(other('undefined'));
    // Of another version first: its seal may be another too.
    expect(refused('{}\nabc\n')).toBe(other('undefined'));
    expect(refused(formatManifest(MANIFEST).replace('"passages":3', '"passages":4'))).toBe('its manifest is damaged (SHA-256 differs)');
  });

  it.each([
    ['model.dimensions', { model: { ...MANIFEST.model, dimensions: 0 } }],
    ['model.maxTokens', { model: { ...MANIFEST.model, maxTokens: 0 } }],
    ['model.checksum', { model: { ...MANIFEST.model, checksum: `${'a'.repeat(64)}a` } }],
    ['model.checksum', { model: { ...MANIFEST.model, checksum: 'A'.repeat(64) } }],
    ['model.name', { model: { ...MANIFEST.model, name: 7 } }],
    ['settings', { settings: null }],
    ['segments.0', { segments: ['s-1/2'] }],
    ['segments.0', { segments: ['../s-1'] }],
    ['segments.0', { segments: ['s-'] }],
    ['documents.0.hash', { documents: [{ ...MANIFEST.documents[0], hash: 'x'.repeat(64) }] }],
    ['documents.0.segment', { documents: [{ ...MANIFEST.documents[0], segment: -1 }] }],
    ['documents.0.number', { documents: [{ ...MANIFEST.documents[0], number: 0.5 }] }],
    ['passages', { passages: -1 }],
    ['centredOn', { centredOn: -1 }],
    ['files.x.bytes', { files: { x: { bytes: -1, sha256: null } } }],
    ['files.x.sha256', { files: { x: { bytes: 1, sha256: 'short' } } }],
    ['files.x.sha256', { files: { x: { bytes: 1 } } }],
  ])('when what it says of %s is nothing that can be: %j', (where, changed) => {
    expect(refused(sealed({ ...MANIFEST, ...changed })).startsWith(`its manifest is damaged (${where}: `)).toBe(true);
  });
});
