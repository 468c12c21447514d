import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openGeneration, writeGeneration } from '../../../retrieval/index/generation.js';
import { FORMAT } from '../../../retrieval/index/manifest.js';
import { temporaryFolder } from '../../support/folder.js';

const described = {
  format: FORMAT as typeof FORMAT,
  model: { name: 'test', checksum: 'a'.repeat(64), dimensions: 8, maxTokens: 512 },
  settings: '{}',
  documents: [],
  passages: 0,
  tokens: 0,
  centredOn: 0,
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
    expect(await openGeneration(place)).toBeNull();
    await write(place, 'first');
    await write(place, 'second');
    const opened = await openGeneration(place);
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
    expect(readFileSync(join((await openGeneration(place))!.folder, 'a.bin'), 'utf8')).toBe('first');
    expect(readdirSync(place)).toHaveLength(2);
  });

  it('removes what a dead process left, not what a living one writes', async () => {
    const place = temporaryFolder();
    mkdirSync(join(place, 'tmp-999999999-1'));
    mkdirSync(join(place, `tmp-${process.ppid}-1`));
    await write(place, 'first');
    expect(readdirSync(place).filter((name) => name.startsWith('tmp-'))).toEqual([`tmp-${process.ppid}-1`]);
  });

  it('is refused when any byte of any file differs, a file is missing, or the manifest is damaged or foreign', async () => {
    const place = temporaryFolder();
    const { folder } = await write(place, 'whole');
    for (const name of ['a.bin', 'b.bin']) {
      const whole = readFileSync(join(folder, name));
      for (let at = 0; at < whole.length; at++) {
        const flipped = Buffer.from(whole);
        flipped[at]! ^= 1 << (at % 8);
        writeFileSync(join(folder, name), flipped);
        await expect(openGeneration(place)).rejects.toThrow(`its file ${name} is damaged (SHA-256 differs)`);
      }
      writeFileSync(join(folder, name), whole.subarray(1));
      await expect(openGeneration(place)).rejects.toThrow(/damaged \(\d+ bytes expected, found \d+\)/);
      rmSync(join(folder, name));
      await expect(openGeneration(place)).rejects.toThrow(`its file ${name} is missing`);
      writeFileSync(join(folder, name), whole);
    }
    const manifest = readFileSync(join(folder, 'manifest.json'), 'utf8');
    writeFileSync(join(folder, 'manifest.json'), manifest.slice(0, -5));
    await expect(openGeneration(place)).rejects.toThrow('not JSON');
    writeFileSync(join(folder, 'manifest.json'), manifest.replace(`"format":${FORMAT}`, '"format":99'));
    await expect(openGeneration(place)).rejects.toThrow(`format ${FORMAT} expected, found 99`);
    writeFileSync(join(folder, 'manifest.json'), manifest.replace('"passages":0', '"passages":"many"'));
    await expect(openGeneration(place)).rejects.toThrow('manifest is damaged (passages');
    writeFileSync(join(folder, 'manifest.json'), manifest.replace('"a.bin"', '"../a.bin"'));
    await expect(openGeneration(place)).rejects.toThrow('outside of it');
    writeFileSync(join(place, 'current'), '../elsewhere');
    await expect(openGeneration(place)).rejects.toThrow('names no generation');
  });
});
