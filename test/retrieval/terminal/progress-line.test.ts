import { describe, expect, it } from 'vitest';
import { duration, progressLine, showProgress } from '../../../retrieval/terminal/progress-line.js';

function shown(stream: { isTTY?: boolean; columns?: number }, now = () => 0) {
  const written: string[] = [];
  return { written, line: progressLine({ ...stream, write: (text) => written.push(text) }, now) };
}

describe('progressLine', () => {
  it('writes few plain lines off a terminal, none right after another', () => {
    let time = 0;
    const { written, line } = shown({}, () => time);
    for (let done = 0; done <= 1000; done++, time += 10) line.show('embedding', done, 1000, { notes: [] });
    line.show('writing', 0, 0);
    line.clear();
    expect(written).toEqual([
      'embedding: 0/1000\n',
      'embedding: 200/1000\n',
      'embedding: 400/1000\n',
      'embedding: 600/1000\n',
      'embedding: 800/1000\n',
      'embedding: 1000/1000\n',
      'writing: 0/0\n',
    ]);
    written.length = 0;
    for (let done = 0; done <= 100_000; done++, time += 1_000) line.show('embedding', done, 100_000, { notes: [] });
    expect(written).toHaveLength(11);
  });

  it('redraws one line on a terminal, no wider than it, and takes it away', () => {
    const { written, line } = shown({ isTTY: true, columns: 40 });
    line.show('embedding', 1, 2);
    line.show('embedding', 1, 2);
    line.clear();
    line.clear();
    expect(written).toEqual(['\r\u001B[K████████████░░░░░░░░░░░░  50% · embeddi', '\r\u001B[K']);
    expect(written[0]!.length - '\r\u001B[K'.length).toBe(39);
  });

  it('goes on with its times on a terminal while the share stands still', () => {
    let time = 0;
    const { written, line } = shown({ isTTY: true, columns: 80 }, () => time);
    for (; time < 3_000; time += 100) line.show('reading', 0, 100_000, { notes: [`${time}`] });
    expect(written).toHaveLength(6);
  });

  it('estimates the time left once there is something to go by', () => {
    let time = 0;
    const { written, line } = shown({ isTTY: true, columns: 120 }, () => time);
    line.show('embedding', 0, 100);
    time = 2000;
    line.show('embedding', 1, 100);
    time = 10_000;
    line.show('embedding', 10, 100);
    time = 50_000;
    line.show('embedding', 50, 100);
    expect(written.map((text) => /about.*/u.exec(text)?.[0])).toEqual([undefined, undefined, 'about 1 min 30 s left', 'about 50 s left']);
  });

  it('says nothing twice, and no more than all', () => {
    const { written, line } = shown({});
    line.show('embedding', 5, 4);
    line.show('embedding', 6, 4);
    expect(written).toEqual(['embedding: 5/4\n']);
  });
});

describe('showProgress', () => {
  it('shows files, pages, passages, speed and time left', () => {
    let time = 0;
    const { written, line } = shown({}, () => time);
    const show = showProgress(line);
    show({ stage: 'reading', done: 0, total: 40, work: { done: 0, total: 20 }, ahead: 60, pages: 0 });
    time = 10_000;
    show({ stage: 'reading', done: 20, total: 40, work: { done: 10, total: 20 }, ahead: 60, pages: 57 });
    time = 20_000;
    show({ stage: 'reading', done: 40, total: 40, work: { done: 20, total: 20 }, ahead: 60, pages: 101 });
    show({ stage: 'splitting', done: 39, total: 40, ahead: 60, passages: 700 });
    show({ stage: 'embedding', done: 0, total: 720, work: { done: 0, total: 500_000 }, passages: 720 });
    time = 40_000;
    show({ stage: 'embedding', done: 300, total: 720, work: { done: 250_000, total: 500_000 }, passages: 720 });
    expect(written).toEqual([
      'reading files: 0/40\n',
      'reading files: 20/40 (57 pages, 2.0 files/s, about 1 min 10 s left)\n',
      'reading files: 40/40 (101 pages)\n',
      'splitting documents: 39/40 (700 passages)\n',
      'embedding passages: 0/720 (about 1 min 0 s left)\n',
      'embedding passages: 300/720 (15 passages/s, about 21 s left)\n',
    ]);
  });

  it('says it in French', () => {
    let time = 0;
    const { written, line } = shown({}, () => time);
    const show = showProgress(line, 'fr');
    show({ stage: 'reading', done: 0, total: 40, work: { done: 0, total: 20 }, ahead: 60, pages: 0 });
    time = 10_000;
    show({ stage: 'reading', done: 20, total: 40, work: { done: 10, total: 20 }, ahead: 60, pages: 57 });
    expect(written).toEqual(['lecture des fichiers: 0/40\n', 'lecture des fichiers: 20/40 (57 pages, 2,0 fichiers/s, encore 1 min 10 s environ)\n']);
  });
});

describe('duration', () => {
  it.each([
    [0, '1 s'],
    [59.4, '59 s'],
    [60, '1 min 0 s'],
    [125, '2 min 5 s'],
    [3_600, '1 h 0 min'],
    [7_580, '2 h 6 min'],
  ])('%d s → %s', (seconds, said) => {
    expect(duration(seconds)).toBe(said);
  });
});
