import { unreadInWords } from '../../documents/index.js';
import type { Language } from '../../language.js';
import type { AbsenceReport } from '../absence/absence-report.js';
import { absenceText } from '../absence/absence-text.js';
import type { DossierDocument } from '../dossier-documents.js';
import { EVIDENCE_WORDS, type EvidenceWords } from '../evidence-words.js';
import { contextOf, type PackDocument, type PackExcerpt, type PackQuestion } from './pack-content.js';

/** The pack as Markdown, with footnotes: for notes, mail and text editors. */
export function packMarkdown(
  questions: readonly PackQuestion[],
  listed: readonly PackDocument[],
  documents: ReadonlyMap<string, DossierDocument>,
  language: Language,
): string {
  const words = EVIDENCE_WORDS[language];
  const notes = questions.flatMap(({ excerpts }) => excerpts);
  return `${[
    `# ${words.title}`,
    words.intro,
    ...questions.flatMap((question) => questionLines(question, documents, words, language)),
    `## ${words.documents}`,
    listed.map((document) => documentLine(document, words)).join('\n'),
    `## ${words.check}`,
    words.checkHow.map((line) => `- ${plain(line)}`).join('\n'),
    notes.map((excerpt) => noteLine(excerpt, words)).join('\n'),
  ]
    .filter((block) => block !== '')
    .join('\n\n')}\n`;
}

function questionLines(
  { question, verdict, searched, excerpts, absence }: PackQuestion,
  documents: ReadonlyMap<string, DossierDocument>,
  words: EvidenceWords,
  language: Language,
): string[] {
  return [
    `## ${plain(question.replace(/\s+/gu, ' '))}`,
    `**${words.verdicts[verdict]}** ${words.searched(searched.documents, searched.passages)}`,
    ...(searched.unread.length === 0
      ? []
      : [
          words.unread(searched.unread.length),
          searched.unread.map(({ file, reason }) => `- ${plain(`${file}: ${unreadInWords(reason, language)}`)}`).join('\n'),
        ]),
    ...(absence ? absenceLines(absence, language) : []),
    ...(excerpts.length === 0 ? [] : [`### ${verdict === 'answered' ? words.excerpts : words.nearest}`]),
    ...excerpts.flatMap((excerpt) => {
      const { before, after } = contextOf(documents.get(excerpt.file)!.text, excerpt);
      return [plain(before), quoted(excerpt.quote, `[^${excerpt.note}]`), plain(after)];
    }),
  ];
}

function absenceLines(report: AbsenceReport, language: Language): string[] {
  const { title, lines, nearest, unread } = absenceText(report, language);
  return [
    `### ${title}`,
    lines.map((line) => `- ${plain(line)}`).join('\n'),
    ...(nearest ? [plain(nearest.label), quoted(nearest.quote, ''), plain(nearest.source)] : []),
    ...(unread ? [plain(unread.label), unread.files.map((file) => `- ${plain(file)}`).join('\n')] : []),
  ];
}

function quoted(quote: string, note: string): string {
  const lines = plain(quote.trim()).split(/\r\n|\n|\r/u);
  return lines.map((line, at) => `> ${line.trim()}${at === lines.length - 1 ? note : ''}`).join('\n');
}

function noteLine(excerpt: PackExcerpt, words: EvidenceWords): string {
  const { note, id, title, date, file, start, end, also } = excerpt;
  const others = also.length === 0 ? '' : `; ${words.also} ${also.map((place) => plain(`${place.title}, ${words.place(place)}`)).join('; ')}`;
  return `[^${note}]: ${[plain(title), ...(date === null ? [] : [date]), plain(file), words.place(excerpt), words.offsets(start, end)].join(', ')}${others}. \`${id}\``;
}

function documentLine({ file, title, date, link, hash, original, text }: PackDocument, words: EvidenceWords): string {
  const path = original ?? text.path;
  const name = path === null ? `${plain(file)} (${words.notIncluded})` : `[${plain(file)}](<${path.replace(/[<>\n]/gu, encodeURIComponent)}>)`;
  return `- ${[plain(title), ...(date === null ? [] : [date]), ...(link === null ? [] : [link]), name].join(', ')}\n  \`SHA-256 ${hash}\``;
}

/** Text in which no sign means anything to Markdown. */
function plain(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>#+!|~-]/gu, (sign, at: number, whole: string) =>
      /[#+-]/u.test(sign) && !/^\s*$/u.test(whole.slice(whole.lastIndexOf('\n', at - 1) + 1, at)) ? sign : `\\${sign}`,
    )
    .replace(/^(\s*\d+)([.)])/gmu, '$1\\$2');
}
