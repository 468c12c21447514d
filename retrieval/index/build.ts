import type { Embedder, TokenVectors } from '../../embeddings/embedder.js';
import type { Document } from '../documents/document.js';
import type { Progress } from '../dossier.js';
import { splitDocument, splitPassage, type Passage } from '../passages/index.js';
import type { KeptEmbeddings } from './kept-embeddings.js';
import { contentTokens, passageText, type PassageText } from './passage-text.js';
import type { IndexContent, IndexedDocument } from './store.js';
import { meanDirection, TokenCoder, type TokenCodes } from './token-codes.js';

/** What an earlier index of the same model and settings can lend: its passages by what the model read of them. */
export interface Earlier {
  readonly documents: readonly IndexedDocument[];
  /** rows × dimensions. */
  readonly vectors: Float32Array;
  readonly tokens: (row: number) => TokenCodes;
  readonly centre: Float32Array;
  readonly centredOn: number;
}

export interface BuildInput {
  readonly documents: readonly Document[];
  readonly embedder: Embedder;
  readonly earlier: Earlier | null;
  /** What a build that was stopped has embedded; this one adds to it as it goes. */
  readonly kept?: KeptEmbeddings | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Passages whose tokens give the dossier's centre. It must be known before the first code is written, so a sample spread over the
 * whole dossier is embedded first and its token vectors held (256 passages × ~100 content tokens × 1.5 KB = 40 MB).
 */
const CENTRE_SAMPLE = 256;

/** The centre is measured again, and everything embedded again, once the dossier holds this many times the passages it was measured on. */
const CENTRE_GROWTH = 4;

/** Documents → everything an index holds. Only passages that `earlier` does not have are embedded. */
export async function buildContent(input: BuildInput): Promise<{ readonly content: IndexContent; readonly embedded: number }> {
  const { documents, embedder, kept, onProgress } = input;
  const { dimensions } = embedder.model;
  const indexed: IndexedDocument[] = [];
  const known = new Set<Document>(input.earlier?.documents);
  let found = 0;
  for (const [at, document] of documents.entries()) {
    input.signal?.throwIfAborted();
    onProgress?.({ stage: 'splitting', done: at, total: documents.length, passages: found });
    // A document taken over from the earlier index comes with its passages.
    if (known.has(document)) {
      indexed.push(document as IndexedDocument);
      found += (document as IndexedDocument).passages.length;
      continue;
    }
    const { passages, headings } = splitDocument(document);
    const whole = await fitted(document, passages, embedder);
    found += whole.length;
    indexed.push({ ...document, headings, passages: whole });
  }
  const texts = indexed.flatMap((document) => document.passages.map((passage) => passageText(document, passage)));
  const holds = ({ centredOn }: { readonly centredOn: number }): boolean => texts.length <= centredOn * CENTRE_GROWTH;
  const earlier = input.earlier && holds(input.earlier) ? input.earlier : null;
  const centred = earlier ?? (kept?.centre && holds(kept.centre) ? kept.centre : null);
  const lent = rowsByText(earlier);

  const vectors = new Float32Array(texts.length * dimensions);
  const tokens = new Array<TokenCodes>(texts.length);
  const missing: number[] = [];
  for (const [row, text] of texts.entries()) {
    const from = lent.get(keyOf(text));
    if (earlier && from !== undefined) {
      vectors.set(earlier.vectors.subarray(from * dimensions, (from + 1) * dimensions), row * dimensions);
      tokens[row] = earlier.tokens(from);
    } else missing.push(row);
  }

  const held = new Map<number, TokenVectors>();
  let coder = centred && new TokenCoder(centred.centre);
  const order = coder ? missing : spread(missing, CENTRE_SAMPLE);
  const left = order.filter((row) => !kept?.has(keyOf(texts[row]!), coder?.centre ?? null));
  const total = left.length;
  const work = { done: 0, total: left.reduce((sum, row) => sum + workOf(texts[row]!), 0) };
  let done = 0;
  for (const [at, row] of order.entries()) {
    input.signal?.throwIfAborted();
    const key = keyOf(texts[row]!);
    const before = (await kept?.find(key, coder?.centre ?? null)) ?? null;
    if (!before) onProgress?.({ stage: 'embedding', done, total, work: { ...work }, passages: texts.length });
    const { vector, ...tokensOfIt } = before ?? (await embedded(texts[row]!, embedder));
    if (!before) {
      done++;
      work.done += workOf(texts[row]!);
    }
    vectors.set(vector, row * dimensions);
    if ('codes' in tokensOfIt) tokens[row] = tokensOfIt.codes;
    else if (coder) {
      tokens[row] = coder.encode(tokensOfIt.content);
      await kept?.keep(key, { vector, codes: tokens[row] }, coder.centre);
    } else {
      held.set(row, tokensOfIt.content);
      if (!before) await kept?.keep(key, { vector, content: tokensOfIt.content }, null);
    }
    if (!coder && (held.size === CENTRE_SAMPLE || at === order.length - 1)) {
      coder = new TokenCoder(meanDirection([...held.values()].map((each) => each.vectors), dimensions));
      for (const [each, vectorsOfTokens] of held) tokens[each] = coder.encode(vectorsOfTokens);
      held.clear();
      await kept?.keepCentre({ centre: coder.centre, centredOn: texts.length });
    }
  }
  onProgress?.({ stage: 'embedding', done: total, total, work: { ...work, done: work.total }, passages: texts.length });
  const centre = coder?.centre ?? new Float32Array(dimensions);
  const centredOn = centred?.centredOn ?? texts.length;
  return { content: { documents: indexed, vectors, tokens, centre, centredOn }, embedded: total };
}

/** What embedding a text takes, in characters: the time grows as the length (measured: .1 ms each on a quiet core), and a little for each. */
function workOf({ text }: PassageText): number {
  return text.length + 20;
}

async function embedded({ text, context }: PassageText, embedder: Embedder): Promise<{ readonly vector: Float32Array; readonly content: TokenVectors }> {
  const { vector, tokens } = await embedder.embed(text, 'passage');
  return { vector, content: contentTokens(tokens, text, embedder.model.dimensions, context) };
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

function rowsByText(earlier: Earlier | null): Map<string, number> {
  const rows = new Map<string, number>();
  let row = 0;
  for (const document of earlier?.documents ?? []) {
    for (const passage of document.passages) rows.set(keyOf(passageText(document, passage)), row++);
  }
  return rows;
}

function keyOf({ text, context }: PassageText): string {
  return `${context}\n${text}`;
}

/** The same rows, with `first` of them that lie evenly over the whole put in front. */
function spread(rows: readonly number[], first: number): number[] {
  if (rows.length <= first) return [...rows];
  const step = rows.length / first;
  const chosen = new Set(Array.from({ length: first }, (_, at) => rows[Math.floor(at * step)]!));
  return [...chosen, ...rows.filter((row) => !chosen.has(row))];
}
