import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { addFile } from '../../../bot/add-file.js';
import { openMemory } from '../../../bot/memory/index.js';
import { openInbox } from '../../../bot/receiving/index.js';
import { citationAt, Ledger, ledgerEntry } from '../../../retrieval/evidence/index.js';
import { openDossier, UserError, type Dossier } from '../../../retrieval/index.js';
import { makeReadOnly, openSmallDisk, type SmallDisk } from '../../support/disks.js';
import { plainEmbedder } from '../programs/embedder.mjs';
import { evidenceText, uploadText } from '../programs/texts.mjs';
import type { Trial, TrialOptions, TrialResult } from '../trial.js';

/** A page of the disk: what is free is counted in these. In bytes. */
const PAGE = 4096;

export const fullDisk: Trial = {
  name: 'full-disk',
  about: 'the disk full at every page of every write (index, feedback, quotes, people, updates, uploads), and read-only: one error, nothing kept is lost',
  run,
};

interface Count {
  trials: number;
  faults: number;
  lost: number;
  wrong: number;
  readonly findings: string[];
}

async function run({ short, say }: TrialOptions): Promise<TrialResult> {
  const count: Count = { trials: 0, faults: 0, lost: 0, wrong: 0, findings: [] };
  await fillIndex(count, short ? 5 : 1);
  say(`index: ${count.trials} fillings`);
  await fillMemory(count, short ? 8 : 40);
  say(`and what the bot keeps: ${count.trials} writes`);
  await readOnly(count);
  return count;
}

/** `current` and the generation that it names: what is kept beside them (what was read and embedded so far) only saves time. */
function snapshot(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)));
  return files
    .filter((file) => /^(?:current$|g-)/u.test(file))
    .map((file) => `${file} ${readFileSync(join(folder, file)).toString('base64')}`)
    .sort()
    .join('\n');
}

function writeNotes(folder: string, count: number): void {
  for (let at = 0; at < count; at += 1)
    writeFileSync(join(folder, `note ${at}.txt`), `La note ${at}\n\n${`Le préfet numéro ${at} a écrit ${at + 3} lettres au ministre. `.repeat(12)}\n`);
}

const open = (folder: string, index: string): Promise<Dossier> => openDossier({ folder, index, embedder: plainEmbedder() });

/** With room for 0, 1, 2… pages until the index is written: one error in words and the index as it was, or the new one. */
async function fillIndex(count: Count, pagesAStep: number): Promise<void> {
  const disk = openSmallDisk(16 * 1024 * 1024);
  const folder = mkdtempSync(join(tmpdir(), 'torture-full-'));
  const index = join(disk.folder, 'index');
  try {
    writeNotes(folder, 2);
    await (await open(folder, index)).close();
    const before = snapshot(index);
    writeNotes(folder, 24);
    for (let room = 0; ; room += pagesAStep * PAGE) {
      disk.fill(room);
      count.trials += 1;
      try {
        const dossier = await open(folder, index);
        disk.empty();
        if (dossier.documents().length !== 24) fault(count, `index, ${room} bytes free: ${dossier.documents().length} documents`);
        await dossier.close();
        return;
      } catch (error) {
        count.faults += 1;
        disk.empty();
        if (!(error instanceof UserError) || !/make room/u.test(error.message)) fault(count, `index, ${room} bytes free: ${(error as Error).stack ?? ''}`);
        if (snapshot(index) !== before) fault(count, `index, ${room} bytes free: it is not as it was`);
      }
    }
  } finally {
    disk.close();
    rmSync(folder, { recursive: true });
  }
}

/** Something that is kept: how it is written, and whether it is there, whole, when everything is opened again. */
interface Keeping {
  readonly what: string;
  readonly write: (number: number) => Promise<unknown>;
  readonly isThere: (number: number) => Promise<boolean>;
}

async function fillMemory(count: Count, rounds: number): Promise<void> {
  const disk = openSmallDisk(2 * 1024 * 1024);
  try {
    for (let round = 0; round < rounds; round += 1) await fillOnce(count, disk, round);
  } finally {
    disk.close();
  }
}

async function fillOnce(count: Count, disk: SmallDisk, round: number): Promise<void> {
  const data = join(disk.folder, `data ${round}`);
  const dossier = join(disk.folder, `dossier ${round}`);
  mkdirSync(dossier, { recursive: true });
  mkdirSync(data, { recursive: true });
  const document = evidenceText();
  const long = 'é'.repeat(700);
  let memory = openMemory(data);
  let inbox = openInbox(join(data, 'inbox.jsonl'));
  let ledger = await Ledger.open(join(data, 'quotes.jsonl'));
  const noteOf = (number: number) => {
    const { start, end } = document.spans[number % document.spans.length]!;
    return ledgerEntry({ ...document, hash: document.hashOf(number) }, citationAt(document, start, end), new Date(0));
  };
  const outside = mkdtempSync(join(tmpdir(), 'torture-upload-'));
  const keepings: readonly Keeping[] = [
    {
      what: 'feedback',
      write: (number) =>
        memory.feedback.add({
          at: '',
          answer: `answer-${number}`,
          user: 1,
          useful: true,
          question: long,
          language: 'fr',
          verdict: 'answered',
          file: null,
          quote: null,
        }),
      isThere: async (number) => (await memory.feedback.all()).some(({ answer, question }) => answer === `answer-${number}` && question === long),
    },
    {
      what: 'person',
      write: async (number) => {
        await memory.people.write(String(number), { name: long });
      },
      isThere: async (number) => (await memory.people.read(String(number)))?.name === long,
    },
    {
      what: 'quote',
      write: (number) => ledger.record([noteOf(number)]),
      isThere: (number) => Promise.resolve(ledger.get(noteOf(number).id)?.quote === noteOf(number).quote),
    },
    {
      what: 'update',
      write: (number) => inbox.add([{ update_id: number, message: { text: long } } as never]),
      isThere: (number) => Promise.resolve(inbox.leftOver.some((update) => update.update_id === number && update.message?.text === long)),
    },
    {
      what: 'upload',
      write: (number) => {
        writeFileSync(join(outside, 'upload'), uploadText(number));
        return addFile(join(outside, 'upload'), dossier, `note ${number}.txt`);
      },
      isThere: (number) =>
        Promise.resolve(
          readdirSync(dossier).includes(`note ${number}.txt`) && readFileSync(join(dossier, `note ${number}.txt`), 'utf8') === uploadText(number),
        ),
    },
  ];
  const kept: { readonly keeping: Keeping; readonly number: number }[] = [];
  for (let number = 0; number < 10; number += 1) {
    // Full, or with some pages left, then with room again: what is written next must not be glued to what broke off.
    if (number % 3 === 2) disk.empty();
    else disk.fill(((round + number) % 7) * PAGE);
    for (const keeping of keepings) {
      count.trials += 1;
      try {
        await keeping.write(number);
        kept.push({ keeping, number });
      } catch (error) {
        count.faults += 1;
        if (!/ENOSPC|no space/u.test(String(error))) fault(count, `${keeping.what} ${number} of round ${round}: ${(error as Error).stack ?? ''}`);
      }
    }
  }
  disk.empty();
  // A process that ends and starts again.
  await inbox.close();
  memory = openMemory(data);
  inbox = openInbox(join(data, 'inbox.jsonl'));
  ledger = await Ledger.open(join(data, 'quotes.jsonl'));
  for (const { keeping, number } of kept) {
    if (await keeping.isThere(number)) continue;
    count.lost += 1;
    count.findings.push(`${keeping.what} ${number} of round ${round} was kept on a full disk and is gone`);
  }
  for (const name of readdirSync(dossier))
    if (readFileSync(join(dossier, name), 'utf8') !== uploadText(Number(/\d+/u.exec(name)?.[0]))) fault(count, `${name} of round ${round} is not whole`);
  await inbox.close();
  rmSync(data, { recursive: true });
  rmSync(dossier, { recursive: true });
  rmSync(outside, { recursive: true });
}

/** A read-only index is used as it is; where it must be written, one error says so, and the index stays. */
async function readOnly(count: Count): Promise<void> {
  const base = mkdtempSync(join(tmpdir(), 'torture-readonly-'));
  const [folder, index] = [join(base, 'dossier'), join(base, 'index')];
  mkdirSync(folder);
  writeNotes(folder, 2);
  await (await open(folder, index)).close();
  const before = snapshot(index);
  const undo = makeReadOnly(index);
  try {
    count.trials += 2;
    count.faults += 2;
    const dossier = await open(folder, index);
    if ((await dossier.ask('Combien de lettres le préfet numéro 1 a-t-il écrites ?')).passages.length === 0) fault(count, 'a read-only index answers nothing');
    await dossier.close();
    writeNotes(folder, 4);
    const error = await open(folder, index).then(
      () => null,
      (reason: unknown) => reason,
    );
    if (!(error instanceof UserError) || !/EROFS/u.test(error.message)) fault(count, `a read-only index: ${String(error)}`);
    if (snapshot(index) !== before) fault(count, 'a read-only index is not as it was');
  } finally {
    undo();
    rmSync(base, { recursive: true });
  }
}

function fault(count: Count, finding: string): void {
  count.wrong += 1;
  count.findings.push(finding);
}
