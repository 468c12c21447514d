import { unreadInWords } from '../../documents/index.js';
import { escapeHtml as html } from '../../html.js';
import type { Language } from '../../language.js';
import type { AbsenceReport } from '../absence/absence-report.js';
import { absenceText } from '../absence/absence-text.js';
import type { DossierDocument } from '../dossier-documents.js';
import { EVIDENCE_WORDS, type EvidenceWords } from '../evidence-words.js';
import { contextOf, type PackDocument, type PackExcerpt, type PackQuestion } from './pack-content.js';

/** No script and nothing from outside: the page says so to the browser too. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

const STYLE = `
:root { color-scheme: light dark; --ink: #1b1b1d; --faint: #5c5f66; --paper: #fff; --quote: #f4f5f7; --line: #d5d8de; --mark: #fff0a8; --link: #0a58ca; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e8ea; --faint: #a2a7b0; --paper: #17181b; --quote: #212327; --line: #3a3d44; --mark: #5c4f00; --link: #8ab4f8; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 46rem; padding: 2rem 1.25rem 4rem; background: var(--paper); color: var(--ink); font: 1rem/1.6 Georgia, 'Times New Roman', serif; overflow-wrap: anywhere; }
h1, h2, h3, small, footer, .note, table { font-family: system-ui, 'Segoe UI', Roboto, sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.25; } h2 { font-size: 1.25rem; margin-top: 3rem; border-top: 1px solid var(--line); padding-top: 1.5rem; } h3 { font-size: 1rem; }
a { color: var(--link); }
blockquote { margin: .5rem 0; padding: .75rem 1rem; background: var(--quote); border-left: 3px solid var(--line); white-space: pre-wrap; }
mark { background: var(--mark); color: inherit; padding: .1em 0; } mark b { text-decoration: underline; }
.context, .searched, .note { color: var(--faint); } .context { font-size: .9rem; margin: .25rem 1rem; }
.verdict { font-weight: bold; }
figure { margin: 1.5rem 0; } figcaption { font: .85rem/1.4 system-ui, sans-serif; color: var(--faint); }
ol.notes { padding-left: 1.5rem; font-size: .9rem; } ol.notes li { margin: .5rem 0; }
code { font-size: .8rem; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; font-size: .85rem; } td, th { text-align: left; padding: .4rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
@media print { :root { color-scheme: light; --ink: #000; --faint: #444; --paper: #fff; --quote: #fff; --mark: #eee; --link: #000; } body { max-width: none; padding: 0; font-size: 11pt; } figure, li, tr { break-inside: avoid; } h2, h3 { break-after: avoid; } }
`;

/** The readable page of a pack: one file, no script, light and dark, made to be printed. */
export function packHtml(
  questions: readonly PackQuestion[],
  listed: readonly PackDocument[],
  documents: ReadonlyMap<string, DossierDocument>,
  language: Language,
): string {
  const words = EVIDENCE_WORDS[language];
  const notes = questions.flatMap(({ excerpts }) => excerpts);
  return [
    '<!DOCTYPE html>',
    `<html lang="${language}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${html(words.title)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    `<header><h1>${html(words.title)}</h1><p class="searched">${html(words.intro)}</p></header>`,
    '<main>',
    ...questions.map((question) => questionHtml(question, documents, words, language)),
    `<section><h2>${html(words.notes)}</h2><ol class="notes">`,
    ...notes.map((excerpt) => noteHtml(excerpt, listed, words)),
    '</ol></section>',
    `<section><h2>${html(words.documents)}</h2><div class="scroll"><table>`,
    ...listed.map((document) => documentHtml(document, words)),
    '</table></div></section>',
    '</main>',
    `<footer><h2>${html(words.check)}</h2><ul>${words.checkHow.map((line) => `<li>${html(line)}</li>`).join('')}</ul></footer>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function questionHtml(
  { question, verdict, searched, excerpts, absence }: PackQuestion,
  documents: ReadonlyMap<string, DossierDocument>,
  words: EvidenceWords,
  language: Language,
): string {
  const unread =
    searched.unread.length === 0
      ? ''
      : `<p>${html(words.unread(searched.unread.length))}</p><ul>${searched.unread.map(({ file, reason }) => `<li>${html(`${file}: ${unreadInWords(reason, language)}`)}</li>`).join('')}</ul>`;
  return [
    '<section>',
    `<h2>${html(question)}</h2>`,
    `<p><span class="verdict">${html(words.verdicts[verdict])}</span> <span class="searched">${html(words.searched(searched.documents, searched.passages))}</span></p>`,
    unread,
    absence ? absenceHtml(absence, language) : '',
    excerpts.length === 0 ? '' : `<h3>${html(verdict === 'answered' ? words.excerpts : words.nearest)}</h3>`,
    ...excerpts.map((excerpt) => excerptHtml(excerpt, documents.get(excerpt.file)!.text, verdict === 'absent', words)),
    '</section>',
  ].join('\n');
}

function excerptHtml(excerpt: PackExcerpt, text: string, unmarked: boolean, words: EvidenceWords): string {
  const { note, title, heading } = excerpt;
  const { before, after } = contextOf(text, excerpt);
  return [
    '<figure>',
    before === '' ? '' : `<p class="context">${html(before)}</p>`,
    `<blockquote id="quote-${note}">${unmarked ? html(excerpt.quote) : markedHtml(excerpt)}</blockquote>`,
    after === '' ? '' : `<p class="context">${html(after)}</p>`,
    `<figcaption>${html([title, ...(heading === null ? [] : [heading.replace(/\s+/gu, ' ')]), words.place(excerpt)].join(' · '))} <a href="#note-${note}" id="excerpt-${note}">[${note}]</a></figcaption>`,
    '</figure>',
  ].join('\n');
}

/** The quote with its sentence marked and, in it, what was asked for. */
function markedHtml({ quote, start, highlight: [from, to], focus }: PackExcerpt): string {
  const slice = (first: number, last: number): string => html(quote.slice(first - start, last - start));
  const inside = focus ? `${slice(from, focus[0])}<b>${slice(...focus)}</b>${slice(focus[1], to)}` : slice(from, to);
  return `${slice(start, from)}<mark>${inside}</mark>${slice(to, start + quote.length)}`;
}

function noteHtml(excerpt: PackExcerpt, listed: readonly PackDocument[], words: EvidenceWords): string {
  const { note, id, file, title, date, start, end, also } = excerpt;
  const document = listed.find((one) => one.file === file)!;
  const path = document.original ?? document.text.path;
  const name = path === null ? html(title) : `<a href="${html(encodeURI(path))}">${html(title)}</a>`;
  const others = also.length === 0 ? '' : `; ${html(words.also)} ${also.map((place) => html(`${place.title}, ${words.place(place)}`)).join('; ')}`;
  return `<li id="note-${note}" value="${note}">${name}${date === null ? '' : `, <time>${html(date)}</time>`}, ${html(words.place(excerpt))}, ${html(words.offsets(start, end))}${others}. <code>${id}</code> <a href="#excerpt-${note}">↩</a></li>`;
}

function documentHtml({ file, title, date, link, hash, original, text }: PackDocument, words: EvidenceWords): string {
  const path = original ?? text.path;
  const name = path === null ? `${html(file)} (${html(words.notIncluded)})` : `<a href="${html(encodeURI(path))}">${html(file)}</a>`;
  // Links come from the dossier's own list, which takes http and https alone.
  const source = link === null ? '' : `<br><a href="${html(link)}" rel="noreferrer">${html(link)}</a>`;
  return `<tr><td>${html(title)}${date === null ? '' : `<br><small>${html(date)}</small>`}${source}</td><td>${name}<br><code>SHA-256 ${hash}</code></td></tr>`;
}

/** An absence report as HTML, for the pack or a page of its own. */
export function absenceHtml(report: AbsenceReport, language: Language): string {
  const { title, lines, nearest, unread } = absenceText(report, language);
  return [
    `<h3>${html(title)}</h3>`,
    `<ul>${lines.map((line) => `<li>${html(line)}</li>`).join('')}</ul>`,
    nearest ? `<p>${html(nearest.label)}</p><blockquote>${html(nearest.quote)}</blockquote><p class="note">${html(nearest.source)}</p>` : '',
    unread ? `<p>${html(unread.label)}</p><ul>${unread.files.map((file) => `<li>${html(file)}</li>`).join('')}</ul>` : '',
  ].join('\n');
}
