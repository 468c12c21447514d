import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AskOptions, type Dossier, EmptyQuestionError, MAX_QUESTION_CHARACTERS, QuestionTooLongError } from '../../retrieval/dossier.js';
import type { Span } from '../../retrieval/passages/passage.js';
import type { Answer, AnswerPassage, Citation } from '../../retrieval/search/answer.js';

interface WordPassage extends Span {
  readonly id: string;
  readonly file: string;
  readonly words: ReadonlySet<string>;
}

/**
 * A small dossier that ranks by shared words alone, always the same: enough to test what stands around a dossier.
 * Passages are lines up to 400 characters or the next empty line. `dense` shares stems of four letters instead of words, the other methods add both.
 */
export function wordDossier(texts: Readonly<Record<string, string>>): Dossier {
  const files = Object.keys(texts).sort();
  const passages = files.flatMap((file) => passagesOf(file, texts[file]!));
  const report = { reason: null, documents: files.length, passages: passages.length, embedded: 0, unreadable: [] };

  function cite(file: string, start: number, end: number): Citation {
    const text = texts[file];
    if (text === undefined || start < 0 || end > text.length || start > end) throw new RangeError(`citing ${file} ${start}–${end}: a stretch of the text expected`);
    const lineAt = (offset: number) => text.slice(0, offset).split('\n').length;
    return { file, title: titleOf(text), date: null, start, end, lines: [lineAt(start), lineAt(Math.max(start, end - 1))], page: null, quote: text.slice(start, end) };
  }

  function ask(question: string, options: AskOptions = {}): Answer {
    if (!/[\p{L}\p{N}]/u.test(question)) throw new EmptyQuestionError();
    if (question.length > MAX_QUESTION_CHARACTERS) throw new QuestionTooLongError(question.length);
    const wanted = wordsOf(question);
    const searched = passages.filter((one) => (options.files ?? files).includes(one.file) && !(options.without ?? []).includes(one.id));
    const scored = searched.map((one) => ({ one, score: scoreOf(wanted, one.words, options.method ?? 'late') }));
    scored.sort((a, b) => b.score - a.score || a.one.file.localeCompare(b.one.file) || a.one.start - b.one.start);
    const found = scored.slice(0, options.top ?? 5).map(({ one, score }, index): AnswerPassage => {
      const highlight = bestSentence(texts[one.file]!, one, wanted);
      return { ...cite(one.file, one.start, one.end), rank: index + 1, id: one.id, heading: null, highlight: [highlight.start, highlight.end], focus: null, score, also: [] };
    });
    const confidence = found[0]?.score ?? 0;
    return {
      question,
      verdict: confidence >= 0.5 ? 'answered' : confidence >= 0.25 ? 'close' : 'absent',
      confidence,
      passages: found,
      searched: { documents: new Set(searched.map((one) => one.file)).size, passages: searched.length, unread: [] },
      milliseconds: 1,
    };
  }

  return {
    folder: '/dossier',
    lastRefresh: report,
    // In a promise, so that a bad question rejects as it does with the real one.
    ask: (question, options) => Promise.resolve().then(() => ask(question, options)),
    documents: () =>
      files.map((file) => ({
        file,
        hash: createHash('sha256').update(texts[file]!).digest('hex'),
        title: titleOf(texts[file]!),
        titleFrom: 'text',
        date: null,
        dateFrom: null,
        link: null,
        characters: texts[file]!.length,
        pages: null,
        passages: passages.filter((one) => one.file === file).length,
        outline: [],
      })),
    unreadable: () => [],
    passageCount: () => passages.length,
    text: (file) => texts[file] ?? null,
    passage: (id) => {
      const found = passages.find((one) => one.id === id);
      return found === undefined ? null : { ...cite(found.file, found.start, found.end), id, heading: null };
    },
    neighbours: (id) => {
      const at = passages.findIndex((one) => one.id === id);
      const beside = (index: number) => (passages[index]?.file === passages[at]?.file ? (passages[index]?.id ?? null) : null);
      return { before: beside(at - 1), after: beside(at + 1) };
    },
    cite,
    refresh: () => Promise.resolve(report),
    close: () => Promise.resolve(),
  };
}

/** The texts of a folder, by file name. */
export function textsOf(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
}

function passagesOf(file: string, text: string): WordPassage[] {
  const passages: WordPassage[] = [];
  let open: { start: number; end: number } | null = null;
  const keep = () => {
    if (open === null) return;
    const quote = text.slice(open.start, open.end);
    const id = createHash('sha256').update(`${file}\n${quote}\n${passages.length}`).digest('base64url').slice(0, 12);
    passages.push({ ...open, id, file, words: wordsOf(quote) });
    open = null;
  };
  for (const line of text.matchAll(/[^\n]*\n?/gu)) {
    const start = line.index + (line[0].length - line[0].trimStart().length);
    const end = line.index + line[0].trimEnd().length;
    if (end <= start) keep();
    else open = { start: open === null ? start : (open as Span).start, end };
    if (open !== null && (open as Span).end - (open as Span).start >= 400) keep();
  }
  keep();
  return passages;
}

function bestSentence(text: string, passage: Span, wanted: ReadonlySet<string>): Span {
  const quote = text.slice(passage.start, passage.end);
  const sentences = [...quote.matchAll(/\S[^.!?]*[.!?]?/gu)].map((match) => ({ start: passage.start + match.index, end: passage.start + match.index + match[0].trimEnd().length }));
  const scored = sentences.map((span) => ({ span, score: scoreOf(wanted, wordsOf(text.slice(span.start, span.end)), 'lexical') }));
  return scored.sort((a, b) => b.score - a.score)[0]?.span ?? passage;
}

function scoreOf(wanted: ReadonlySet<string>, held: ReadonlySet<string>, method: NonNullable<AskOptions['method']>): number {
  if (wanted.size === 0) return 0;
  const stems = new Set([...held].map((word) => word.slice(0, 4)));
  const exact = [...wanted].filter((word) => held.has(word)).length / wanted.size;
  const near = [...wanted].filter((word) => stems.has(word.slice(0, 4))).length / wanted.size;
  return { lexical: exact, dense: near, hybrid: (exact + near) / 2, unread: 0.5 * exact + 0.5 * near, late: 0.4 * exact + 0.6 * near }[method];
}

function wordsOf(text: string): Set<string> {
  const folded = text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  return new Set((folded.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word.length > 2));
}

function titleOf(text: string): string {
  return text.trim().split('\n')[0]!.slice(0, 80);
}
