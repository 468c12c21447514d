import type { Embedder, TokenVectors } from '../../embeddings/embedder.js';
import type { Document } from '../documents/document.js';
import type { Progress } from '../dossier.js';
import { splitDocument, splitPassage, type Passage, type PassageSizes } from '../passages/index.js';
import { contentTokens, passageText, type Context, type PassageText } from './passage-text.js';
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
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Other passages than the shipped ones, for evaluation. `earlier` is of the same. */
  readonly cutting?: Cutting | undefined;
}

/** How documents are cut, and what the model reads before a passage; `DEFAULT_SIZES` and `both` where left out. */
export interface Cutting {
  readonly sizes?: Partial<PassageSizes>;
  readonly context?: Context;
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
  const { documents, embedder, onProgress } = input;
  const { dimensions } = embedder.model;
  const indexed: IndexedDocument[] = [];
  const known = new Set<Document>(input.earlier?.documents);
  for (const [at, document] of documents.entries()) {
    onProgress?.({ stage: 'splitting', done: at, total: documents.length });
    // A document taken over from the earlier index comes with its passages.
    if (known.has(document)) {
      indexed.push(document as IndexedDocument);
      continue;
    }
    const { passages, headings } = splitDocument(document, input.cutting?.sizes);
    indexed.push({ ...document, headings, passages: await fitted(document, passages, embedder, input.cutting?.context) });
  }
  const texts = indexed.flatMap((document) => document.passages.map((passage) => passageText(document, passage, input.cutting?.context)));
  const earlier = input.earlier && texts.length <= input.earlier.centredOn * CENTRE_GROWTH ? input.earlier : null;
  const lent = rowsByText(earlier, input.cutting?.context);

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
  let coder = earlier ? new TokenCoder(earlier.centre) : null;
  const order = coder ? missing : spread(missing, CENTRE_SAMPLE);
  for (const [done, row] of order.entries()) {
    input.signal?.throwIfAborted();
    onProgress?.({ stage: 'embedding', done, total: order.length });
    const { text, context } = texts[row]!;
    const embedding = await embedder.embed(text, 'passage');
    vectors.set(embedding.vector, row * dimensions);
    const content = contentTokens(embedding.tokens, text, dimensions, context);
    if (coder) tokens[row] = coder.encode(content);
    else held.set(row, content);
    if (!coder && (held.size === CENTRE_SAMPLE || done === order.length - 1)) {
      coder = new TokenCoder(meanDirection([...held.values()].map((each) => each.vectors), dimensions));
      for (const [each, vectorsOfTokens] of held) tokens[each] = coder.encode(vectorsOfTokens);
      held.clear();
    }
  }
  onProgress?.({ stage: 'embedding', done: order.length, total: order.length });
  const centre = coder?.centre ?? new Float32Array(dimensions);
  const centredOn = earlier?.centredOn ?? texts.length;
  return { content: { documents: indexed, vectors, tokens, centre, centredOn }, embedded: missing.length };
}

/** Passages that the model takes whole: those too long are halved until they fit. */
async function fitted(document: Document, passages: readonly Passage[], embedder: Embedder, context: Context | undefined): Promise<Passage[]> {
  const counts = await embedder.countTokens(passages.map((passage) => passageText(document, passage, context).text), 'passage');
  const fitting: Passage[] = [];
  for (const [at, passage] of passages.entries()) {
    if (counts[at]! <= embedder.model.maxTokens) fitting.push(passage);
    else fitting.push(...(await fitted(document, splitPassage(document, passage), embedder, context)));
  }
  return fitting;
}

function rowsByText(earlier: Earlier | null, context: Context | undefined): Map<string, number> {
  const rows = new Map<string, number>();
  let row = 0;
  for (const document of earlier?.documents ?? []) {
    for (const passage of document.passages) rows.set(keyOf(passageText(document, passage, context)), row++);
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
