import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync, zipSync, type Zippable } from 'fflate';
import { projectRoot } from '../../../embeddings/index.js';
import { UserError } from '../../errors.js';
import type { Answer } from '../../search/index.js';
import type { Language } from '../../language.js';
import type { AbsenceReport } from '../absence/absence-report.js';
import type { DossierDocument } from '../dossier-documents.js';
import { EVIDENCE_WORDS } from '../evidence-words.js';
import { PACK_FORMAT, PACK_VERSION, packQuestions, questionRecord, type PackDocument } from './pack-content.js';
import { packHtml } from './pack-html.js';
import { packMarkdown } from './pack-markdown.js';

export interface PackOptions {
  /** The dossier's documents, those quoted among them. */
  readonly documents: readonly DossierDocument[];
  readonly language: Language;
  /** `documents`: what is quoted goes in whole. `hashes`: quotes and hashes alone, for documents that may not be passed on. */
  readonly include: 'documents' | 'hashes';
  /** The bytes of the files quoted, by file. One left out is included as text alone. */
  readonly originals?: ReadonlyMap<string, Uint8Array>;
  /** Reports to go with answers. */
  readonly absence?: ReadonlyMap<Answer, AbsenceReport>;
}

/**
 * Makes an evidence pack of one answer or a whole conversation: a zip with index.html and index.md to read, evidence.json (hashes, offsets, quotes),
 * the documents quoted, verify.mjs and how to use it. The same input gives the same bytes.
 * @returns the bytes of the zip.
 * @throws {UserError} when there is no answer, or a file is not the one that was indexed.
 */
export function evidencePack(answers: readonly Answer[], options: PackOptions): Uint8Array {
  if (answers.length === 0) throw new UserError('making an evidence pack: at least one answer expected, found none; ask a question first');
  const documents = new Map(options.documents.map((document) => [document.file, document]));
  const questions = packQuestions(answers, documents, options.absence ?? new Map<Answer, AbsenceReport>());
  const files = new Map<string, Uint8Array>();
  const { language } = options;
  const listed = [...new Set(questions.flatMap(({ excerpts }) => excerpts.map(({ file }) => file)))]
    .sort()
    .map((file) => addDocument(files, documents.get(file)!, options));

  files.set('index.html', utf8(packHtml(questions, listed, documents, language)));
  files.set('index.md', utf8(packMarkdown(questions, listed, documents, language)));
  for (const [name, its] of README_NAMES) files.set(name, utf8(readme(its)));
  const evidence = {
    format: PACK_FORMAT,
    version: PACK_VERSION,
    language,
    questions: questions.map(questionRecord),
    documents: listed,
    files: [...files].map(([path, bytes]) => ({ path, sha256: sha256(bytes) })).sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
  files.set('evidence.json', utf8(`${JSON.stringify(evidence, null, 1)}\n`));
  files.set('verify.mjs', readFileSync(join(projectRoot, 'retrieval/evidence/pack/verify.mjs')));

  // Every file bears the first moment that a zip can hold (it holds local time): the bytes depend on the answers alone.
  const mtime = new Date(1980, 0, 1);
  const entries: Zippable = {};
  for (const path of [...files.keys()].sort()) entries[path] = [files.get(path)!, { mtime, level: 9 }];
  return zipSync(entries);
}

/** The SHA-256 (hex) of a pack's evidence.json, as verify.mjs shows it: given out with the pack, it proves that the pack is the one given. */
export function packHash(pack: Uint8Array): string {
  return sha256(unzipSync(pack, { filter: ({ name }) => name === 'evidence.json' })['evidence.json']!);
}

const README_NAMES: readonly (readonly [string, Language])[] = [
  ['LISEZMOI.txt', 'fr'],
  ['README.txt', 'en'],
];

function readme(language: Language): string {
  const { title, intro, check, checkHow } = EVIDENCE_WORDS[language];
  return [title, '', intro, '', check, ...checkHow.map((line) => `- ${line}`), '', 'index.html, index.md, evidence.json, verify.mjs', ''].join('\n');
}

function addDocument(files: Map<string, Uint8Array>, document: DossierDocument, { include, originals }: PackOptions): PackDocument {
  const { file, title, date, link, hash, text } = document;
  const encoded = utf8(text);
  const described = { file, title, date, link, hash };
  const ofText = { sha256: sha256(encoded), characters: text.length };
  if (include === 'hashes') return { ...described, original: null, text: { path: null, ...ofText } };
  const bytes = originals?.get(file);
  if (bytes && sha256(bytes) !== hash) {
    throw new UserError(`making an evidence pack: ${file} as it was indexed expected, found it changed since; bring the index up to date and ask again`);
  }
  // A file in UTF-8 is its own text: one copy is enough.
  const isText = hash === ofText.sha256;
  const original = bytes || isText ? place(files, 'documents', file, bytes ?? encoded) : null;
  return { ...described, original, text: { path: isText ? original : place(files, 'texts', `${file}.txt`, encoded), ...ofText } };
}

/** Puts bytes under a name that every file system takes and no other file has. */
function place(files: Map<string, Uint8Array>, folder: string, file: string, bytes: Uint8Array): string {
  const safe = file
    .split('/')
    .map((name) => name.replace(/[\u0000-\u001F<>:"\\|?*]/gu, '_').replace(/^\.+$/u, '_'))
    .join('/');
  const taken = (path: string): boolean => [...files.keys()].some((other) => other.toLowerCase() === path.toLowerCase());
  let path = `${folder}/${safe}`;
  for (let number = 2; taken(path); number++) path = `${folder}/${number}_${safe}`;
  files.set(path, bytes);
  return path;
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
