import type { Block } from './block.js';
import { blocksOf } from './blocks.js';
import { isFrontDetail } from './front-detail.js';
import type { Structure } from './structure.js';

/** A title stands in the first part of a text; further down are section headings. In UTF-16 units. */
const HEAD_CHARACTERS = 4_000;

/** Longer titles are cut at a word, with an ellipsis: they are shown on one or two lines of a phone. */
const LONGEST_TITLE = 160;

/** Longest block that may be a title whole. */
const LONGEST_TITLE_LINE = 250;

/** Headings that any document may have first: they say nothing of the subject. Accents and case taken off. */
const GENERIC =
  /^(?:(?:le |la |les |l'|the )?(?:texte de la (?:question|reponse|loi)|question(?: ecrite| orale)?|reponse|preambule|sommaire|objet|avant-propos|expose des motifs|communique(?: de presse)?|note|rapport|projet de rapport|draft report|report|abstract|executive summary|background|overview|foreword|press release|contents|table of contents|table des matieres|faits|definitions?)|(?:le |la |les |l'|the )?(?:contexte|introduction|resume|synthese|summary|presentation|historique|rappel)(?: (?:de|du|des|a|au|d'|of|to)\b.*)?)$/u;

/** Kinds of proceedings: of many sittings, the line below tells which. */
const PROCEEDINGS = /^(?:compte rendu|proces-verbal|minutes|proceedings)(?: (?:integral|analytique|sommaire|des debats))?$/u;

/**
 * The title of a text, taken from it: its first real heading or line, the subject that a parliamentary question names,
 * otherwise its first sentence.
 * @returns the title, white space collapsed; `null` when the text holds no letter.
 */
export function findTitle(text: string, structure?: Structure): string | null {
  const cut = text.length > HEAD_CHARACTERS ? text.slice(0, HEAD_CHARACTERS) : text;
  const blocks = blocksOf(cut, structure).filter(({ boilerplate, table, text: shown }) => !boilerplate && table === null && /\p{L}/u.test(shown));
  const recorded = frontMatterTitle(cut);
  if (recorded !== null) return recorded;
  const bodyAt = blocks.findIndex(isBody);
  const front = bodyAt < 0 ? blocks : blocks.slice(0, bodyAt);
  const candidates = front.filter((block) => block.text.length <= LONGEST_TITLE_LINE && (front.length === 1 || !isFrontDetail(block.text)));
  const markdown = candidates.filter(({ mark }) => mark === 'markdown');
  const titled =
    markdown.find(({ depth, text: shown }) => depth === 1 && !isGeneric(shown)) ??
    candidates.find(({ mark, text: shown, item }) => mark === 'bold' && item === null && !isGeneric(shown)) ??
    markdown.find(({ text: shown }) => !isGeneric(shown)) ??
    candidates.find(({ text: shown }) => !isGeneric(shown));
  const subject = front.map(({ text: shown }) => /^(?:objet|sujet|subject|re)\s*:\s*(?<subject>\S.{5,})$/iu.exec(shown)?.groups?.['subject']).find(Boolean);
  if (subject !== undefined) return shortened(subject);
  if (titled) return shortened(withoutMarks(withContinuation(titled, front)));
  const body = blocks[bodyAt]?.text;
  if (body !== undefined) return shortened(subjectOf(body) ?? firstSentence(body));
  const rest = candidates[0] ?? blocks[0];
  return rest ? shortened(withoutMarks(rest.text)) : null;
}

/** "RAPPORT D'INFORMATION" and, below it, "fait au nom de la commission des lois": a title that goes on. */
function withContinuation(titled: Block, front: readonly Block[]): string {
  const below = front[front.indexOf(titled) + 1];
  if (below && PROCEEDINGS.test(plain(titled.text)) && below.text.length <= LONGEST_TITLE) return `${titled.text} – ${below.text}`;
  return below && /^\p{Ll}/u.test(below.text) && !titled.closed && titled.text.length + below.text.length <= LONGEST_TITLE_LINE
    ? `${titled.text} ${below.text.replace(/[,;]$/u, '')}`
    : titled.text;
}

/** A title made of the file's name, for a text without any. */
export function titleFromName(name: string): string {
  const words = name
    .replace(/(?<=.)\.[^.]*$/u, '')
    .replaceAll(/[_\s]+/gu, ' ')
    .trim();
  return words === '' ? name : words;
}

/** Where the running text begins: a block that ends as a sentence, and long enough to be one. */
function isBody(block: Block): boolean {
  if (block.mark === 'markdown' || block.mark === 'bold') return false;
  if (block.text.length > LONGEST_TITLE_LINE) return true;
  return block.text.length >= 60 && /[.…;:](?:\s?[»”"’)*])*$/u.test(block.text);
}

function isGeneric(line: string): boolean {
  return GENERIC.test(
    plain(line)
      .replace(/^(?:[ivx]+|\d+)\s*[.)-]\s*/u, '')
      .replace(/[\s:.*]+$/u, ''),
  );
}

function plain(line: string): string {
  return line.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[’ʼ]/gu, "'").toLowerCase().trim();
}

/** `title:` of a YAML front matter. */
function frontMatterTitle(text: string): string | null {
  const matter = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---\r?\n/u.exec(text)?.[1];
  const title = matter === undefined ? undefined : /^title:\s*(.+)$/mu.exec(matter)?.[1];
  return title === undefined ? null : shortened(title.replaceAll(/^["']|["']\s*$/gu, '').trim());
}

/** The subject of a written question to a minister: "… appelle l'attention de M. le ministre … sur les risques de …". */
function subjectOf(body: string): string | null {
  const asked =
    /(?:(?:appelle|attire) [lI]['’]attention|interroge|interpelle|alerte|questionne)\b.{0,220}?\s(?:sur|au sujet d[eu]s?|à propos d[eu]s?)\s+(?:les?\s|la\s|l['’I]\s?['’]?|l['’]|un\s|une\s|des\s)?(?<subject>\p{L}[^.;:!?]{15,})/u.exec(
      body,
    );
  const subject = asked?.groups?.['subject'];
  if (subject === undefined) return null;
  // The rest of the sentence, up to where a second subject begins.
  return capitalised(subject.split(/,? et (?:sur|notamment)\s|,\s/u)[0]!.trim());
}

/** The first sentence, without a date put before it. */
function firstSentence(body: string): string {
  const sentence = /^.{20,}?[\p{Ll}\p{N}»”")]{2}[.!?…](?=\s|$)/u.exec(body)?.[0] ?? body;
  const undated = sentence.replace(/^(?:le|en|ce|on|in)\s[^,]{0,30}\d{4},\s(?=.{30})/iu, '');
  return capitalised(undated.replace(/\.$/u, ''));
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function withoutMarks(line: string): string {
  return line
    .replaceAll(/\*\*|__|^#+\s*/gu, '')
    .replace(/^\*(?=\S)|(?<=\S)\*$/gu, '')
    .trim();
}

function shortened(title: string): string {
  if (title.length <= LONGEST_TITLE) return title;
  const cut = title.slice(0, LONGEST_TITLE);
  const space = cut.lastIndexOf(' ');
  return `${(space > LONGEST_TITLE / 2 ? cut.slice(0, space) : cut.replace(/[\uD800-\uDBFF]$/u, '')).replace(/[\s,;:–-]+$/u, '')}…`;
}
