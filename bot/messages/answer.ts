import { FormattedString } from '@grammyjs/parse-mode';
import type { AnswerPassage, Citation, Verdict } from '../../retrieval/search/index.js';
import type { Speech } from '../speech.js';
import { answerKeyboard } from './answer-keyboard.js';
import { citationLine, shortTitle, uncertainLine } from './citation.js';
import { joined, message, nameList, shortened, type Message } from './message.js';
import { BLOCK_GAP, layOut } from './pages.js';
import { place } from './place.js';
import { marked, OPEN_QUOTE, quoteBlock } from './quote.js';
import type { ShownAnswer } from './shown-answer.js';

/** Excerpts on one page: our choice, what a phone shows in two screens. */
export const EXCERPTS_A_PAGE = 3;

/** Longest passage quoted whole after the first, in UTF-16 units: of a longer one the sentence stands for it. */
const SHORT_QUOTE = 280;

/** Passages asked for: three pages. Later ones have never been worth the reading in our looks at the seeds. */
export const PASSAGES_AN_ANSWER = 9;

/** Longest question repeated in a message, in UTF-16 units. */
const QUESTION_SHOWN = 200;

/** Other places named under an excerpt that stands in several documents. */
const MOST_ALSO = 3;

/** Files that could not be read, named in a refusal before "…". */
const MOST_UNREAD = 3;

/** Longest name of such a file, in UTF-16 units. */
const LONGEST_UNREAD = 60;

export interface AnswerPage extends Message {
  /** The passages that the page shows, in order. */
  readonly passages: readonly AnswerPassage[];
  /** From 0; the page asked for, or the last one when there are fewer. */
  readonly page: number;
  readonly pages: number;
}

/** A page of an answer: what was understood, the verdict in words unless the first excerpt speaks for itself, the excerpts. */
export function answerPage(answer: ShownAnswer, wanted: number, speech: Speech): AnswerPage {
  const laid = layOutAnswer(answer, speech);
  const page = Math.min(wanted, laid.length - 1);
  const { text, passages } = laid[page]!;
  return { ...message(text, answerKeyboard(answer, passages, page, laid.length, speech)), passages, page, pages: laid.length };
}

/** A piece of an answer that stays together on a page, and the passage that it shows. */
interface AnswerBlock {
  readonly text: FormattedString;
  readonly passage: AnswerPassage | null;
}

type LaidPage = Pick<AnswerPage, 'passages'> & { readonly text: FormattedString };

function layOutAnswer(answer: ShownAnswer, speech: Speech): readonly LaidPage[] {
  const head = joined([understood(answer, speech), verdictLines(answer, speech)], BLOCK_GAP);
  const excerpts = answer.passages.map((passage): AnswerBlock => ({ text: excerpt(passage, answer, speech), passage }));
  const first = answer.verdict === 'answered' ? EXCERPTS_A_PAGE : 1;
  // The head stands on the first page with the first excerpts, and what is offered instead of an answer right below.
  const opening: AnswerBlock[] = [{ text: head, passage: null }, ...excerpts.slice(0, first), { text: suggestionLines(answer, speech), passage: null }];
  const pages = [...layOutBlocks(opening.filter(({ text }) => text.text !== '')), ...layOutBlocks(excerpts.slice(first), EXCERPTS_A_PAGE)];
  return pages.length === 0 ? [{ text: new FormattedString(speech.say('answer-nothing-stands')), passages: [] }] : pages;
}

function layOutBlocks(blocks: readonly AnswerBlock[], most = blocks.length): readonly LaidPage[] {
  const pages = layOut(
    blocks.map(({ text }) => text),
    { most },
  );
  return pages.map(({ text, blocks: shown }) => ({ text, passages: shown.flatMap((block) => blocks[block]!.passage ?? []) }));
}

/** "searched: …" and "in: …": shown whenever the search was not simply the question over everything. */
function understood({ searchedAs, scope }: ShownAnswer, speech: Speech): FormattedString {
  const { say } = speech;
  const lines: FormattedString[] = [];
  if (searchedAs !== null) lines.push(joined([say('answer-searched-as'), ' ', FormattedString.italic(shortened(searchedAs, QUESTION_SHOWN))]));
  if (scope.length > 0) lines.push(withinLine(scope, speech));
  return joined(lines, '\n');
}

/** The documents that a search was limited to, by their titles; one at least. */
export function withinLine(titles: readonly string[], { say }: Speech): FormattedString {
  if (titles.length === 1) return joined([say('answer-within'), ' ', FormattedString.italic(shortTitle(titles[0]!))]);
  return new FormattedString(say('answer-within-many', { documents: titles.length }));
}

/** What the verdict is, in words; an answer needs none. */
function verdictLines({ verdict, passages, searched, lost }: ShownAnswer, { say }: Speech): FormattedString {
  const lines: FormattedString[] = [];
  if (verdict !== 'answered') {
    lines.push(
      joined([FormattedString.bold(say(`answer-${verdict}`)), ' ', say('answer-searched', { documents: searched.documents, passages: searched.passages })]),
    );
    if (searched.unread.length > 0) {
      const names = nameList(
        searched.unread.map(({ file }) => file),
        MOST_UNREAD,
        LONGEST_UNREAD,
      );
      lines.push(new FormattedString(`⚠️ ${say('answer-unread', { files: searched.unread.length, names })}`));
    }
  }
  if (lost > 0) lines.push(new FormattedString(say('answer-lost', { passages: lost })));
  if (verdict !== 'answered' && passages.length > 0) lines.push(new FormattedString(say(`answer-nearest-${verdict}`)));
  return joined(lines, '\n');
}

/**
 * One excerpt. A short passage is quoted whole, its sentence in bold. Of a long one the sentence stands alone; under the first
 * its passage is folded: the answer first, its proof one tap away. What is quoted is always whole sentences
 * with nothing left out between, so no […] is needed, and the citation gives the lines of what is shown.
 */
function excerpt(passage: AnswerPassage, answer: ShownAnswer, speech: Speech): FormattedString {
  const { start, end, quote, rank, file } = passage;
  const isAnswer = answer.verdict !== 'absent';
  const marks = isAnswer ? { highlight: passage.highlight, focus: passage.focus } : {};
  const whole = { start, end, quote, uncertain: passage.uncertain, ...marks };
  const sentence = answer.cite(file, ...passage.highlight);
  const cited = shownCitation(passage, answer.verdict, answer.cite);
  // The whole passage is below, folded: what is uncertain there is said too.
  const isFolded = rank === 1 && isAnswer;
  const line = joined([
    `${rank}. `,
    citationLine(cited, speech, answer.link(file), answer.proof?.(cited) ?? null),
    alsoIn(passage, speech),
    uncertainLine(isFolded ? passage : cited, speech),
  ]);
  if (cited === passage) return joined([quoteBlock(whole), line], '\n');
  const short = [quoteBlock({ start: sentence.start, end: sentence.end, quote: sentence.quote, uncertain: sentence.uncertain, ...marks }), line];
  if (!isFolded) return joined(short, '\n');
  // A sentence that opens its passage is not shown twice: what follows it is folded.
  if (sentence.start > start) return joined([...short, quoteBlock(whole)], '\n');
  const rest = answer.cite(file, end - quote.slice(sentence.end - start).trimStart().length, end);
  return joined([...short, FormattedString.expandableBlockquote(marked(rest))], '\n');
}

/** What an excerpt cites: the whole passage when it is short (the first of an answer may be longer), else the sentence that answers. */
export function shownCitation(passage: AnswerPassage, verdict: Verdict, cite: ShownAnswer['cite']): Citation {
  const longest = passage.rank === 1 && verdict !== 'absent' ? OPEN_QUOTE : SHORT_QUOTE;
  return passage.quote.length <= longest ? passage : cite(passage.file, ...passage.highlight);
}

function alsoIn({ also }: AnswerPassage, speech: Speech): string {
  if (also.length === 0) return '';
  const places = also.slice(0, MOST_ALSO).map((cited) => `${shortTitle(cited.title)} (${place(cited, speech)})`);
  return `\n${speech.say('answer-also', { places: places.join(' ; '), more: Math.max(0, also.length - MOST_ALSO) })}`;
}

function suggestionLines({ suggestions }: ShownAnswer, { say }: Speech): FormattedString {
  return new FormattedString(suggestions.length === 0 ? '' : say('answer-suggestions'));
}
