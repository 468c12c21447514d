// Writes what the bot keeps, over and over, and says on standard output what is safe: one line each, after the promise is kept. Usage: remember.mjs DATA DOSSIER FIRST
import { writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { addFile } from '../../../dist/bot/add-file.js';
import { openMemory } from '../../../dist/bot/memory/index.js';
import { openInbox } from '../../../dist/bot/receiving/index.js';
import { citationAt, ledgerEntry } from '../../../dist/retrieval/evidence/index.js';
import { evidenceText, uploadText } from './texts.mjs';

const [data, dossier, first] = process.argv.slice(2);
const memory = openMemory(data);
const inbox = openInbox(join(data, 'inbox.jsonl'));
const say = (what, number) => void writeSync(1, `${what} ${number}\n`);
const document = evidenceText();
say('begun', 0);

for (let number = Number(first); ; number += 1) {
  const { start, end } = document.spans[number % document.spans.length];
  const upload = join(data, `upload-${number}`);
  writeFileSync(upload, uploadText(number));
  await Promise.all([
    memory.feedback
      .add({
        at: new Date(0).toISOString(),
        answer: `answer-${number}`,
        user: 1,
        useful: true,
        question: `Question ${number} ?`,
        language: 'fr',
        verdict: 'answered',
        file: 'a.txt',
        quote: 'Un mot.',
      })
      .then(() => say('feedback', number)),
    memory.people.write('1', { name: `name ${number}`, language: 'fr' }).then(() => say('person', number)),
    memory.conversations.write('7', { scope: [`file ${number}`] }).then(() => say('conversation', number)),
    memory.quotes
      .record([
        ledgerEntry(
          { ...document, file: `${number}.txt`, hash: document.hashOf(number) },
          citationAt({ ...document, file: `${number}.txt` }, start, end),
          new Date(0),
        ),
      ])
      .then(() => say('quote', number)),
    inbox.add([{ update_id: number, message: { text: `Question ${number} ?` } }]).then(() => say('update', number)),
    addFile(upload, dossier, `note ${number}.txt`).then(() => say('upload', number)),
  ]);
}
