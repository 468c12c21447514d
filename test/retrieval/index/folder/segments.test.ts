import { mkdirSync, readdirSync, readFileSync, readlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { lineStarts, numberAt } from '../../../../retrieval/documents/text/line-numbers.js';
import type { Passage } from '../../../../retrieval/passages/passage.js';
import { ByteReader, ByteWriter } from '../../../../retrieval/index/bytes.js';
import { decodePassages, encodePassages } from '../../../../retrieval/index/folder/segments/passages-part.js';
import { readParts, writeParts } from '../../../../retrieval/index/folder/segments/parts-file.js';
import { RecordFile, RecordWriter } from '../../../../retrieval/index/folder/segments/record-file.js';
import { writeSegment } from '../../../../retrieval/index/folder/segments/write-segment.js';
import { BLOCK, storedBytes, Texts, writeText, type TextPlace } from '../../../../retrieval/index/folder/segments/text-records.js';
import { VectorCoder } from '../../../../retrieval/index/vectors/vector-codes.js';
import { temporaryFolder } from '../../../support/folder.js';
import { hostileText, seeded } from '../../../support/seeded.js';

it('whole numbers come back from their bytes', () => {
  const numbers = [0, 1, 127, 128, 16_383, 16_384, 2 ** 21, 2 ** 28 - 1, 2 ** 28, 2 ** 32 - 1];
  const writer = new ByteWriter();
  for (let turn = 0; turn < 10_000; turn++) for (const number of numbers) writer.varint(number);
  const reader = new ByteReader(writer.finish());
  for (let turn = 0; turn < 10_000; turn++) for (const number of numbers) if (reader.varint() !== number) throw new Error(`${number} expected`);
  expect(reader.at).toBe(writer.length);
});

it('passages come back as they were', () => {
  const next = seeded(4);
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-';
  const files = Array.from({ length: 30 }, (_, at) => ({ file: `dir/é ${at}.txt`, passages: Math.floor(next() * 9) }));
  const passages = files.map(({ file, passages: count }) =>
    Array.from({ length: count }, (): Passage => {
      const start = Math.floor(next() * 1e6);
      let at = start;
      const sentences = Array.from({ length: Math.floor(next() * 5) }, () => {
        const from = at + Math.floor(next() * 3);
        at = from + Math.floor(next() * 300);
        return { start: from, end: at };
      });
      const lead = next() < 0.3 ? { lead: { start: Math.floor(next() * 50), end: 60 } } : {};
      return {
        id: Array.from({ length: 12 }, () => letters[Math.floor(next() * 64)]!).join(''),
        file,
        start,
        end: at + 2,
        sentences,
        heading: next() < 0.5 ? null : `Titre ${Math.floor(next() * 4)} \ud800`,
        ...lead,
      };
    }),
  );
  expect(decodePassages(encodePassages(passages.flat()), files)).toEqual(passages);
});

describe('a file of parts', () => {
  it('gives back what was written, ready for typed arrays, and refuses every other', async () => {
    const path = join(temporaryFolder(), 'parts');
    const parts = { a: Uint8Array.of(1, 2, 3), none: new Uint8Array(0), b: [Uint8Array.of(4), new Uint8Array(100).fill(5)] };
    const check = await writeParts(path, parts);
    const read = await readParts(path, 'parts', check);
    expect(Object.fromEntries(Object.entries(read).map(([name, bytes]) => [name, [...bytes]]))).toEqual({
      a: [1, 2, 3],
      none: [],
      b: [4, ...Array<number>(100).fill(5)],
    });
    for (const bytes of Object.values(read)) expect(bytes.byteOffset % 8).toBe(0);
    const whole = readFileSync(path);
    for (let at = 0; at < whole.length; at++) {
      const flipped = Buffer.from(whole);
      flipped[at]! ^= 1 << (at % 8);
      writeFileSync(path, flipped);
      await expect(readParts(path, 'parts', check)).rejects.toThrow('its file parts is damaged (SHA-256 differs)');
    }
    writeFileSync(path, whole);
    truncateSync(path, whole.length - 1);
    await expect(readParts(path, 'parts', check)).rejects.toThrow(`(${whole.length} bytes expected, found ${whole.length - 1})`);
    await expect(readParts(`${path}-none`, 'parts', check)).rejects.toThrow('is missing');
  });
});

describe('a file of records', () => {
  it('gives back each record, and refuses one of which any bit is another', async () => {
    const path = join(temporaryFolder(), 'records');
    const writer = await RecordWriter.create(path);
    const places = [await writer.add([Uint8Array.of(1, 2), Uint8Array.of(3)]), await writer.add([]), await writer.add([Buffer.from('abc')])];
    await writer.finish();
    const whole = readFileSync(path);
    expect(whole.length).toBe(writer.bytes);
    const check = (): string[] => {
      const file = new RecordFile(path, 'records', whole.length);
      const read = places.map((place, at) => {
        try {
          return file.read(place, `d${at}`).toString('hex');
        } catch (error) {
          return (error as Error).message;
        }
      });
      file.close();
      return read;
    };
    expect(check()).toEqual(['010203', '', '616263']);
    for (let bit = 0; bit < whole.length * 8; bit++) {
      const flipped = Buffer.from(whole);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      writeFileSync(path, flipped);
      const record = places.findIndex(({ start, length }) => bit >> 3 < start + length + 4);
      expect(check()[record]).toBe(`its file records is damaged (what it holds of d${record} is not what was written)`);
    }
    expect(() => new RecordFile(path, 'records', whole.length + 1)).toThrow(/damaged \(\d+ bytes expected, found \d+\)/);
    expect(() => new RecordFile(`${path}-none`, 'records', 1)).toThrow('is missing');
  });

  /** Texts written one after the other: their places, and the file open. */
  async function written(texts: readonly string[]): Promise<{ path: string; places: TextPlace[]; file: RecordFile }> {
    const path = join(temporaryFolder(), 'texts');
    const writer = await RecordWriter.create(path);
    const places = [];
    for (const text of texts) places.push(await writeText(writer, text));
    await writer.finish();
    expect(writer.bytes).toBe(places.reduce((sum, place) => sum + storedBytes(place), 0));
    const file = new RecordFile(path, 'texts', writer.bytes);
    onTestFinished(() => {
      file.close();
    });
    return { path, places, file };
  }

  it('holds texts to the unit, half characters and all', async () => {
    const edges = [BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 5 * BLOCK + 7].flatMap((length) => ['é', 'œ'].map((letter) => letter.repeat(length)));
    const texts = ['', 'abc', 'été « à »', 'l’œuvre', '\ud800x\udc00', ...edges, ...Array.from({ length: 50 }, (_, at) => hostileText(seeded(at), 60))];
    const { places, file } = await written(texts);
    const reader = new Texts(file);
    for (let turn = 0; turn < 2; turn++) expect(places.map((place) => reader.read(place, ''))).toEqual(texts);
  });

  it('gives any part of a text, and its lines, as the whole would', async () => {
    const next = seeded(11);
    const lines = (length: number): string =>
      Array.from({ length }, () => ['\r', '\n', '\r\n', 'é', 'œ', 'a b', '\ud83d\ude00'][Math.floor(next() * 7)]).join('');
    // Line ends on both sides of where blocks meet, too.
    const border = (end: string): string => `${'x'.repeat(BLOCK - 1)}${end}${'y'.repeat(BLOCK - 1)}${end}z`;
    const texts = ['', '\r', 'un\ndeux', lines(BLOCK), lines(3 * BLOCK), lines(200), border('\r\n'), border('\r'), border('\n'), border('\r\n\r\n')];
    const { places, file } = await written(texts);
    for (const [at, text] of texts.entries()) {
      const parts = new Texts(file).parts(places[at]!, 'd');
      const starts = lineStarts(text);
      expect(parts.length).toBe(text.length);
      const near = [0, text.length, ...[1, 2, 3].flatMap((block) => [-2, -1, 0, 1, 2].map((step) => block * BLOCK + step))];
      const offsets = [...near, ...Array.from({ length: 200 }, () => Math.floor(next() * (text.length + 1)))].filter((offset) => offset <= text.length);
      for (const [index, offset] of offsets.entries()) {
        expect(parts.lineAt(offset), `${JSON.stringify(text.slice(0, 20))} ${offset}`).toBe(numberAt(starts, offset));
        const [start, end] = [offset, offsets[(index * 7) % offsets.length]!].sort((a, b) => a - b) as [number, number];
        expect(parts.slice(start, end) === text.slice(start, end), `${start} to ${end}`).toBe(true);
      }
    }
  });

  it('reads no more of a long text than is asked for, and says which document is damaged when that is', async () => {
    const text = Array.from({ length: 20 * BLOCK }, (_, at) => String.fromCharCode(97 + (at % 26))).join('');
    const { path, places, file } = await written([text]);
    const bytes = readFileSync(path);
    bytes[10 * (BLOCK + 4) + 5]! ^= 1;
    writeFileSync(path, bytes);
    const parts = new Texts(file).parts(places[0]!, 'long.txt');
    expect(parts.slice(8 * BLOCK, 10 * BLOCK) === text.slice(8 * BLOCK, 10 * BLOCK)).toBe(true);
    expect(parts.slice(11 * BLOCK, 20 * BLOCK) === text.slice(11 * BLOCK)).toBe(true);
    const damaged = expect.objectContaining({
      document: 'long.txt',
      message: expect.stringContaining('is damaged (what it holds of long.txt') as string,
    }) as Error;
    expect(() => parts.slice(10 * BLOCK - 1, 10 * BLOCK + 1)).toThrow(damaged);
    expect(() => new Texts(file).read(places[0]!, 'long.txt')).toThrow(damaged);
  });
});

it.skipIf(process.platform !== 'linux')('a segment whose second file cannot be made leaves none open', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 's-1.tokens'));
  await expect(writeSegment(folder, 's-1', [], [], new VectorCoder(new Float32Array(8)), 8)).rejects.toThrow('EEXIST');
  const open = readdirSync('/proc/self/fd').flatMap((descriptor) => {
    try {
      return [readlinkSync(`/proc/self/fd/${descriptor}`)];
    } catch {
      // The folder's own.
      return [];
    }
  });
  expect(open).not.toContain(join(folder, 's-1.texts'));
});
