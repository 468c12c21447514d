import { describe, expect, it } from 'vitest';
import { printable, styleFor } from '../../../bot/terminal/style.js';

const ESC = '\u001B';

describe('styleFor', () => {
  it('colours and links on a terminal', () => {
    const style = styleFor({ isTerminal: true, env: {} });
    expect(style.answer('x')).toBe(`${ESC}[32m${ESC}[1mx${ESC}[22m${ESC}[39m`);
    expect(style.link('x', 'file:///x')).toBe(`${ESC}]8;;file:///x\u0007x${ESC}]8;;\u0007`);
  });
  it.each([
    ['a pipe', { isTerminal: false, env: {} }, false],
    ['NO_COLOR', { isTerminal: true, env: { NO_COLOR: '1' } }, true],
    ['a terminal without means', { isTerminal: true, env: { TERM: 'dumb' } }, false],
  ])('is plain for %s, and marks the answer all the same', (_, hints, hasLinks) => {
    const style = styleFor(hints);
    expect([style.strong('x'), style.soft('x'), style.good('x'), style.warning('x'), style.focus('x')]).toEqual(['x', 'x', 'x', 'x', 'x']);
    expect(style.answer('x')).toBe('**x**');
    expect(style.link('x', 'file:///x').includes(ESC)).toBe(hasLinks);
  });
  it('takes an empty NO_COLOR for none', () => {
    expect(styleFor({ isTerminal: true, env: { NO_COLOR: '' } }).strong('x')).toContain(ESC);
  });
});

describe('printable', () => {
  it('disarms what a terminal would obey, and changes no length', () => {
    const text = `a${ESC}[2Jb\u0007\u009B31m\u202Ec\r\n\td\u2066é 🙂`;
    const safe = printable(text);
    expect(safe).toBe('a\uFFFD[2Jb\uFFFD\uFFFD31m\uFFFDc \n d\uFFFDé 🙂');
    expect(safe).toHaveLength(text.length);
  });
});
