import { describe, expect, it } from 'vitest';
import { escapeHtml, markText } from '../../../../retrieval/evaluation/report/markup.js';
import { binCounts, histogram, linePlot, ticks } from '../../../../retrieval/evaluation/report/plots.js';

const UNIT = { label: 'x < y', domain: [0, 1] as const };

describe('linePlot', () => {
  it('puts points where the axes say', () => {
    const svg = linePlot('a "plot"', UNIT, UNIT, [
      {
        name: 'late',
        className: 'late',
        points: [
          { x: 0, y: 0, hint: 'low' },
          { x: 1, y: 1, hint: '<high>' },
        ],
      },
    ]);
    expect(svg).toContain('<path d="M52,256L444,12"/>');
    expect(svg).toContain('<circle cx="52" cy="256" r="3.5"><title>late: low</title></circle>');
    expect(svg).toContain('late: &lt;high&gt;');
    expect(svg).toContain('aria-label="a &quot;plot&quot;"');
    expect(svg).toContain('x &lt; y');
  });
  it('draws only the line of many points, nothing of none, and the diagonal when asked', () => {
    const many = Array.from({ length: 100 }, (_, index) => ({ x: index / 99, y: 0, hint: '' }));
    expect(linePlot('t', UNIT, UNIT, [{ name: 'n', className: 'n', points: many }])).not.toContain('<circle');
    const empty = linePlot('t', UNIT, UNIT, [{ name: 'n', className: 'n', points: [] }], true);
    expect(empty).toContain('<path d=""/>');
    expect(empty).toContain('class="reference" d="M52,256L444,12"');
    expect(empty).not.toContain('NaN');
  });
});

describe('ticks', () => {
  it.each([
    [[0, 1], 5, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [[0, 47], 5, [0, 10, 20, 30, 40]],
    [[0, 3], 5, [0, 0.5, 1, 1.5, 2, 2.5, 3]],
    [[-0.3, 0.3], 3, [-0.2, 0, 0.2]],
    [[3, 20], 4, [5, 10, 15, 20]],
  ] as const)('part %j into about %i by round values', (domain, parts, expected) => {
    expect(ticks(domain, parts)).toEqual(expected);
  });
});

describe('histogram', () => {
  it('counts between bounds, the last one taking all above', () => {
    expect(binCounts([0, 1, 1.9, 2, 99], [0, 2, 4])).toEqual([3, 2]);
    expect(binCounts([4, -1], [0, 2, 4])).toEqual([0, 1]);
    expect(binCounts([1], [])).toEqual([]);
  });
  it('stands without values', () => {
    expect(histogram('t', 'ms', [], 1, 'late')).not.toContain('NaN');
  });
  it('shows every value in some bar', () => {
    const counts = [...histogram('t', 'ms', [1, 2, 3, 50, 1000], 10, 'late').matchAll(/: (\d+)<\/title>/gu)].map((match) => Number(match[1]));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(5);
  });
});

describe('markup', () => {
  it('lets nothing through that a page would obey', () => {
    expect(escapeHtml('<a href="x" title=\'y\'>&\u0000\u001B[31m\n')).toBe('&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;\uFFFD\uFFFD[31m\n');
  });
  it('marks stretches, overlapping ones too, whatever lies outside', () => {
    const marks = [
      { start: 2, end: 6, className: 'said' },
      { start: 4, end: 99, className: 'gold' },
      { start: -5, end: 0, className: 'no' },
      { start: 20, end: 30, className: 'no' },
    ];
    expect(markText('ab<def>h', marks)).toBe('ab<mark class="said">&lt;d</mark><mark class="said gold">ef</mark><mark class="gold">&gt;h</mark>');
    expect(markText('', marks)).toBe('');
  });
});
