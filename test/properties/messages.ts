import assert from 'node:assert/strict';
import { FormattedString } from '@grammyjs/parse-mode';
import fc, { type Arbitrary } from 'fast-check';
import { callbackData, CALLBACK_LIMIT, readCallbackData, type Press } from '../../bot/callback-data.js';
import { speechIn, type Speech } from '../../bot/speech.js';
import * as messages from '../../bot/messages/index.js';
import { readFormattedText } from '../../bot/preview/limits/entities.js';
import { checkReplyMarkup } from '../../bot/preview/limits/keyboards.js';
import { headingQuestions } from '../../bot/suggestions.js';
import { answerJson } from '../../bot/terminal/answer-json.js';
import { answerText } from '../../bot/terminal/answer-text.js';
import { chronologyText } from '../../bot/terminal/chronology-text.js';
import { coverageText } from '../../bot/terminal/coverage-text.js';
import { styleFor } from '../../bot/terminal/style.js';
import { verifyText } from '../../bot/terminal/verify-text.js';
import type { Dossier } from '../../retrieval/dossier.js';
import {
  absenceInDossier,
  absenceText,
  checkCitation,
  chronologyInDossier,
  coverageInDossier,
  dossierDocuments,
  EmptyQuoteError,
  EmptySubjectError,
  ledgerEntry,
  packInDossier,
  verifyInDossier,
} from '../../retrieval/evidence/index.js';
import { createFakeDossier, type FakeText } from '../support/fake-dossier.js';
import { splitsPair } from '../support/soundness.js';
import { property, type Property } from './property.js';
import { anyText, INJECTIONS, prose, question, wellFormedText } from './texts.js';

const SPEECHES: readonly Speech[] = [speechIn('fr'), speechIn('en')];
const speechOf = fc.constantFrom(...SPEECHES);

/**
 * What Telegram takes, counted anew: 1 to 4,096 UTF-16 units, no half of a character, entities inside the text, not empty, 100 at most, no
 * more than 100 buttons with data of 1 to 64 bytes; then what the stand-in's own reading of the rules says.
 */
function assertSendable({ text, entities, keyboard }: messages.Message, limit: number = messages.MESSAGE_LIMIT): void {
  assert(text.length > 0 && text.length <= limit, `${text.length} characters`);
  assert(text.isWellFormed(), 'half a character');
  assert(entities.length <= 100, `${entities.length} entities`);
  for (const { offset, length } of entities) {
    assert(offset >= 0 && length > 0 && offset + length <= text.length, `entity ${offset}+${length} of ${text.length}`);
    assert(!splitsPair(text, offset) && !splitsPair(text, offset + length), `entity ${offset}+${length} cuts a character`);
  }
  const buttons = keyboard.flat();
  assert(buttons.length <= 100 && keyboard.every((row) => row.length > 0 && row.length <= 8), 'too many buttons');
  for (const button of buttons) {
    assert(button.text.trim() !== '' && button.text.isWellFormed(), `label ${JSON.stringify(button.text)}`);
    if ('callback_data' in button) {
      const bytes = Buffer.byteLength(button.callback_data);
      assert(bytes >= 1 && bytes <= CALLBACK_LIMIT, `${bytes} bytes of data`);
      assert(readCallbackData(button.callback_data) !== null, button.callback_data);
    }
    if ('copy_text' in button) assert(button.copy_text.text.length <= messages.COPY_LIMIT && button.copy_text.text.isWellFormed(), 'text to copy');
  }
  readFormattedText(text, entities);
  checkReplyMarkup({ inline_keyboard: keyboard });
}

const LINKS = [
  'https://example.org/a?b=c&d="e"',
  'http://localhost/rapport',
  'http://[::1]/x',
  'https://exämple.org/é',
  'http://intranet/doc',
  'https://user:pw@example.org:8080/#x',
  'http://1.2.3.4/',
  'https://example.org/%00',
  'http://a b.org',
];

/** A dossier of documents with strange texts, titles, names, dates and links. */
const dossiers: Arbitrary<Readonly<Record<string, FakeText>>> = fc
  .array(
    fc.record({
      name: fc.oneof(
        fc.constantFrom('a.txt', 'sous/dossier/b.pdf', '<b>.txt', '../x.txt', '\u202Egpj.txt', `${'é'.repeat(250)}.txt`, `${'👮'.repeat(120)}.txt`),
        wellFormedText(3).map((name) => `${name.replaceAll(/[\p{Cc}/]/gu, '')}.txt`),
      ),
      text: fc
        .array(
          fc.oneof(
            { weight: 20, arbitrary: prose },
            { weight: 20, arbitrary: wellFormedText(40) },
            { weight: 20, arbitrary: fc.constantFrom(...INJECTIONS) },
            { weight: 6, arbitrary: fc.constantFrom('# mot titre 2024\nle 3 mars 2024 mot', 'mot️') },
            { weight: 1, arbitrary: fc.constantFrom('mot '.repeat(1500), '👮'.repeat(3000)) },
          ),
          { minLength: 1, maxLength: 5 },
        )
        .map((paragraphs) => paragraphs.join('\n\nmot ')),
      title: fc.oneof(wellFormedText(6), fc.constantFrom(...INJECTIONS, '👮'.repeat(300))),
      date: fc.constantFrom(undefined, '2025-05-20', '2024-03', '2019'),
      source: fc.constantFrom(undefined, ...LINKS),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((given) =>
    Object.fromEntries(
      given.map(({ name, text, title, date, source }, at) => [
        `${at}${name}`,
        {
          text: `mot ${text}`.toWellFormed(),
          title: title.trim() === '' ? 'titre' : title,
          ...(date !== undefined && { date }),
          ...(source !== undefined && { source }),
        },
      ]),
    ),
  );

const proof = (): string => 'https://t.me/un_bot?start=c_0123456789abcdef12-ab-0123456789ab';
const linkIn =
  (dossier: Dossier) =>
  (file: string): string | null =>
    dossier.documents().find((document) => document.file === file)?.link ?? null;

/** Every page of an answer. */
async function assertAnswerPages(dossier: Dossier, asked: string, speech: Speech, canShare: boolean): Promise<void> {
  const answer = await dossier.ask(asked.slice(0, 4000).toWellFormed(), { top: messages.PASSAGES_AN_ANSWER });
  const { verdict, passages, searched } = answer;
  const shown: messages.ShownAnswer = {
    key: 'abcdEFGH',
    verdict,
    passages,
    searched,
    lost: canShare ? 2 : 0,
    searchedAs: canShare ? answer.question : null,
    scope: dossier
      .documents()
      .map(({ title }) => title)
      .slice(0, canShare ? 9 : 0),
    suggestions: headingQuestions(dossier.documents(), speech).slice(0, 3),
    cite: (file, start, end) => dossier.cite(file, start, end),
    link: linkIn(dossier),
    proof,
    canShare,
    rated: null,
  };
  const first = messages.answerPage(shown, 0, speech);
  const seen = new Set<string>();
  for (let page = 0; page < first.pages; page += 1) {
    const laid = messages.answerPage(shown, page, speech);
    assertSendable(laid);
    for (const { id } of laid.passages) seen.add(id);
    // What stands inside a quote is a slice of a document.
    for (const { type, offset, length } of laid.entities) {
      if (!type.endsWith('blockquote')) continue;
      const quote = laid.text.slice(offset, offset + length);
      assert(
        dossier.documents().some(({ file }) => dossier.text(file)!.includes(quote)),
        `no document says ${JSON.stringify(quote)}`,
      );
    }
  }
  assert.equal(seen.size, passages.length);
}

/** Signs that a terminal obeys or that turn the direction of writing, but for line ends and the styles of our own. */
const OBEYED = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/u;

export const messageProperties: readonly Property[] = [
  property(
    'every page of an answer fits into Telegram’s limits; its quotes are slices',
    fc.tuple(dossiers, question, speechOf, fc.boolean()),
    ([texts, asked, speech, share]) => assertAnswerPages(createFakeDossier(texts), asked, speech, share),
    { share: 2 },
  ),
  property(
    'a passage with its neighbours fits, however far it is grown',
    fc.tuple(dossiers, speechOf, fc.nat(25), fc.nat(25)),
    async ([texts, speech, before, after]) => {
      const dossier = createFakeDossier(texts);
      for (const { id, highlight, focus, start, end, file } of (await dossier.ask('mot', { top: 9 })).passages) {
        const stretch = messages.stretch(dossier, id, before, after)!;
        assert.equal(dossier.text(file)!.slice(stretch.citation.start, stretch.citation.end), stretch.citation.quote);
        // A passage that no message holds is never made: the splitter's longest has 2,000 characters.
        if (stretch.citation.quote.length > messages.STRETCH_LIMIT) continue;
        assertSendable(
          messages.passageMessage(
            {
              id,
              stretch,
              passage: { start, end },
              highlight: before > 3 ? null : highlight,
              focus,
              link: linkIn(dossier)(file),
              from: after > 3 ? null : { answer: 'abcdEFGH', page: 3 },
            },
            speech,
          ),
        );
      }
    },
  ),
  property('lists of documents, outlines, extracts and the menu fit', fc.tuple(dossiers, speechOf, fc.nat(4), anyText(6)), ([texts, speech, page, reason]) => {
    const dossier = createFakeDossier(texts);
    const documents = dossier.documents();
    const unreadable = [
      {
        file: `${reason.toWellFormed().replaceAll(/[\p{Cc}/]/gu, '')}x.pdf`,
        reason: { code: 'reader-failed', detail: reason.toWellFormed().repeat(20) } as const,
      },
    ];
    assertSendable(messages.sourcesMessage({ documents, unreadable, passages: 5 }, page, speech));
    assertSendable(
      messages.scopeMessage(
        documents,
        documents.slice(0, page).map(({ file }) => file),
        page,
        speech,
      ),
    );
    for (const document of documents) {
      assertSendable(messages.documentMessage(document, page, speech));
      assertSendable(messages.outlineMessage(document, page, speech));
    }
    const glimpses = documents.map((document) => ({ document, extract: page === 0 || document.characters < 3 ? null : dossier.cite(document.file, 0, 3) }));
    assertSendable(messages.glanceMessage({ items: glimpses, page: 0, pages: 2 }, speech));
  }),
  property(
    'every page of a checked quote, a coverage and a chronology fits',
    fc.tuple(dossiers, speechOf, fc.oneof(wellFormedText(40), prose, fc.constant('mot '.repeat(900))), fc.integer({ min: 3, max: 9 })),
    async ([texts, speech, text, every]) => {
      const dossier = createFakeDossier(texts);
      const around = { speech, proof, link: linkIn(dossier) };
      const pages = (blocks: readonly messages.ReportBlock[]): void => {
        for (let page = 0; page < 12; page += 1) assertSendable(messages.reportPage(blocks, 'abcdEFGH', page, speech));
      };
      // The documents' own words, some of them changed, make the longest lists of differences.
      const altered = Object.values(texts)
        .map((one) => one.text)
        .join(' ')
        .split(' ')
        .map((word, at) => (at % every === 0 ? 'autrement' : word))
        .join(' ')
        .slice(0, 6000)
        .toWellFormed();
      try {
        for (const quote of [text, altered]) pages(messages.verifyBlocks(verifyInDossier(dossier, quote), around));
      } catch (error) {
        assert(error instanceof EmptyQuoteError, String((error as Error).stack));
      }
      try {
        pages(messages.coverageBlocks(await coverageInDossier(dossier, text.slice(0, 4000).toWellFormed()), around));
      } catch (error) {
        assert(error instanceof EmptySubjectError || /expected, found none/u.test(String(error)), String((error as Error).stack));
      }
      pages(messages.chronologyBlocks(chronologyInDossier(dossier), text, around));
    },
    { share: 1.5 },
  ),
  property(
    'the report of a search fits, whatever was asked',
    fc.tuple(dossiers, fc.oneof(question, fc.constant(Array.from({ length: 700 }, (_, at) => `mot${at}`).join(' '))), speechOf),
    async ([texts, asked, speech]) => {
      const dossier = createFakeDossier(texts);
      const answer = await dossier.ask(asked.slice(0, 4000).toWellFormed());
      const [first] = answer.passages;
      const unread = Array.from({ length: 20 }, () => ({ file: '👮'.repeat(100), reason: { code: 'reader-failed', detail: asked } as const }));
      const report = absenceInDossier(dossier, { ...answer, searched: { ...answer.searched, unread } });
      assertSendable(
        messages.absenceMessage(answer.question, absenceText(report, speech.language), first ? dossier.cite(first.file, ...first.highlight) : null, speech),
      );
    },
  ),
  property(
    'what has become of a quote fits, whatever the quote was',
    fc.tuple(dossiers, dossiers, speechOf, fc.nat(), fc.nat()),
    ([textsThen, textsNow, speech, at, length]) => {
      const [before, now] = [createFakeDossier(textsThen), createFakeDossier(textsNow)];
      const document = dossierDocuments(before)[0]!;
      const start = at % document.text.length;
      const end = Math.min(document.text.length, start + 1 + (length % 9000));
      if (splitsPair(document.text, start) || splitsPair(document.text, end)) return;
      const entry = ledgerEntry(document, before.cite(document.file, start, end), new Date(0));
      for (const dossier of [before, now])
        assertSendable(messages.proofMessage(entry, checkCitation(entry, dossierDocuments(dossier)), { speech, link: linkIn(dossier) }));
    },
  ),
  property(
    'a text too long for a message is laid on pages without losing a character',
    fc.tuple(wellFormedText(60), wellFormedText(40), fc.integer({ min: 20, max: 200 })),
    ([plain, bold, limit]) => {
      const text = messages.joined([plain, FormattedString.blockquote(messages.joined([bold, FormattedString.bold(plain)])), FormattedString.italic(bold)]);
      const pages = messages.splitText(text, limit);
      for (const page of pages) {
        assert(page.text.length <= limit);
        assert(page.text.isWellFormed());
        for (const { offset, length } of page.entities) assert(offset >= 0 && length > 0 && offset + length <= page.text.length);
      }
      const dense = (one: string): string => one.replaceAll(/\s/gu, '');
      assert.equal(pages.map((page) => dense(page.text)).join(''), dense(text.text));
    },
  ),
  property('a text is cut between characters, never longer than asked', fc.tuple(wellFormedText(30), fc.integer({ min: 2, max: 80 })), ([text, limit]) => {
    const cut = messages.shortened(text, limit);
    assert(cut.length <= limit && cut.isWellFormed(), JSON.stringify(cut));
    assert(text.startsWith(cut.replace(/…$/u, '')));
  }),
  property(
    'the data of every button fits 64 bytes and is read back as it was',
    fc
      .constantFrom(
        ...([
          'page',
          'more',
          'look',
          'file',
          'cite',
          'rate',
          'share',
          'ask',
          'sources',
          'document',
          'outline',
          'sendfile',
          'glance',
          'menu',
          'toggle',
          'only',
          'all',
          'upload',
          'report',
          'export',
        ] as const),
      )
      .chain((verb) =>
        fc.record({
          verb: fc.constant(verb),
          id: fc.string({ unit: fc.constantFrom(...Array.from('AZaz09_-')), minLength: 12, maxLength: 12 }),
          count: fc.nat(999_999),
          yes: fc.boolean(),
        }),
      ),
    ({ verb, id, count, yes }) => {
      const fields: Record<string, unknown> = {
        answer: id.slice(0, 8),
        passage: id,
        document: id,
        question: id.slice(0, 8),
        upload: id.slice(0, 8),
        report: id.slice(0, 8),
        page: count,
        before: count,
        after: count,
        useful: yes ? 'yes' : 'no',
        what: yes ? 'add' : 'undo',
        form: yes ? 'csv' : 'ics',
      };
      const data = callbackData(verb, fields as never);
      assert(Buffer.byteLength(data) <= CALLBACK_LIMIT, data);
      const read: Press = readCallbackData(data)!;
      assert.equal(read.verb, verb);
      for (const [name, value] of Object.entries(read.fields)) assert.equal(value, fields[name]);
    },
  ),
  property(
    'data that no button of ours has is refused, whatever it is',
    fc.oneof(
      anyText(4),
      fc
        .array(fc.constantFrom('page', 'more', 'upload', '__proto__', 'constructor', 'abcdefgh', '0', '-1', '1e9', 'NaN', 'yes', '', ' ', '٣'), {
          maxLength: 6,
        })
        .map((parts) => parts.join('.')),
    ),
    (data) => {
      const read = readCallbackData(data);
      if (read === null) return;
      assert.equal(callbackData(read.verb, read.fields as never).split('.')[0], data.split('.')[0]);
      for (const value of Object.values(read.fields)) assert(typeof value === 'string' ? /^[\w-]+$/u.test(value) : Number.isSafeInteger(value) && value >= 0);
    },
  ),
  property(
    'words put into the bot’s sentences stay as they are',
    fc.tuple(speechOf, fc.oneof(wellFormedText(10), fc.constantFrom(...INJECTIONS))),
    ([speech, text]) => {
      assert(speech.say('coverage-title', { subject: text }).includes(text));
      assert(speech.say('citation-text', { quote: text, source: text }).includes(text));
    },
  ),
  property(
    'a terminal shows strange documents and questions without obeying them; JSON stays one line',
    fc.tuple(dossiers, question, fc.boolean()),
    async ([texts, asked, colours]) => {
      const dossier = createFakeDossier(texts);
      const answer = await dossier.ask(asked.slice(0, 4000).toWellFormed());
      const json = answerJson(answer);
      assert.deepEqual((JSON.parse(json) as { question: string }).question, answer.question);
      assert.doesNotMatch(json, /[\u0000-\u001F\u007F-\u009F\u2028\u2029]/u);
      const style = styleFor({ isTerminal: colours, env: {} });
      const text = [
        answerText(answer, { style, speech: speechIn('fr'), width: colours ? 80 : null, folder: dossier.folder }),
        chronologyText(chronologyInDossier(dossier), style, speechIn('fr')),
        coverageText(await coverageInDossier(dossier, 'mot'), style, speechIn('en')),
        verifyText(verifyInDossier(dossier, `mot ${asked}`), style, speechIn('fr')),
      ].join('\n');
      // Ours: colours (SGR) and links to files (OSC 8).
      const foreign = text.replaceAll(/\u001B\[\d+m|\u001B\]8;;(?:file:[!-~]*)?\u0007/gu, '');
      const found = OBEYED.exec(foreign);
      assert.equal(found && JSON.stringify(foreign.slice(Math.max(0, found.index - 30), found.index + 30)), null);
    },
  ),
  property(
    'the page of an evidence pack holds what it quotes as plain text',
    fc.tuple(dossiers, question),
    async ([texts, asked]) => {
      const dossier = createFakeDossier(texts);
      const { parseHTML } = await import('linkedom');
      const { unzipSync } = await import('fflate');
      const files = unzipSync(await packInDossier(dossier, [await dossier.ask(asked.slice(0, 4000).toWellFormed())], { language: 'fr', include: 'hashes' }));
      const html = new TextDecoder().decode(files['index.html']);
      const { document } = parseHTML(html);
      assert.equal(document.querySelectorAll('script, img, iframe, object, form, input, svg, link, base').length, 0);
      assert.equal(
        [...document.querySelectorAll('*')].find((element) =>
          [...element.attributes].some(({ name, value }) => name.startsWith('on') || /^\s*javascript:/iu.test(value)),
        ),
        undefined,
      );
      const evidence = JSON.parse(new TextDecoder().decode(files['evidence.json'])) as { questions: { excerpts: { quote: string }[] }[] };
      const quotes = [...document.querySelectorAll('figure > blockquote')].map((element) => element.textContent);
      assert.deepEqual(
        quotes,
        evidence.questions.flatMap(({ excerpts }) => excerpts.map(({ quote }) => quote)),
      );
    },
    { share: 0.3 },
  ),
];
