import type { Dossier } from '../../retrieval/dossier.js';
import { EmptyQuestionError, QuestionTooLongError, MAX_QUESTION_CHARACTERS } from '../../retrieval/errors.js';
import { type Answer, smallTalk } from '../../retrieval/search/index.js';
import type { BotContext, Parts } from '../context.js';
import { followUp, withoutGreeting } from '../conversation/index.js';
import { documentByFile } from '../document-key.js';
import { change, keepPassages, newKey, type Conversation, type KeptAnswer } from '../memory/index.js';
import { message, PASSAGES_AN_ANSWER, safeCut, type Message } from '../messages/index.js';
import { suggest } from '../suggestions.js';
import { keepShown, shownPage } from './kept.js';

/** A follow-up later than this is a new question: our choice, a pause after which one no longer thinks of the last one. */
export const FOLLOW_UP_MILLISECONDS = 30 * 60 * 1000;

/** Questions offered under a refusal. */
const SUGGESTIONS = 3;

/** What became of a text that someone sent. */
export interface Reply {
  readonly message: Message;
  /** Key of the kept answer; `null` when nothing was searched. */
  readonly answer: string | null;
  /** The document shown first, unless it is not an answer. */
  readonly file: string | null;
}

export interface Asked {
  readonly text: string;
  /** Only these documents, when the person replied to an excerpt; else as /in says. */
  readonly files?: readonly string[];
  /** The question that a follow-up follows, when it replies to an answer or is asked again; `null`: none. Absent: the person's last one here. */
  readonly previous?: string | null;
  /** Searched as it stands: a suggestion. */
  readonly asIs?: boolean;
  /** Asked in a group, to be answered in the asker's private chat. */
  readonly privately?: boolean;
}

/** Answers a text in words for the chat: small talk, a search, or what is wrong with the question. */
export async function ask(ctx: BotContext, parts: Parts, asked: Asked): Promise<Reply> {
  const { speech } = ctx;
  const { say } = speech;
  const chat = String(ctx.chat?.id ?? ctx.from?.id ?? 0);
  const user = String(ctx.from?.id ?? 0);
  const conversation = (await parts.memory.conversations.read(chat)) ?? {};
  const question = withoutGreeting(asked.text).trim();
  const follows = asked.previous === undefined ? recent(conversation, user, parts.now()) : asked.previous;
  const understood = asked.asIs === true ? { question, isFollowUp: false } : followUp(follows, question);
  const talk = asked.asIs === true ? null : smallTalk(asked.text);
  // "et après ?" asks for nothing by itself, and for something after a question.
  if (talk !== null && !(talk === 'request' && understood.isFollowUp)) return said(say(`small-talk-${talk}`));
  const scope = standing(parts.dossier, asked.files ?? conversation.scope ?? []);

  const askedAt = performance.now();
  ctx.asked = { id: null, answer: null, askedAt, keptAt: null, text: understood.question };
  let answer: Answer;
  try {
    answer = await parts.dossier.ask(understood.question, { top: PASSAGES_AN_ANSWER, ...(scope.length > 0 && { files: scope }) });
  } catch (error) {
    // Nothing was asked then; any other error is a question that failed.
    if (error instanceof EmptyQuestionError || error instanceof QuestionTooLongError) ctx.asked = undefined;
    if (error instanceof EmptyQuestionError) return said(say('question-empty'));
    if (error instanceof QuestionTooLongError) return said(say('question-too-long', { most: MAX_QUESTION_CHARACTERS, found: error.length }));
    throw error;
  }

  const suggestions = answer.verdict === 'answered' ? [] : await suggest(parts.dossier, speech, SUGGESTIONS, understood.question);
  const key = newKey();
  const kept: KeptAnswer = {
    question: asked.text.slice(0, safeCut(asked.text, MAX_QUESTION_CHARACTERS)),
    searchedAs: understood.isFollowUp ? understood.question : null,
    follows,
    scope,
    language: speech.language,
    verdict: answer.verdict,
    confidence: answer.confidence,
    searched: answer.searched,
    passages: keepPassages(answer),
    suggestions: suggestions.map((suggestion) => suggestion.question),
    user: ctx.from?.id ?? 0,
    chat: (asked.privately === true ? ctx.from?.id : ctx.chat?.id) ?? 0,
    group:
      asked.privately === true && ctx.chat !== undefined
        ? { chat: ctx.chat.id, message: ctx.msg?.message_id ?? 0, thread: ctx.msg?.message_thread_id ?? null }
        : null,
  };
  await parts.memory.answers.write(key, kept);
  await change(parts.memory.conversations, chat, (value) => ({ ...value, last: remember(value, user, understood.question, parts.now()) }));

  // The answer's own passages, not the kept ones: these know where else the same is said.
  const page = shownPage(parts, kept, key, 0, speech, answer.passages, suggestions);
  await keepShown(parts, page, answer.verdict);
  ctx.asked = { id: key, answer, askedAt, keptAt: performance.now(), text: understood.question };
  return { message: page, answer: key, file: answer.verdict === 'absent' ? null : (page.passages[0]?.file ?? null) };
}

function said(text: string): Reply {
  return { message: message(text), answer: null, file: null };
}

/** The person's last question here, when it is recent enough to be followed. */
function recent({ last }: Conversation, user: string, now: number): string | null {
  const mine = last?.[user];
  return mine !== undefined && now - mine.at <= FOLLOW_UP_MILLISECONDS ? mine.question : null;
}

/** The last questions with this one in: the others' are dropped once too old to be followed, so that a busy group's file stays small. */
function remember({ last = {} }: Conversation, user: string, question: string, now: number): NonNullable<Conversation['last']> {
  const fresh = Object.entries(last).filter(([, { at }]) => now - at <= FOLLOW_UP_MILLISECONDS);
  return { ...Object.fromEntries(fresh), [user]: { question, at: now } };
}

/** The documents of a list that the dossier still has. */
export function standing(dossier: Dossier, files: readonly string[]): readonly string[] {
  return files.filter((file) => documentByFile(dossier, file) !== null);
}
