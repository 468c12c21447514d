import { unreadRecord } from '../../retrieval/documents/index.js';
import type { Answer, AnswerPassage, Citation } from '../../retrieval/search/index.js';

/**
 * An answer as `ask --json` prints it: one line, the fields of design.md in its order, those added since at the end of their object.
 * Signs that some readers take for a line end (U+0085, U+2028, U+2029) or that a terminal obeys (U+007F to U+009F) are written as escapes.
 */
export function answerJson(answer: Answer): string {
  const { question, verdict, confidence, passages, searched, milliseconds } = answer;
  return oneLine({
    question,
    verdict,
    confidence,
    passages: passages.map(passageFields),
    searched: { documents: searched.documents, passages: searched.passages, unread: searched.unread.map(unreadRecord) },
    milliseconds,
  });
}

/** What stands for the answer of a question that could not be asked, so that each question still has its line. */
export function errorJson(question: string, error: string): string {
  return oneLine({ question, error });
}

/** What an evidence mode found, as `ask --json` prints it: one line, uncertain words as in answers. */
export function evidenceJson(found: object): string {
  return oneLine(found, (_, value) => (hasUncertain(value) ? { ...value, ...uncertainIn(value.start, value.uncertain) } : value));
}

function hasUncertain(value: unknown): value is Citation {
  return typeof value === 'object' && value !== null && 'uncertain' in value;
}

function passageFields(passage: AnswerPassage): object {
  const { rank, id, file, title, start, end, lines, page, quote, highlight, score, focus, also, heading, date, uncertain } = passage;
  return {
    rank,
    id,
    file,
    title,
    start,
    end,
    lines,
    page,
    quote,
    highlight,
    score,
    focus,
    also: also.map(citationFields),
    heading,
    date,
    ...uncertainIn(start, uncertain),
  };
}

function citationFields({ file, title, start, end, lines, page, quote, date, uncertain }: Citation): object {
  return { file, title, start, end, lines, page, quote, date, ...uncertainIn(start, uncertain) };
}

/** Words of a scan that were read with little confidence, as offsets into the quote; only where there are some. */
function uncertainIn(start: number, uncertain: Citation['uncertain']): object {
  return uncertain === undefined ? {} : { uncertain: uncertain.map(([from, to]) => [from - start, to - start]) };
}

function oneLine(value: object, replacer?: (key: string, value: unknown) => unknown): string {
  return JSON.stringify(value, replacer).replace(/[\u007F-\u009F\u2028\u2029]/gu, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
