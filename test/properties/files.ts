import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc, { type Arbitrary } from 'fast-check';
import type { Update } from 'grammy/types';
import { FileStorage } from '../../bot/memory/file-storage.js';
import { openFeedback, questionCandidates, type Feedback } from '../../bot/memory/feedback.js';
import { openInbox } from '../../bot/receiving/inbox.js';
import { projectRoot } from '../../embeddings/project-root.js';
import { readBytes } from '../../retrieval/documents/file/read-bytes.js';
import { dateInName, findDate, isIsoDate, readDate } from '../../retrieval/documents/text/date.js';
import { contentOf, documentOf } from '../../retrieval/documents/document-of.js';
import { decode } from '../../retrieval/documents/formats/encoding.js';
import { recognise, type Format } from '../../retrieval/documents/file/format.js';
import { readIgnored } from '../../retrieval/documents/folder/ignored.js';
import { DEFAULT_LIMITS } from '../../retrieval/documents/limits.js';
import { readMetadata } from '../../retrieval/documents/folder/metadata.js';
import { NotReadable } from '../../retrieval/documents/file/reader.js';
import { UserError } from '../../retrieval/errors.js';
import { parseQuestions } from '../../retrieval/evaluation/questions/questions.js';
import { citationAt } from '../../retrieval/evidence/evidence-document.js';
import { Ledger, ledgerEntry } from '../../retrieval/evidence/citations/ledger.js';
import { splitDocument } from '../../retrieval/passages/split.js';
import { documentOf as evidenceDocument } from '../retrieval/evidence/documents.js';
import { splitsPair } from '../support/soundness.js';
import { property, type Property } from './property.js';
import { anyText, INJECTIONS, wellFormedText } from './texts.js';

/** Lines that a crash, a disk or a hand may have left in a file of one JSON object a line. */
const garbage: Arbitrary<string> = fc.oneof(
  anyText(8).map((text) => text.replaceAll('\n', ' ')),
  fc.json().map((json) => json.replaceAll('\n', ' ')),
  fc.constantFrom(
    '',
    '{',
    '{}',
    '[]',
    'null',
    '{"come":null}',
    '{"come":{}}',
    '{"come":{"update_id":"1"}}',
    '{"done":null}',
    '{"begun":{}}',
    '{"answer":"x"}',
    '{"answer":"x","verdict":"none"}',
    '{"__proto__":{"done":1}}',
    '\u0000\u0000\u0000',
    '{"id":"0123456789abcdef"}',
  ),
  fc.constantFrom(...INJECTIONS).map((text) => text.replaceAll('\n', ' ')),
);

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'properties-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One clear line, and short enough to be read. */
function assertOneLine(message: string): void {
  assert.doesNotMatch(message, /[\r\n]/u);
  assert(message.length < 1000, message);
}

const press = fc
  .record({ answer: fc.string({ maxLength: 8 }), user: fc.nat(5), useful: fc.boolean(), question: anyText(5), quote: fc.option(anyText(5)) })
  .map((given): Feedback => ({ at: '2025-01-01T00:00:00.000Z', language: 'fr', verdict: 'answered', file: given.quote === null ? null : 'a.txt', ...given }));

const bytes: Arbitrary<Uint8Array> = fc.oneof(
  fc.uint8Array({ maxLength: 400 }),
  fc.tuple(anyText(40), fc.constantFrom<BufferEncoding>('utf8', 'utf16le', 'latin1')).map(([text, encoding]) => new Uint8Array(Buffer.from(text, encoding))),
  fc
    .tuple(anyText(20), fc.uint8Array({ maxLength: 20 }), anyText(20))
    .map(([before, inside, after]) => new Uint8Array(Buffer.concat([Buffer.from(before), inside, Buffer.from(after)]))),
  fc
    .tuple(fc.constantFrom([0xff, 0xfe], [0xfe, 0xff], [0xef, 0xbb, 0xbf]), fc.uint8Array({ maxLength: 200 }))
    .map(([mark, rest]) => Uint8Array.from([...mark, ...rest])),
);

const tag = fc.constantFrom(
  '<p>',
  '</p>',
  '<table><tr><td>',
  '</table>',
  '<script>',
  '</script>',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<style>',
  '<title>',
  '<h1>',
  '<h9>',
  '<br/>',
  '<a href="',
  '">',
  '&#xD83D;',
  '&#0;',
  '&#x110000;',
  '&amp',
  '&lt;',
  '<article>',
  '<svg><p>',
  '<template>',
  '<b><i></b></i>',
  '<meta charset=x-unknown>',
  '<html lang=',
  '<!DOCTYPE',
);
const html: Arbitrary<string> = fc.array(fc.oneof(tag, anyText(3)), { maxLength: 40 }).map((parts) => parts.join(''));
const mark = fc.constantFrom(
  '# ',
  '## ',
  '- ',
  '1. ',
  '> ',
  '```\n',
  '`',
  '**',
  '_',
  '| a | b |\n|---|---|\n',
  '| x |\n',
  '[a](b)',
  '![a](b "c")',
  '[^1]',
  '[^1]: note',
  '---\n',
  '---\ntitle: "x\ndate: 2024-13-45\n---\n',
  '\n\n',
  '\n',
  '    ',
  '<b>',
  '&copy;',
  '\\',
  '***\n',
);
const markdown: Arbitrary<string> = fc.array(fc.oneof(mark, anyText(2)), { maxLength: 40 }).map((parts) => parts.join(''));
const header = fc.constantFrom(
  'From: a@example.org\r\n',
  'Subject: =?utf-8?B?4pi6?=\r\n',
  'Subject: =?x?Q?=ZZ?=\r\n',
  'Date: Tue, 99 Foo 2025 25:61:61 +9999\r\n',
  'MIME-Version: 1.0\r\n',
  'Content-Type: multipart/mixed; boundary="b"\r\n',
  'Content-Type: text/html; charset=utf-7\r\n',
  'Content-Type: text/plain; charset=utf-16\r\n',
  'Content-Transfer-Encoding: base64\r\n',
  'Content-Transfer-Encoding: quoted-printable\r\n',
  '\r\n',
  '--b\r\n',
  '--b--\r\n',
  'Content-Disposition: attachment; filename="../../x\u0000.txt"\r\n',
  'Content-Type: message/rfc822\r\n',
);
const mail: Arbitrary<string> = fc
  .array(fc.oneof({ weight: 3, arbitrary: header }, { weight: 1, arbitrary: anyText(3) }), { maxLength: 30 })
  .map((parts) => `From: a@example.org\r\nMIME-Version: 1.0\r\n${parts.join('')}`);

/** Small real files of every format that is read, changed a little. */
const GOOD = join(projectRoot, 'test/files/good');
const files = readdirSync(GOOD)
  .filter((name) => !/\.(?:jpg|png)$|scan/u.test(name))
  .map((name) => ({ name, bytes: new Uint8Array(readFileSync(join(GOOD, name))) }))
  .filter((file) => file.bytes.length < 40_000);
const damaged = fc
  .record({
    file: fc.constantFrom(...files),
    flips: fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })), { maxLength: 6 }),
    cut: fc.option(fc.nat()),
    doubled: fc.boolean(),
  })
  .map(({ file: { name, bytes: whole }, flips, cut, doubled }) => {
    const changed = cut === null ? Uint8Array.from(whole) : whole.slice(0, cut % whole.length);
    for (const [at, by] of flips) if (changed.length > 0) changed[at % changed.length]! ^= by;
    return { name, bytes: doubled ? Uint8Array.from([...changed, ...changed]) : changed };
  });

/** A file read to a document that can be split, or refused with one reason; any other error is a fault of the reader, which the reading process would report as such. */
async function assertRead(content: Uint8Array, format: Format, name: string): Promise<void> {
  let result;
  try {
    result = await readBytes(Uint8Array.from(content), format, name, { limits: { ...DEFAULT_LIMITS, pictures: 0 }, onPicture: () => undefined });
  } catch (error) {
    assert(error instanceof NotReadable, `${name}: ${(error as Error).stack ?? String(error)}`);
    assertOneLine(error.message);
    return;
  }
  const { text, pages, structure, parts } = result;
  assert(text.isWellFormed(), 'half a character in a text as read');
  if (pages !== null) for (const [at, start] of pages.entries()) assert(start >= (pages[at - 1] ?? 0) && start <= text.length);
  const document = documentOf(name, contentOf('0'.repeat(64), result));
  assert(document.title !== '' && document.title.isWellFormed());
  assert(document.date === null || isIsoDate(document.date), String(document.date));
  assert(document.link === null || /^https?:/u.test(document.link));
  for (const { start, end } of splitDocument({ file: name, text, ...(structure && { structure }) }).passages)
    assert(start < end && end <= text.length && !splitsPair(text, start) && !splitsPair(text, end));
  assert((parts ?? []).length <= 400);
}

export const fileProperties: readonly Property[] = [
  property(
    'the ledger keeps every whole entry, whatever else stands in its file',
    fc.tuple(fc.array(fc.oneof(garbage, fc.constant(null)), { maxLength: 8 }), anyText(3)),
    ([lines, torn]) =>
      inFolder(async (folder) => {
        const path = join(folder, 'quotes.jsonl');
        const document = evidenceDocument('a.txt', 'Une phrase. Deux phrases. Trois phrases, et davantage de mots.');
        const kept: string[] = [];
        for (const [at, line] of lines.entries()) {
          if (line !== null) {
            appendFileSync(path, `${line}\n`);
            continue;
          }
          const entry = ledgerEntry(document, citationAt(document, at, at + 9), new Date(0));
          const ledger = await Ledger.open(path);
          await ledger.record([entry]);
          kept.push(entry.id);
        }
        appendFileSync(path, torn.replaceAll('\n', ''));
        const ledger = await Ledger.open(path);
        assert.deepEqual(
          ledger.entries().map(({ id }) => id),
          kept,
        );
        await ledger.compact();
        const again = await Ledger.open(path);
        assert.deepEqual(
          again.entries().map(({ id }) => id),
          kept,
        );
      }),
    { share: 0.3 },
  ),
  property(
    'feedback keeps every press, whatever else stands in its file',
    fc.array(fc.oneof(garbage, press), { maxLength: 10 }),
    (lines) =>
      inFolder(async (folder) => {
        const file = join(folder, 'feedback.jsonl');
        const book = openFeedback(file);
        const latest = new Map<string, Feedback>();
        for (const line of lines) {
          if (typeof line === 'string') {
            // A line that happens to be a press is one.
            appendFileSync(file, line);
            continue;
          }
          await book.add(line);
          const key = `${line.answer} ${line.user}`;
          latest.delete(key);
          latest.set(key, line);
        }
        const all = await book.all();
        assert.deepEqual(all, [...latest.values()]);
        for (const candidate of questionCandidates(all)) assert.equal(typeof candidate.question, 'string');
      }),
    { share: 0.3 },
  ),
  property(
    'the inbox keeps every update that is not done, whatever else stands in its file',
    fc.array(fc.oneof({ weight: 1, arbitrary: garbage }, { weight: 2, arbitrary: fc.integer({ min: 0, max: 9 }) }), { maxLength: 12 }),
    (steps) =>
      inFolder(async (folder) => {
        const path = join(folder, 'inbox.jsonl');
        const waiting = new Set<number>();
        const done = new Set<number>();
        for (const step of steps) {
          if (typeof step === 'string') {
            appendFileSync(path, `${step}\n`);
            continue;
          }
          const inbox = openInbox(path);
          assert.deepEqual(
            inbox.leftOver.map(({ update_id }) => update_id),
            [...waiting],
          );
          const update = { update_id: step, message: { text: '\uD83D é\n' } } as unknown as Update;
          assert.equal((await inbox.add([update])).length, waiting.has(step) || done.has(step) ? 0 : 1);
          if (!done.has(step)) waiting.add(step);
          if (step % 3 === 0) {
            inbox.done(step);
            waiting.delete(step);
            done.add(step);
          }
          await inbox.close();
        }
      }),
    { share: 0.2 },
  ),
  property(
    'a kept value whose file was damaged is gone, and no more than that',
    fc.tuple(fc.oneof(garbage, fc.json()), anyText(3)),
    ([content, key]) =>
      inFolder(async (folder) => {
        writeFileSync(join(folder, 'a.json'), content);
        const storage = new FileStorage<object>(folder);
        const value = await storage.read('a');
        assert.notStrictEqual(value, null);
        await storage.write('b', { text: key });
        assert.deepEqual(await new FileStorage<object>(folder).read('b'), { text: key });
        if (!/^[\w-]{1,64}$/u.test(key)) await assert.rejects(storage.read(key), RangeError);
      }),
    { share: 0.3 },
  ),
  property('any bytes are a text or refused with one reason', bytes, async (content) => {
    try {
      const { text } = await decode(content);
      assert(text.isWellFormed());
      assert(!text.includes('\0'));
    } catch (error) {
      assert(error instanceof NotReadable, String(error));
      assertOneLine(error.message);
    }
  }),
  property(
    'a file of any bytes is recognised as something, and read or refused with one reason',
    fc.tuple(bytes, fc.constantFrom('a.txt', 'a.md', 'a.html', 'a.csv', 'a.eml', 'a.rtf', 'a.xlsx', 'a', '.')),
    async ([content, name]) => {
      const found = recognise(content, name);
      if ('format' in found && found.format !== 'picture' && found.format !== 'pdf') await assertRead(content, found.format, name);
    },
  ),
  property('any web page is read or refused with one reason', html, (text) => assertRead(Buffer.from(text), 'html', 'a.html')),
  property('any Markdown is read or refused with one reason', markdown, (text) => assertRead(Buffer.from(text), 'markdown', 'a.md')),
  property('any mail is read or refused with one reason', mail, (text) => assertRead(Buffer.from(text), 'mail', 'a.eml')),
  property(
    'any table is read or refused with one reason',
    fc.array(fc.oneof(fc.constantFrom(',', ';', '\t', '"', '""', '\n', '\r\n', '=1+1', '1,5'), anyText(2)), { maxLength: 40 }),
    (parts) => assertRead(Buffer.from(parts.join('')), 'csv', 'a.csv'),
  ),
  property(
    'a real file with some bytes changed, cut or doubled is read or refused with one reason',
    damaged,
    async ({ name, bytes: content }) => {
      const found = recognise(content, name);
      if ('format' in found) await assertRead(content, found.format, name);
    },
    { share: 0.1 },
  ),
  property(
    'a date is one of the calendar, or none',
    fc.oneof(
      anyText(6),
      fc
        .array(fc.constantFrom('31', '30', '0', '2024', '02', '/', '-', '.', ' ', 'février', 'May', 'er', '1', '99', 'le', ','), { maxLength: 8 })
        .map((parts) => parts.join('')),
    ),
    (text) => {
      for (const date of [readDate(text), findDate(text), findDate(`Titre\n${text}\n\nTexte.`), dateInName(text)])
        assert(date === null || isIsoDate(date), String(date));
    },
  ),
  property(
    'any dossier.json is taken or refused with one line that names the file',
    fc.oneof(
      garbage,
      fc.json(),
      fc
        .record({
          documents: fc.dictionary(
            anyText(2),
            fc.oneof(
              fc.record(
                {
                  title: anyText(2),
                  date: fc.constantFrom('2025', '2025-02-30', 5, ''),
                  link: fc.constantFrom('http://a.org', 'javascript:alert(1)', 'file:///x', 'http://', 'https://[::1]/'),
                },
                { requiredKeys: [] },
              ),
              fc.jsonValue(),
            ),
          ),
        })
        .map((value) => JSON.stringify(value)),
    ),
    (content) =>
      inFolder(async (folder) => {
        writeFileSync(join(folder, 'dossier.json'), content);
        try {
          for (const { title, date, link } of (await readMetadata(folder)).values()) {
            assert(title === undefined || (title.trim() !== '' && title.isWellFormed()), JSON.stringify(title));
            assert(date === undefined || isIsoDate(date));
            assert(link === undefined || /^https?:/iu.test(link));
          }
        } catch (error) {
          assert(error instanceof UserError, String((error as Error).stack));
          assert(error.message.startsWith(`reading ${join(folder, 'dossier.json')}: `));
          assertOneLine(error.message);
        }
      }),
    { share: 0.5 },
  ),
  property(
    'any .dossierignore leaves files in or out',
    fc.tuple(
      fc.array(fc.oneof(fc.constantFrom('*', '**', '/', '!', '[', ']', '[z-a]', '\\', '#', 'a', '.txt', '?', '{a,b}', '(', '+', '\n'), anyText(1)), {
        maxLength: 12,
      }),
      wellFormedText(2),
    ),
    ([parts, name]) =>
      inFolder(async (folder) => {
        writeFileSync(join(folder, '.dossierignore'), parts.join(''));
        const ignored = await readIgnored(folder);
        for (const file of [`${name.replaceAll(/[\p{Cc}/]/gu, '')}a.txt`, 'sous/dossier/', 'b']) assert.equal(typeof ignored(file), 'boolean');
      }),
    { share: 0.3 },
  ),
  property(
    'any questions.jsonl is read or refused with one line',
    fc.array(
      fc.oneof(
        garbage,
        fc.record({ id: anyText(1), question: wellFormedText(3), gold: fc.array(fc.record({ file: anyText(1) })) }).map((value) => JSON.stringify(value)),
      ),
      { maxLength: 5 },
    ),
    (lines) => {
      try {
        assert(parseQuestions(lines.join('\n'), 'questions.jsonl').length > 0);
      } catch (error) {
        assert(error instanceof UserError, String((error as Error).stack));
        assert.doesNotMatch(error.message, /[\r\n]/u);
      }
    },
  ),
];
