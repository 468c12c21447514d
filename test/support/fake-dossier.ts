import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Dossier, DocumentSummary, RefreshReport } from '../../retrieval/dossier.js';
import type { AskOptions } from '../../retrieval/search/ask-options.js';
import type { Progress } from '../../retrieval/progress.js';
import { EmptyQuestionError, MAX_QUESTION_CHARACTERS, QuestionTooLongError } from '../../retrieval/errors.js';
import type { Document, Unreadable } from '../../retrieval/documents/document.js';
import type { UnreadReason } from '../../retrieval/documents/unread/unread-reason.js';
import type { Passage } from '../../retrieval/passages/passage.js';
import type { Heading } from '../../retrieval/documents/text/structure.js';
import type { Span } from '../../retrieval/span.js';
import type { Answer, AnswerPassage, Citation } from '../../retrieval/search/answer.js';
import { cite } from '../../retrieval/search/cite.js';

/** A text of a fake dossier. A line that starts with `# ` is a heading; an empty line ends a passage. */
export interface FakeText {
  readonly text: string;
  readonly title?: string;
  readonly date?: string;
  readonly source?: string;
  /** Offsets at which pages start. */
  readonly pages?: readonly number[];
}

export interface FakeDossier extends Dossier {
  /** Takes the place of a text, adds one, or (null) removes one; seen after `refresh`. */
  put(file: string, text: FakeText | string | null): void;
  /** Marks a file as one that cannot be read. */
  spoil(file: string, reason: UnreadReason): void;
  /** Lets every question fail until told otherwise. */
  fail(error: Error | null): void;
  /** Questions asked so far, with their files. */
  readonly asked: { question: string; files: readonly string[] | undefined }[];
  /** Holds questions back until released. */
  hold(): () => void;
}

/** How a fake dossier cuts its texts and ranks what it has. */
interface Ways {
  readonly passages: (document: Document, headings: readonly Heading[]) => Passage[];
  /** 0 to 1: how much of the question a text holds. */
  readonly score: (question: string, text: string, method: NonNullable<AskOptions['method']>) => number;
  /** From this score on the verdict is `close`; from one half on `answered`. */
  readonly close: number;
}

/**
 * A real dossier in memory without a model: passages are paragraphs, the best is the one that holds most of the question's words, the
 * marked sentence likewise. Half of the words found: `answered`; some: `close`; none: `absent`. All offsets are true.
 *
 * @param folder files there (*.txt) are read at `refresh` too, as uploads put them there
 */
export function createFakeDossier(texts: Readonly<Record<string, FakeText | string>>, folder = '/dossier', ways: Ways = PARAGRAPHS): FakeDossier {
  const given = new Map(Object.entries(texts));
  const spoilt = new Map<string, UnreadReason>();
  let state = read(given, spoilt, folder, ways);
  let failure: Error | null = null;
  let gate: Promise<void> = Promise.resolve();
  const asked: FakeDossier['asked'] = [];
  let lastRefresh: RefreshReport = reportOf(state, { code: 'first' });

  return {
    folder,
    asked,
    get lastRefresh() {
      return lastRefresh;
    },
    async ask(question: string, options: AskOptions = {}): Promise<Answer> {
      await gate;
      if (failure !== null) throw failure;
      if (!/[\p{L}\p{N}]/u.test(question)) throw new EmptyQuestionError();
      if (question.length > MAX_QUESTION_CHARACTERS) throw new QuestionTooLongError(question.length);
      asked.push({ question, files: options.files });
      return answerOf(state, question, options, ways);
    },
    documents: () => state.documents.map(summaryOf(state)),
    unreadable: () => state.unreadable,
    passageCount: () => state.passages.length,
    text: (file) => state.documents.find((document) => document.file === file)?.text ?? null,
    pageStarts: (file) => state.documents.find((document) => document.file === file)?.pages ?? null,
    passage(id) {
      const passage = state.passages.find((one) => one.id === id);
      return passage === undefined ? null : { ...citationOf(state, passage.file, passage.start, passage.end), id, heading: passage.heading };
    },
    neighbours(id) {
      const at = state.passages.findIndex((passage) => passage.id === id);
      const side = (index: number): string | null => (at >= 0 && state.passages[index]?.file === state.passages[at]?.file ? state.passages[index]!.id : null);
      return { before: side(at - 1), after: side(at + 1) };
    },
    cite: (file, start, end) => citationOf(state, file, start, end),
    refresh(onProgress?: (progress: Progress) => void) {
      state = read(given, spoilt, folder, ways);
      for (const stage of ['reading', 'splitting', 'embedding', 'writing'] as const) onProgress?.({ stage, done: 1, total: 2 });
      lastRefresh = reportOf(state, { code: 'changed', added: 0, changed: 1, removed: 0 });
      return Promise.resolve(lastRefresh);
    },
    close: () => Promise.resolve(),
    put(file, text) {
      if (text === null) given.delete(file);
      else given.set(file, text);
    },
    spoil: (file, reason) => void spoilt.set(file, reason),
    fail(error) {
      failure = error;
    },
    hold() {
      let release = (): void => undefined;
      gate = new Promise((resolve) => {
        release = resolve;
      });
      return () => {
        release();
      };
    },
  };
}

interface State {
  readonly documents: readonly Document[];
  readonly passages: readonly Passage[];
  readonly headings: ReadonlyMap<string, readonly Heading[]>;
  readonly unreadable: readonly Unreadable[];
}

function read(given: ReadonlyMap<string, FakeText | string>, spoilt: ReadonlyMap<string, UnreadReason>, folder: string, ways: Ways): State {
  const all = new Map(given);
  if (existsSync(folder)) for (const name of readdirSync(folder)) all.set(name, readFileSync(join(folder, name), 'utf8'));
  const files = [...all.keys()].filter((file) => !spoilt.has(file)).sort();
  const documents = files.map((file): Document => {
    const entry = all.get(file)!;
    const { text, title, date, source, pages }: FakeText = typeof entry === 'string' ? { text: entry } : entry;
    return {
      file,
      text,
      hash: createHash('sha256').update(text).digest('hex'),
      title: title ?? text.trim().split('\n')[0]!.replace(/^# /, '').slice(0, 80),
      titleFrom: title === undefined ? 'text' : 'dossier.json',
      date: date ?? null,
      dateFrom: date === undefined ? null : 'dossier.json',
      link: source ?? null,
      pages: pages ?? null,
    };
  });
  const headings = new Map(documents.map(({ file, text }) => [file, headingsOf(text)]));
  return {
    documents,
    headings,
    passages: documents.flatMap((document) => ways.passages(document, headings.get(document.file)!)),
    unreadable: [...spoilt].map(([file, reason]) => ({ file, reason })),
  };
}

function headingsOf(text: string): Heading[] {
  return [...text.matchAll(/^# (.+)$/gm)].map((match) => ({ start: match.index + 2, end: match.index + match[0].length, level: 1 }));
}

function paragraphsOf({ file, text }: Document, headings: readonly Heading[]): Passage[] {
  const seen = new Map<string, number>();
  return [...text.matchAll(/(?:^|\n\n)((?:(?!\n\n)[\s\S])+)/g)].flatMap((match): Passage[] => {
    const raw = match[1]!;
    const begin = match.index + match[0].length - raw.length;
    const headingLength = /^# .+\n?/.exec(raw)?.[0].length ?? 0;
    const body = raw.slice(headingLength);
    const start = begin + headingLength + (body.length - body.trimStart().length);
    const end = start + body.trim().length;
    if (end === start) return [];
    const own = text.slice(start, end);
    const number = seen.get(own) ?? 0;
    seen.set(own, number + 1);
    const heading = headings.findLast((one) => one.end <= start);
    return [
      {
        id: createHash('sha256').update(`${file}\0${own}\0${number}`).digest('base64url').slice(0, 12),
        file,
        start,
        end,
        heading: heading === undefined ? null : text.slice(heading.start, heading.end),
        sentences: [...own.matchAll(/\S[\s\S]*?(?:[.!?](?=\s)|$)/g)].map((sentence): Span => ({
          start: start + sentence.index,
          end: start + sentence.index + sentence[0].length,
        })),
      },
    ];
  });
}

const STOP_WORDS = new Set(
  'les des une que qui est sont ont ete dans sur pour par the and are was were how many what who when where does dit dossier quoi combien quand say about'.split(
    ' ',
  ),
);

function words(text: string): string[] {
  return [
    ...new Set(
      text
        .normalize('NFD')
        .replace(/\p{M}/gu, '')
        .toLowerCase()
        .match(/[\p{L}\p{N}]{3,}/gu) ?? [],
    ),
  ].filter((word) => !STOP_WORDS.has(word));
}

const PARAGRAPHS: Ways = {
  passages: paragraphsOf,
  score(question, text) {
    const wanted = words(question);
    const own = new Set(words(text));
    return wanted.filter((word) => own.has(word)).length / Math.max(1, wanted.length);
  },
  close: Number.MIN_VALUE,
};

function answerOf(state: State, question: string, { top = 5, files, without = [], method = 'late' }: AskOptions, ways: Ways): Answer {
  const held = (text: string): number => ways.score(question, text, 'lexical');
  const inFiles = state.passages.filter(({ file, id }) => (files === undefined || files.includes(file)) && !without.includes(id));
  const textOf = new Map(state.documents.map((document) => [document.file, document.text]));
  const scored = inFiles
    .map((passage) => ({
      passage,
      score: ways.score(question, `${textOf.get(passage.file)!.slice(passage.start, passage.end)} ${passage.heading ?? ''}`, method),
    }))
    .sort((a, b) => b.score - a.score)
    .slice(0, top);
  const best = scored[0]?.score ?? 0;
  return {
    question,
    verdict: best >= 0.5 ? 'answered' : best >= ways.close ? 'close' : 'absent',
    confidence: best,
    passages: scored.map(({ passage, score }, index): AnswerPassage => {
      const text = textOf.get(passage.file)!;
      const sentence = passage.sentences.reduce((a, b) => (held(text.slice(b.start, b.end)) > held(text.slice(a.start, a.end)) ? b : a));
      const figure = /\d+/.exec(text.slice(sentence.start, sentence.end));
      return {
        ...citationOf(state, passage.file, passage.start, passage.end),
        rank: index + 1,
        id: passage.id,
        heading: passage.heading,
        highlight: [sentence.start, sentence.end],
        focus: figure === null ? null : [sentence.start + figure.index, sentence.start + figure.index + figure[0].length],
        score,
        also: [],
      };
    }),
    searched: { documents: new Set(inFiles.map(({ file }) => file)).size, passages: inFiles.length, unread: state.unreadable },
    milliseconds: 1,
  };
}

function citationOf({ documents }: State, file: string, start: number, end: number): Citation {
  const document = documents.find((one) => one.file === file);
  if (document === undefined) throw new RangeError(`citing ${file}: a document of the dossier expected, found none of that name`);
  return cite(document, start, end);
}

function summaryOf({ passages, headings }: State): (document: Document) => DocumentSummary {
  return ({ text, pages, ...rest }) => ({
    ...rest,
    characters: text.length,
    pages: pages?.length ?? null,
    passages: passages.filter(({ file }) => file === rest.file).length,
    outline: headings
      .get(rest.file)!
      .map((heading) => ({ ...heading, text: text.slice(heading.start, heading.end), line: text.slice(0, heading.start).split('\n').length })),
  });
}

function reportOf({ documents, passages, unreadable }: State, reason: RefreshReport['reason']): RefreshReport {
  return { reason, documents: documents.length, passages: passages.length, embedded: passages.length, unreadable };
}

/**
 * A fake dossier for tests of evaluation: passages are lines up to 400 characters or the next empty line, and each method ranks otherwise. `dense`
 * shares stems of four letters instead of words, the other methods add both. A quarter of the words found: `close`. Nothing is ever refreshed.
 */
export function wordDossier(texts: Readonly<Record<string, string>>): Dossier {
  const dossier = createFakeDossier(texts, '/dossier', LINES);
  const lastRefresh = { ...dossier.lastRefresh, reason: null, embedded: 0 };
  return { ...dossier, lastRefresh, refresh: () => Promise.resolve(lastRefresh) };
}

const LINES: Ways = {
  passages: linesOf,
  score(question, text, method) {
    const [wanted, held] = [longWords(question), longWords(text)];
    if (wanted.size === 0) return 0;
    const stems = new Set([...held].map((word) => word.slice(0, 4)));
    const exact = [...wanted].filter((word) => held.has(word)).length / wanted.size;
    const near = [...wanted].filter((word) => stems.has(word.slice(0, 4))).length / wanted.size;
    return { lexical: exact, dense: near, hybrid: (exact + near) / 2, unread: 0.5 * exact + 0.5 * near, late: 0.4 * exact + 0.6 * near }[method];
  },
  close: 0.25,
};

function linesOf({ file, text }: Document): Passage[] {
  const passages: Passage[] = [];
  let open: { start: number; end: number } | null = null;
  const keep = (): void => {
    if (open === null) return;
    const quote = text.slice(open.start, open.end);
    const { start } = open;
    const sentences = [...quote.matchAll(/\S[^.!?]*[.!?]?/gu)].map((match): Span => ({
      start: start + match.index,
      end: start + match.index + match[0].trimEnd().length,
    }));
    passages.push({
      ...open,
      id: createHash('sha256').update(`${file}\n${quote}\n${passages.length}`).digest('base64url').slice(0, 12),
      file,
      heading: null,
      sentences,
    });
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

function longWords(text: string): Set<string> {
  const folded = text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  return new Set((folded.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word.length > 2));
}
