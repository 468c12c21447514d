import type { InlineKeyboardButton } from 'grammy/types';
import type { AnswerPassage } from '../../retrieval/search/index.js';
import { callbackData } from '../callback-data.js';
import type { Speech } from '../speech.js';
import { citeButton } from './cite-button.js';
import { button, type Keyboard } from './message.js';
import type { ShownAnswer } from './shown-answer.js';

/**
 * The buttons under a page of an answer.
 * @param shown the passages on the page; the first has a row of its own
 */
export function answerKeyboard(answer: ShownAnswer, shown: readonly AnswerPassage[], page: number, pages: number, speech: Speech): Keyboard {
  const { key, canShare, rated, verdict } = answer;
  const { say } = speech;
  const [lead, ...others] = shown;
  const more = ({ id }: AnswerPassage, neighbours: number): string =>
    callbackData('more', { passage: id, before: neighbours, after: neighbours, answer: key, page });
  const turn = (to: number, label: string): InlineKeyboardButton[] =>
    to >= 0 && to < pages ? [button(label, callbackData('page', { answer: key, page: to }))] : [];
  const rate = (useful: boolean): InlineKeyboardButton =>
    button(rateLabel(useful, rated, speech), callbackData('rate', { answer: key, useful: useful ? 'yes' : 'no' }));
  return [
    ...(page === 0 ? answer.suggestions.map(({ question, key: asked }) => [button(question, callbackData('ask', { question: asked }))]) : []),
    lead === undefined
      ? []
      : [
          button(say('button-context'), more(lead, 1)),
          // What is no answer is not to be cited as one.
          ...(verdict === 'absent' ? [] : [button(say('button-open'), callbackData('file', { passage: lead.id })), citeSentence(lead, answer, speech)]),
        ],
    others.map((passage) => button(say('button-excerpt', { rank: passage.rank }), more(passage, 0))),
    [...turn(page - 1, say('button-previous')), ...turn(page + 1, say('button-next', { page: page + 2, pages }))],
    [rate(true), rate(false)],
    canShare ? [button(say('button-share'), callbackData('share', { answer: key }))] : [],
  ];
}

function citeSentence({ id, file, highlight }: AnswerPassage, { cite, key }: ShownAnswer, speech: Speech): InlineKeyboardButton {
  const sentence = cite(file, ...highlight);
  return citeButton(sentence, sentence.quote, id, key, speech);
}

/** The label of "useful" or "not useful", ticked when it is what the reader said. */
export function rateLabel(useful: boolean, rated: boolean | null, { say }: Speech): string {
  return `${rated === useful ? '✓ ' : ''}${say(useful ? 'button-useful' : 'button-not-useful')}`;
}
