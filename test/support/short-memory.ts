import { join } from 'node:path';
import { MemorySessionStorage } from 'grammy';
import { openFeedback } from '../../bot/memory/feedback.js';
import { openGuests } from '../../bot/memory/guests.js';
import type { KeptAnswer } from '../../bot/memory/kept-answer.js';
import type { Conversation, KeptReport, Memory, Person, Upload } from '../../bot/memory/memory.js';
import { openQuotes } from '../../bot/memory/quotes.js';

/** A memory that ends with the process, but for feedback and uploads, which need a folder. */
export function openShortMemory(folder: string): Memory {
  return {
    people: new MemorySessionStorage<Person>(),
    conversations: new MemorySessionStorage<Conversation>(),
    answers: new MemorySessionStorage<KeptAnswer>(),
    uploads: new MemorySessionStorage<Upload>(),
    feedback: openFeedback(join(folder, 'feedback.jsonl')),
    reports: new MemorySessionStorage<KeptReport>(),
    quotes: openQuotes(join(folder, 'quotes.jsonl')),
    guests: openGuests(join(folder, 'access')),
    uploadFolder: join(folder, 'arriving'),
    forgetOld: () => Promise.resolve(),
  };
}
