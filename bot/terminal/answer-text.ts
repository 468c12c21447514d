import wrapAnsi from 'wrap-ansi';
import { unreadInWords } from '../../retrieval/documents/index.js';
import type { Answer, AnswerPassage } from '../../retrieval/search/index.js';
import { placeText, uncertainText, type PlaceLayout } from './place.js';
import { printable, type Style } from './style.js';

/** How an answer is laid out. */
export interface Layout extends PlaceLayout {
  /** Characters in a line; `null` where lines are not broken (a pipe). */
  readonly width: number | null;
}

/** Longest line that is still read with ease; a wider terminal keeps a margin. */
const MOST_WIDTH = 100;
const LEAST_WIDTH = 20;

/**
 * An answer as a person reads it: the verdict in words, the first passage whole with its answering sentence marked, the others by
 * that sentence alone, each with its citation; what was searched at the end. Nothing clear is said to be so, and the nearest passage of
 * an `absent` is shown as what it is.
 */
export function answerText(answer: Answer, layout: Layout): string {
  const [first, ...others] = answer.verdict === 'absent' ? answer.passages.slice(0, 1) : answer.passages;
  const blocks =
    first === undefined ? [layout.speech.say('terminal-nothing')] : [verdictLine(answer, layout), passageBlock(first, layout, first.quote, first.start)];
  blocks.push(...others.map((passage) => otherBlock(passage, layout)), footer(answer, layout));
  return `${blocks.join('\n\n')}\n`;
}

function verdictLine({ verdict, confidence }: Answer, { style, speech: { say }, width }: Layout): string {
  const said = say(`terminal-verdict-${verdict}`);
  if (verdict !== 'answered') return wrap(style.strong(style.warning(said)), width, '');
  return wrap(`${style.strong(style.good(said))} ${style.soft(`(${say('terminal-confidence', { percent: Math.round(confidence * 100) })})`)}`, width, '');
}

/** A stretch of the passage, from `start` in the document, with the marks that fall in it, and the citation below. */
function passageBlock(passage: AnswerPassage, layout: Layout, text: string, start: number, number = ''): string {
  const indent = ' '.repeat(Math.max(2, number.length));
  const quote = wrap(flow(marked(passage, text, start, layout.style)), layout.width, indent);
  return `${number}${quote.slice(number.length)}\n${citationLines(passage, text, start, layout, indent)}`;
}

function otherBlock(passage: AnswerPassage, layout: Layout): string {
  const [start, end] = passage.highlight;
  const sentence = passage.quote.slice(start - passage.start, end - passage.start);
  // Among the others every sentence shown is the marked one: marking it would say nothing.
  const unmarked = { ...layout, style: { ...layout.style, answer: (text: string) => text } };
  return passageBlock(passage, unmarked, sentence, start, `${passage.rank}. `.padEnd(4));
}

function marked({ highlight, focus }: AnswerPassage, text: string, start: number, style: Style): string {
  const cut = (from: number, to: number) => printable(text.slice(from - start, to - start));
  const [from, to] = highlight;
  const inside = focus === null ? cut(from, to) : `${cut(from, focus[0])}${style.focus(cut(...focus))}${cut(focus[1], to)}`;
  return `${cut(start, from)}${style.answer(inside)}${cut(to, start + text.length)}`;
}

/**
 * Hard-wrapped lines run together, as the window has its own width: a single line end before a small letter goes, unless the letter
 * is a list's (`a)`). Marks may stand between the two, in plain text or as the terminal's own.
 */
function flow(text: string): string {
  return text.replace(/(?<!\n) *\n(?=(?:\u001B\[\d+m|\*\*)*\p{Ll}(?!\)))/gu, ' ');
}

function citationLines(passage: AnswerPassage, text: string, start: number, layout: Layout, indent: string): string {
  const { style, speech, width } = layout;
  const lines = [placeText(passage, layout)];
  if (passage.also.length > 0) lines.push(speech.say('terminal-also', { places: passage.also.map((other) => placeText(other, layout)).join(' · ') }));
  const uncertain = uncertainText(passage.uncertain, text, start, style, speech);
  if (uncertain !== '') lines.push(uncertain);
  return lines.map((line) => wrap(style.soft(line), width, indent)).join('\n');
}

function footer({ searched: { documents, passages, unread }, milliseconds }: Answer, { style, speech, width }: Layout): string {
  const { say } = speech;
  const lines = [style.soft(say('terminal-searched', { documents, passages, milliseconds: Math.round(milliseconds) }))];
  if (unread.length > 0) {
    lines.push(
      style.warning(say('terminal-unread', { files: unread.length })),
      ...unread.map(({ file, reason }) => `  ${printable(file)}: ${printable(unreadInWords(reason, speech.language))}`),
    );
  }
  return lines.map((line) => wrap(line, width, '')).join('\n');
}

function wrap(text: string, width: number | null, indent: string): string {
  const lines = width === null ? text : wrapAnsi(text, Math.max(LEAST_WIDTH, Math.min(width, MOST_WIDTH)) - indent.length - 1, { hard: true });
  return lines
    .split('\n')
    .map((line) => (line === '' ? '' : `${indent}${line}`))
    .join('\n');
}
