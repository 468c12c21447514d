import { describe, expect, it } from 'vitest';
import { progressLine } from '../../retrieval/progress-line.js';

function shown(stream: { isTTY?: boolean; columns?: number }, now = () => 0) {
  const written: string[] = [];
  return { written, line: progressLine({ ...stream, write: (text) => written.push(text) }, now) };
}

describe('progressLine', () => {
  it('writes few plain lines off a terminal', () => {
    const { written, line } = shown({});
    for (let done = 0; done <= 1000; done += 1) line.show('embedding', done, 1000);
    line.show('writing', 0, 0);
    line.clear();
    expect(written).toEqual(['embedding: 0/1000\n', 'embedding: 250/1000\n', 'embedding: 500/1000\n', 'embedding: 750/1000\n', 'embedding: 1000/1000\n', 'writing: 0/0\n']);
  });

  it('redraws one line on a terminal, no wider than it, and takes it away', () => {
    const { written, line } = shown({ isTTY: true, columns: 40 });
    line.show('embedding', 1, 2);
    line.show('embedding', 1, 2);
    line.clear();
    line.clear();
    expect(written).toEqual(['\r\u001B[K████████████░░░░░░░░░░░░  50% embedding', '\r\u001B[K']);
    expect(written[0]!.length - '\r\u001B[K'.length).toBe(39);
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
    expect(written.map((text) => /~.*/u.exec(text)?.[0])).toEqual([undefined, undefined, '~ 1 min 30 s', '~ 50 s']);
  });

  it('says nothing twice, and no more than all', () => {
    const { written, line } = shown({});
    line.show('embedding', 5, 4);
    line.show('embedding', 6, 4);
    expect(written).toEqual(['embedding: 5/4\n']);
  });
});
