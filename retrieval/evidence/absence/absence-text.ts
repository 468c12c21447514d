import { unreadInWords } from '../../documents/index.js';
import type { AbsenceReport } from './absence-report.js';
import type { Language } from '../../language.js';
import { EVIDENCE_WORDS } from '../evidence-words.js';

/** An absence report as lines of text, in the order in which they are read. */
export interface AbsenceText {
  readonly title: string;
  /** What was searched and found; one sentence or two each. */
  readonly lines: readonly string[];
  /** What the nearest passage is called, its quote and where it stands; `null` when there is none. */
  readonly nearest: { readonly label: string; readonly quote: string; readonly source: string } | null;
  readonly unread: { readonly label: string; readonly files: readonly string[] } | null;
}

/** Says an absence report in words. Scores have two decimals. */
export function absenceText(report: AbsenceReport, language: Language): AbsenceText {
  const { verdicts, searched, place, absence: words } = EVIDENCE_WORDS[language];
  const listed = (list: readonly { readonly word: string; readonly documents: number }[]): string =>
    list.map(({ word, documents }) => `${word} (${documents})`).join(', ');
  const decimals = (value: number): string =>
    value.toLocaleString(language === 'fr' ? 'fr-FR' : 'en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const { nearest, unread } = report;
  return {
    title: words.title,
    lines: [
      `${verdicts[report.verdict]} ${searched(report.searched.documents, report.searched.passages)}`,
      ...report.unknownWords.map(({ word, close }) => [words.unknown(word), ...(close.length > 0 ? [words.close(listed(close))] : [])].join(' ')),
      ...(report.knownWords.length > 0 ? [`${words.known(listed(report.knownWords))} ${words.all(report.documentsWithAll)}`] : []),
      words.score(decimals(report.confidence), report.threshold === null ? null : decimals(report.threshold)),
      ...(nearest ? [] : [words.none]),
    ],
    nearest: nearest && {
      label: report.verdict === 'answered' ? words.answering : words.nearest,
      quote: nearest.quote,
      source: `${nearest.title}, ${place(nearest)}`,
    },
    unread: unread.length === 0 ? null : { label: words.unread, files: unread.map(({ file, reason }) => `${file}: ${unreadInWords(reason, language)}`) },
  };
}

/** The same as plain text: a line each, the quote between blank lines. */
export function absencePlain(report: AbsenceReport, language: Language): string {
  const { title, lines, nearest, unread } = absenceText(report, language);
  return [
    title,
    ...lines,
    ...(nearest ? ['', nearest.label, `« ${nearest.quote.replace(/\s+/gu, ' ')} »`, `— ${nearest.source}`] : []),
    ...(unread ? ['', unread.label, ...unread.files.map((file) => `- ${file}`)] : []),
    '',
  ].join('\n');
}
