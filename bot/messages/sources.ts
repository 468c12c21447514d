import { FormattedString } from '@grammyjs/parse-mode';
import type { DocumentSummary } from '../../retrieval/dossier.js';
import { unreadInWords, type Unreadable } from '../../retrieval/documents/index.js';
import type { Citation } from '../../retrieval/search/index.js';
import { callbackData } from '../callback-data.js';
import { documentKey } from '../document-key.js';
import type { Speech } from '../speech.js';
import { citationLine, longDate, shortTitle, uncertainLine } from './citation.js';
import { button, joined, linked, message, nameList, shortened, type Keyboard, type Message } from './message.js';
import { BLOCK_GAP, layOut, pageOf, type Page } from './pages.js';
import { quoteBlock } from './quote.js';

/** Documents on a page of /sources: our choice, one screen of a phone. */
const DOCUMENTS_A_PAGE = 5;

/** Headings on a page of an outline. */
const HEADINGS_A_PAGE = 25;

/** Longest heading shown, in UTF-16 units: a page of such headings fits in a message. */
const HEADING_LIMIT = 120;

/** Longest file name or reason shown, in UTF-16 units. */
const NAME_LIMIT = 100;

/** What the list is made of: the documents read, then the files that could not be. */
export interface Sources {
  readonly documents: readonly DocumentSummary[];
  readonly unreadable: readonly Unreadable[];
  readonly passages: number;
}

/** A page of the list of documents: title, date, length; files that could not be read with the reason. */
export function sourcesMessage({ documents, unreadable, passages }: Sources, wanted: number, speech: Speech): Message {
  const { say } = speech;
  const entries = [
    ...documents.map((document, index) => ({ text: documentEntry(document, index + 1, speech), document })),
    ...unreadable.map((file) => ({ text: unreadableEntry(file, speech), document: null })),
  ];
  const { items: shown, first, page, pages } = pageOf(entries, DOCUMENTS_A_PAGE, wanted);
  const head = FormattedString.bold(say('sources-title', { documents: documents.length, passages, unread: unreadable.length }));
  const open = shown.flatMap(({ document }, index) =>
    document === null ? [] : [button(`${first + index + 1}`, callbackData('document', { document: documentKey(document.file), page }))],
  );
  return message(joined([head, ...shown.map(({ text }) => text)], BLOCK_GAP), [
    open,
    turnButtons(page, pages, (to) => callbackData('sources', { page: to }), speech),
    documents.length === 0
      ? []
      : [button(say('button-glance'), callbackData('glance', { page: 0 })), button(say('button-limit'), callbackData('menu', { page: 0 }))],
  ]);
}

/** ‹ 2/5 ›, without the arrows that lead nowhere; nothing when there is one page. */
function turnButtons(page: number, pages: number, data: (page: number) => string, { say }: Speech): Keyboard[number] {
  if (pages <= 1) return [];
  return [
    ...(page > 0 ? [button(say('button-turn-back'), data(page - 1))] : []),
    button(`${page + 1}/${pages}`, callbackData('none', {})),
    ...(page < pages - 1 ? [button(say('button-turn-on'), data(page + 1))] : []),
  ];
}

function documentEntry(document: DocumentSummary, number: number, speech: Speech): FormattedString {
  return joined([`${number}. `, FormattedString.bold(shortTitle(document.title)), `\n${facts(document, speech)}`]);
}

function facts(document: DocumentSummary, speech: Speech): string {
  return `${document.date === null ? speech.say('document-no-date') : longDate(document.date, speech.language)} · ${lengths(document, speech)}`;
}

function lengths({ pages, characters, passages }: DocumentSummary, { say }: Speech): string {
  return `${pages === null ? say('document-characters', { characters }) : say('document-pages', { pages })} · ${say('document-passages', { passages })}`;
}

function unreadableEntry({ file, reason }: Unreadable, speech: Speech): FormattedString {
  return joined([
    '⚠️ ',
    FormattedString.bold(shortened(file, NAME_LIMIT)),
    '\n',
    speech.say('document-unread', { reason: shortened(unreadInWords(reason, speech.language), 300) }),
  ]);
}

/** One document: what is known of it and from where, and what can be done with it. */
export function documentMessage(document: DocumentSummary, page: number, speech: Speech): Message {
  const { say, language } = speech;
  const key = documentKey(document.file);
  const { file, title, titleFrom, author, authorFrom, date, dateFrom, link, linkFrom, outline, names = [], uncertainWords = 0 } = document;
  const lines = [
    FormattedString.bold(shortTitle(title)),
    say('document-file', { file: shortened(file, NAME_LIMIT) }),
    say('document-title-from', { from: say(`origin-${originKey(titleFrom)}`) }),
    date === null || dateFrom === null
      ? say('document-no-date')
      : say('document-date-from', { date: longDate(date, language), from: say(`origin-${originKey(dateFrom)}`) }),
    author === undefined || authorFrom === undefined
      ? ''
      : say('document-author', { author: shortened(author, NAME_LIMIT), from: say(`origin-${originKey(authorFrom)}`) }),
    lengths(document, speech),
    uncertainWords === 0 ? '' : say('document-uncertain', { words: uncertainWords }),
    names.length === 0 ? '' : say('document-names', { names: names.length, list: nameList(names, MOST_NAMES, NAME_LIMIT) }),
    say('document-read'),
    link === null ? '' : joined([linked(shortened(link, NAME_LIMIT), link), linkFrom === undefined ? '' : ` (${say(`origin-${originKey(linkFrom)}`)})`]),
  ];
  return message(joined(lines, '\n'), [
    [
      ...(outline.length > 0 ? [button(say('button-outline'), callbackData('outline', { document: key, page: 0 }))] : []),
      button(say('button-open'), callbackData('sendfile', { document: key })),
    ],
    [button(say('button-only'), callbackData('only', { document: key }))],
    [button(say('button-back'), callbackData('sources', { page }))],
  ]);
}

/** Other names of a document shown before "…". */
const MOST_NAMES = 5;

/** Message keys hold no dot. */
function originKey(origin: string): string {
  return origin.replace('.', '-');
}

/** The headings of a document with their lines, by pages. */
export function outlineMessage(document: DocumentSummary, wanted: number, speech: Speech): Message {
  const { say } = speech;
  const key = documentKey(document.file);
  const head = FormattedString.bold(shortTitle(document.title));
  const lines = document.outline.map(({ text, line, level }) => {
    const heading = shortened(text.replace(/\s+/g, ' '), HEADING_LIMIT);
    return new FormattedString(`${'\u2003'.repeat(Math.min(level, 5) - 1)}• ${say('outline-line', { heading, line: String(line) })}`);
  });
  const { items, page, pages } = pageOf(lines, HEADINGS_A_PAGE, wanted);
  const body = items.length === 0 ? [new FormattedString(say('outline-none'))] : items;
  return message(joined([head, joined(body, '\n')], BLOCK_GAP), [
    turnButtons(page, pages, (to) => callbackData('outline', { document: key, page: to }), speech),
    [button(say('button-back'), callbackData('document', { document: key, page: 0 }))],
  ]);
}

/** A document and the sentence that speaks for it. */
export interface Glimpse {
  readonly document: DocumentSummary;
  readonly extract: Citation | null;
}

/** "What is in this dossier": one extract a document, nothing but quotes. */
export function glanceMessage({ items: glimpses, page, pages }: Omit<Page<Glimpse>, 'first'>, speech: Speech): Message {
  const { say } = speech;
  const blocks = glimpses.map(({ document, extract }) => {
    if (extract === null) return joined([FormattedString.bold(shortTitle(document.title)), '\n', say('glance-nothing')]);
    return joined([quoteBlock(extract), '\n', citationLine(extract, speech, document.link), uncertainLine(extract, speech)]);
  });
  const head = FormattedString.bold(say('glance-title'));
  // A page holds few documents, so it fits; were a sentence endless, what does not fit is left to the document itself.
  const [first] = layOut([head, ...blocks]);
  return message(first!.text, [
    turnButtons(page, pages, (to) => callbackData('glance', { page: to }), speech),
    [button(say('button-back'), callbackData('sources', { page: 0 }))],
  ]);
}

/** The menu of /in: every document with a mark on those that questions are limited to. */
export function scopeMessage(documents: readonly DocumentSummary[], scope: readonly string[], wanted: number, speech: Speech): Message {
  const { say } = speech;
  const { items, page, pages } = pageOf(documents, SCOPE_A_PAGE, wanted);
  const rows = items.map(({ file, title }) => [
    button(`${scope.includes(file) ? '☑' : '☐'} ${shortTitle(title)}`, callbackData('toggle', { document: documentKey(file), page })),
  ]);
  return message(scope.length === 0 ? say('scope-all') : say('scope-some', { documents: scope.length }), [
    ...rows,
    turnButtons(page, pages, (to) => callbackData('menu', { page: to }), speech),
    scope.length === 0 ? [] : [button(say('button-all'), callbackData('all', { page }))],
  ]);
}

/** Documents on a page of the /in menu: one a row. */
const SCOPE_A_PAGE = 8;
