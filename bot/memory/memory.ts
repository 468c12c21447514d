import { join } from 'node:path';
import type { StorageAdapter } from 'grammy';
import type { Language } from '../languages.js';
import { FileStorage } from './file-storage.js';
import { openGuests, type Guests } from './guests.js';
import { openFeedback, type FeedbackBook } from './feedback.js';
import type { KeptAnswer } from './kept-answer.js';
import { openQuotes, type QuoteBook } from './quotes.js';

/** What is kept of a person, under their Telegram id. */
export interface Person {
  /** Chosen with /language; absent: after Telegram. */
  readonly language?: Language;
  /** ISO time at which Telegram said that they blocked the bot; absent once they are back. */
  readonly blocked?: string;
  /** ISO day of the last question. */
  readonly lastSeen?: string;
  /** First name as Telegram gives it, for the admins' list. */
  readonly name?: string;
}

/** A question and the message that answers it, so that an edited question edits its answer, and a reply finds its document. */
export interface Turn {
  /** Message ids in this chat; no question's when a button asked it. */
  readonly questionMessage: number | null;
  readonly answerMessage: number;
  /** Key of the kept answer; `null` when the reply was not an answer from the dossier. */
  readonly answer: string | null;
  /** The document that the message shows first. */
  readonly file: string | null;
}

/** What is kept of a chat, under its id. */
export interface Conversation {
  /** Documents that questions are limited to; absent or empty: all. */
  readonly scope?: readonly string[];
  /** The last question of each person here, as it was searched, for follow-ups. */
  readonly last?: Readonly<Record<string, { readonly question: string; readonly at: number }>>;
  /** The latest turns, oldest first, at most `MOST_TURNS`. */
  readonly turns?: readonly Turn[];
  /** In groups: answers go to the asker in private. Absent: as the dossier's access says. */
  readonly inPrivate?: boolean;
}

/** A document sent by an admin and not yet added, or added and not yet beyond undoing; under a short id. */
export interface Upload {
  readonly user: number;
  readonly fileId: string;
  readonly name: string;
  readonly bytes: number;
  /** The file's name in the dossier once added. */
  readonly addedAs?: string;
}

/** What a report was asked for; its pages are worked out again when they are turned. */
export interface KeptReport {
  readonly kind: 'verify' | 'coverage' | 'chronology';
  /** The quote to check, or the subject; empty for a chronology of everything. */
  readonly text: string;
  readonly chat: number;
  /** Documents that it is limited to; absent: all. */
  readonly scope?: readonly string[];
}

/** All that the bot remembers. Each part is a grammY storage, so another adapter takes its place when the index is in PostgreSQL. */
export interface Memory {
  readonly people: StorageAdapter<Person>;
  readonly conversations: StorageAdapter<Conversation>;
  readonly answers: StorageAdapter<KeptAnswer>;
  readonly uploads: StorageAdapter<Upload>;
  readonly feedback: FeedbackBook;
  /** Reports whose pages can still be turned. */
  readonly reports: StorageAdapter<KeptReport>;
  /** The quotes given out, for good. */
  readonly quotes: QuoteBook;
  /** Who may ask besides ALLOWED_USERS. */
  readonly guests: Guests;
  /** Folder for files on their way into the dossier. */
  readonly uploadFolder: string;
  /** Forgets answers, reports and uploads kept for long enough: at the opening, and once a day. */
  forgetOld(): Promise<void>;
}

/** Turns kept a chat: enough to reply to anything still on the screen. */
export const MOST_TURNS = 50;

/** How long the buttons of an answer work: our choice; the questions of a story's last three months. */
const KEEP_ANSWERS_MILLISECONDS = 90 * 24 * 3600 * 1000;

/** How long an upload can still be added or undone. */
const KEEP_UPLOADS_MILLISECONDS = 7 * 24 * 3600 * 1000;

/** Opens what is kept in a folder, making it when it is not there. */
export function openMemory(folder: string): Memory {
  const answers = new FileStorage<KeptAnswer>(join(folder, 'answers'));
  const uploads = new FileStorage<Upload>(join(folder, 'uploads'));
  const reports = new FileStorage<KeptReport>(join(folder, 'reports'));
  return {
    people: new FileStorage<Person>(join(folder, 'people')),
    conversations: new FileStorage<Conversation>(join(folder, 'conversations')),
    answers,
    uploads,
    reports,
    feedback: openFeedback(join(folder, 'feedback.jsonl')),
    quotes: openQuotes(join(folder, 'quotes.jsonl')),
    guests: openGuests(join(folder, 'access')),
    uploadFolder: join(folder, 'arriving'),
    forgetOld: () => forgetOld({ answers, uploads, reports }),
  };
}

interface Forgetful {
  forgetAfter(milliseconds: number): Promise<void>;
}

/** Forgets what has been kept for long enough. */
export async function forgetOld({ answers, uploads, reports }: Readonly<Record<'answers' | 'uploads' | 'reports', Forgetful>>): Promise<void> {
  await answers.forgetAfter(KEEP_ANSWERS_MILLISECONDS);
  await uploads.forgetAfter(KEEP_UPLOADS_MILLISECONDS);
  await reports.forgetAfter(KEEP_ANSWERS_MILLISECONDS);
}

/** Changes the value of a key; an absent one counts as `{}`. Updates of one chat come one at a time, so nothing is lost between the two. */
export async function change<T extends object>(storage: StorageAdapter<T>, key: number | string, changed: (value: Partial<T>) => T): Promise<T> {
  const value = changed((await storage.read(String(key))) ?? {});
  await storage.write(String(key), value);
  return value;
}
