import type { Embedder, TokenVectors } from '../../embeddings/embedder.js';
import type { Document } from '../documents/document.js';
import type { Progress } from '../dossier.js';
import { splitDocument, splitPassage, type Passage } from '../passages/index.js';
import { lendPassages, type Earlier } from './lend.js';
import { contentTokens, passageText } from './passage-text.js';
import type { EmbeddedPassage, IndexContent, IndexedDocument } from './store.js';
import { meanDirection, TokenCoder } from './token-codes.js';

export interface BuildInput {
  readonly documents: readonly Document[];
  readonly embedder: Embedder;
  readonly earlier: Earlier | null;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /**
   * Puts what is done so far on disk, so that neither a crash nor the memory it takes loses hours of work: called each time that
   * `savedEvery` more passages are ready. @returns the documents as they are held now, in the same order; they take the place of those given.
   */
  readonly save?: ((content: IndexContent) => Promise<readonly IndexedDocument[]>) | undefined;
  readonly savedEvery?: number;
}

/**
 * Passages whose tokens give the dossier's centre. It must be known before the first code is written, so a sample spread over the
 * whole dossier is embedded first and its token vectors held (256 passages × ~100 content tokens × 1.5 KB = 40 MB).
 */
const CENTRE_SAMPLE = 256;

/** The centre is measured again, and everything embedded again, once the dossier holds this many times the passages it was measured on. */
const CENTRE_GROWTH = 4;

/** Two or three minutes of embedding, 30 MB of memory. */
const SAVED_EVERY = 4_096;

/** A passage that is not embedded yet. */
interface Missing {
  readonly document: IndexedDocument;
  /** Its number in the document. */
  readonly number: number;
}

/** Documents → everything an index holds. Only passages that `earlier` does not have are embedded. */
export async function buildContent(input: BuildInput): Promise<{ readonly content: IndexContent; readonly embedded: number }> {
  const { embedder, onProgress, save, savedEvery = SAVED_EVERY } = input;
  const { dimensions } = embedder.model;
  const { documents, centreHolds } = await splitAll(input);
  const earlier = centreHolds ? input.earlier : null;
  const centredOn = earlier?.centredOn ?? countPassages(documents);
  // Documents of the earlier index stay as they are, unless its centre no longer holds.
  const standing = new Set<IndexedDocument>(earlier?.documents);
  const fresh = new Map<IndexedDocument, (EmbeddedPassage | null)[]>();
  const missing: Missing[] = [];
  for (const document of documents) {
    if (standing.has(document)) continue;
    const rows = await lendPassages(earlier, document);
    fresh.set(document, rows);
    for (const [number, row] of rows.entries()) if (!row) missing.push({ document, number });
  }

  const content = (of: readonly IndexedDocument[], centre: Float32Array): IndexContent => ({
    documents: of,
    fresh: new Map(of.flatMap((document) => (fresh.has(document) ? [[document, fresh.get(document) as EmbeddedPassage[]] as const] : []))),
    centre,
    centredOn,
  });
  const held: { readonly missing: Missing; readonly vector: Float32Array; readonly tokens: TokenVectors }[] = [];
  let coder = earlier ? new TokenCoder(earlier.centre) : null;
  let unsaved = 0;
  const order = coder ? missing : spread(missing, CENTRE_SAMPLE);
  for (const [done, { document, number }] of order.entries()) {
    input.signal?.throwIfAborted();
    onProgress?.({ stage: 'embedding', done, total: order.length });
    const { text, context } = passageText(document, document.passages[number]!);
    const { vector, tokens } = await embedder.embed(text, 'passage');
    const ofContent = contentTokens(tokens, text, dimensions, context);
    if (coder) fresh.get(document)![number] = { vector, tokens: coder.encode(ofContent) };
    else held.push({ missing: { document, number }, vector, tokens: ofContent });
    if (!coder && (held.length === CENTRE_SAMPLE || done === order.length - 1)) {
      coder = new TokenCoder(meanDirection(held.map(({ tokens: { vectors } }) => vectors), dimensions));
      for (const each of held.splice(0)) fresh.get(each.missing.document)![each.missing.number] = { vector: each.vector, tokens: coder.encode(each.tokens) };
    }
    if (++unsaved < savedEvery || !save || !coder || done === order.length - 1) continue;
    unsaved = 0;
    const ready = documents.filter((each) => standing.has(each) || !fresh.get(each)!.includes(null));
    const saved = await save(content(ready, coder.centre));
    const now = new Map(ready.map((each, at) => [each, saved[at]!]));
    for (const [at, each] of documents.entries()) {
      const same = now.get(each);
      if (!same) continue;
      fresh.delete(each);
      documents[at] = same;
      standing.add(same);
    }
  }
  onProgress?.({ stage: 'embedding', done: order.length, total: order.length });
  return { content: content(documents, coder?.centre ?? new Float32Array(dimensions)), embedded: missing.length };
}

/** Splits the documents that the earlier index does not have; or all, when they came to be so many that its centre does not hold. */
async function splitAll({ documents, embedder, earlier, onProgress }: BuildInput): Promise<{ documents: IndexedDocument[]; centreHolds: boolean }> {
  const known = new Set<Document>(earlier?.documents);
  const split: IndexedDocument[] = [];
  for (const [at, document] of documents.entries()) {
    onProgress?.({ stage: 'splitting', done: at, total: documents.length });
    // A document taken over from the earlier index comes with its passages.
    if (known.has(document)) {
      split.push(document as IndexedDocument);
      continue;
    }
    const { passages, headings } = splitDocument(document);
    split.push({ ...document, headings, passages: await fitted(document, passages, embedder) });
  }
  return { documents: split, centreHolds: earlier !== null && countPassages(split) <= earlier.centredOn * CENTRE_GROWTH };
}

/** Passages that the model takes whole: those too long are halved until they fit. */
async function fitted(document: Document, passages: readonly Passage[], embedder: Embedder): Promise<Passage[]> {
  const counts = await embedder.countTokens(passages.map((passage) => passageText(document, passage).text), 'passage');
  const fitting: Passage[] = [];
  for (const [at, passage] of passages.entries()) {
    if (counts[at]! <= embedder.model.maxTokens) fitting.push(passage);
    else fitting.push(...(await fitted(document, splitPassage(document, passage), embedder)));
  }
  return fitting;
}

function countPassages(documents: readonly IndexedDocument[]): number {
  return documents.reduce((sum, { passages }) => sum + passages.length, 0);
}

/** The same, with `first` of them that lie evenly over the whole put in front. */
function spread<T extends object>(all: readonly T[], first: number): T[] {
  if (all.length <= first) return [...all];
  const step = all.length / first;
  const chosen = new Set(Array.from({ length: first }, (_, at) => all[Math.floor(at * step)]!));
  return [...chosen, ...all.filter((each) => !chosen.has(each))];
}
