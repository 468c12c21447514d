import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findGeneration, prepareFolder, shareFile, writeGeneration } from '../../../../retrieval/index/folder/generation.js';
import { FORMAT, formatManifest, type Manifest } from '../../../../retrieval/index/folder/manifest.js';
import { temporaryFolder } from '../../../support/folder.js';

const described = {
  format: FORMAT as typeof FORMAT,
  model: { name: 'test', checksum: 'a'.repeat(64), dimensions: 8, maxTokens: 512 },
  settings: '{}',
  segments: [],
  documents: [],
  passages: 0,
  centredOn: 0,
  files: { 'a.bin': { bytes: 1, sha256: null } },
};

const write = (place: string, content: string) =>
  writeGeneration(place, async (folder) => {
    await writeFile(join(folder, 'a.bin'), content);
    await writeFile(join(folder, 'b.bin'), `${content}, too`);
    return described;
  });

describe('a generation', () => {
  it('is opened as written, and replaces the one before', async () => {
    const place = join(temporaryFolder(), 'deep', 'index');
    expect(await findGeneration(place)).toBeNull();
    await write(place, 'first');
    await write(place, 'second');
    const opened = await findGeneration(place);
    expect(readFileSync(join(opened!.folder, 'a.bin'), 'utf8')).toBe('second');
    expect(readdirSync(place).filter((name) => name.startsWith('g-'))).toHaveLength(1);
    expect(readdirSync(place).filter((name) => name.startsWith('tmp-'))).toEqual([]);
  });

  it('leaves the old one in use when writing fails, and nothing half written', async () => {
    const place = temporaryFolder();
    await write(place, 'first');
    await expect(
      writeGeneration(place, async (folder) => {
        await writeFile(join(folder, 'a.bin'), 'half');
        throw new Error('no space left on device');
      }),
    ).rejects.toThrow('no space left');
    expect(readFileSync(join((await findGeneration(place))!.folder, 'a.bin'), 'utf8')).toBe('first');
    expect(readdirSync(place)).toHaveLength(2);
  });

  it('removes what a dead process left, not what a living one writes', async () => {
    const place = temporaryFolder();
    mkdirSync(join(place, 'tmp-999999999-1'));
    mkdirSync(join(place, `tmp-${process.ppid}-1`));
    await write(place, 'first');
    expect(readdirSync(place).filter((name) => name.startsWith('tmp-'))).toEqual([`tmp-${process.ppid}-1`]);
  });

  it('removes what a dead process of the same number left, as in a container, but not what this one writes elsewhere', async () => {
    const place = temporaryFolder();
    const left = [`tmp-${process.pid}-1`, `tmp-current-${process.pid}`];
    mkdirSync(join(place, left[0]!));
    writeFileSync(join(place, left[1]!), 'g-1-1');
    await writeGeneration(place, async (folder) => {
      expect(readdirSync(place)).not.toContain(left[0]);
      // Another dossier of this program, over the same index.
      await prepareFolder(place);
      expect(readdirSync(place)).toContain(basename(folder));
      await writeFile(join(folder, 'a.bin'), 'x');
      return described;
    });
    expect(readdirSync(place).filter((name) => name.startsWith('tmp-'))).toEqual([]);
    expect((await findGeneration(place))!.manifest).toEqual(described);
  });

  it('is refused when its manifest is damaged or foreign, or `current` names none', async () => {
    const place = temporaryFolder();
    const { folder } = await write(place, 'whole');
    const manifest = readFileSync(join(folder, 'manifest.json'), 'utf8');
    const json = manifest.split('\n')[0]!;
    const changed = (from: string, to: string) => formatManifest(JSON.parse(json.replace(from, to)) as Manifest);
    writeFileSync(join(folder, 'manifest.json'), manifest.slice(0, -90));
    await expect(findGeneration(place)).rejects.toThrow('not JSON');
    writeFileSync(join(folder, 'manifest.json'), manifest.replace('"passages":0', '"passages":1'));
    await expect(findGeneration(place)).rejects.toThrow('SHA-256 differs');
    writeFileSync(join(folder, 'manifest.json'), changed(`"format":${FORMAT}`, '"format":99'));
    await expect(findGeneration(place)).rejects.toThrow(`format ${FORMAT} expected, found 99`);
    writeFileSync(join(folder, 'manifest.json'), changed('"passages":0', '"passages":"many"'));
    await expect(findGeneration(place)).rejects.toThrow('manifest is damaged (passages');
    writeFileSync(join(folder, 'manifest.json'), changed('"a.bin"', '"../a.bin"'));
    await expect(findGeneration(place)).rejects.toThrow('outside of it');
    writeFileSync(join(folder, 'manifest.json'), changed('"segments":[]', '"segments":["../s-1"]'));
    await expect(findGeneration(place)).rejects.toThrow('manifest is damaged (segments');
    writeFileSync(join(place, 'current'), '../elsewhere');
    await expect(findGeneration(place)).rejects.toThrow('names no generation');
  });

  it('shares a file by a link: the same bytes, once on disk', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'one'), 'bytes');
    await shareFile(join(folder, 'one'), join(folder, 'two'));
    rmSync(join(folder, 'one'));
    expect(readFileSync(join(folder, 'two'), 'utf8')).toBe('bytes');
    await expect(shareFile(join(folder, 'none'), join(folder, 'three'))).rejects.toThrow('ENOENT');
  });
});
