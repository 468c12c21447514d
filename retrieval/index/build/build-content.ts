import type { Embedder, TokenVectors } from '../../../embeddings/index.js';
import type { Document } from '../../documents/index.js';
import type { Progress } from '../../progress.js';
import { splitDocument, splitPassage, type Passage, type PassageSizes } from '../../passages/index.js';
import type { KeptEmbeddings } from './kept-embeddings.js';
import { lendPassages, type Earlier } from './lend.js';
import { contentTokens, passageText, type Context, type PassageText } from './passage-text.js';
import type { EmbeddedPassage, IndexContent, IndexedDocument } from '../store.js';
import { meanDirection, TokenCoder } from '../tokens/token-codes.js';

export interface BuildInput {
  readonly documents: readonly Document[];
  readonly embedder: Embedder;
  readonly earlier: Earlier | null;
  /** What a build that was stopped has embedded; this one adds to it as it goes. */
  readonly kept?: KeptEmbeddings | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /**
   * Puts what is done so far on disk, so that neither a crash nor the memory it takes loses hours of work: called each time that
   * `savedEvery` more passages are ready. @returns the documents as they are held now, in the same order; they take the place of those given.
   */
  readonly save?: ((content: IndexContent) => Promise<readonly IndexedDocument[]>) | undefined;
  readonly savedEvery?: number;
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

/** Two or three minutes of embedding, 30 MB of memory. */
const SAVED_EVERY = 4_096;

/** A passage that is not embedded yet. */
interface Missing {
  readonly document: IndexedDocument;
  /** Its number in the document. */
  readonly number: number;
  /** What embedding it takes, in characters: the time grows as the length (measured: .1 ms each on quiet cores), and a little for each. */
  readonly work: number;
  /** A build that was stopped has embedded it. */
  readonly isKept: boolean;
}

/** Documents → everything an index holds. Only passages that `earlier` does not have are embedded. */
export async function buildContent(input: BuildInput): Promise<{ readonly content: IndexContent; readonly embedded: number }> {
  const { embedder, kept, onProgress, save, savedEvery = SAVED_EVERY } = input;
  const { dimensions } = embedder.model;
  const documents = await splitAll(input);
  const passages = countPassages(documents);
  const holds = ({ centredOn }: { readonly centredOn: number }): boolean => passages <= centredOn * CENTRE_GROWTH;
  const earlier = input.earlier && holds(input.earlier) ? input.earlier : null;
  const centred = earlier ?? (kept?.centre && holds(kept.centre) ? kept.centre : null);
  const centredOn = centred?.centredOn ?? passages;
  let coder = centred && new TokenCoder(centred.centre);
  // Documents of the earlier index stay as they are, unless its centre no longer holds.
  const standing = new Set<IndexedDocument>(earlier?.documents);
  const fresh = new Map<IndexedDocument, (EmbeddedPassage | null)[]>();
  const missing: Missing[] = [];
  for (const document of documents) {
    if (standing.has(document)) continue;
    const rows = await lendPassages(earlier, document);
    fresh.set(document, rows);
    for (const [number, row] of rows.entries()) {
      if (row) continue;
      const text = passageText(document, document.passages[number]!, input.cutting?.context);
      missing.push({ document, number, work: text.text.length + 20, isKept: kept?.has(keyOf(text), coder?.centre ?? null) ?? false });
    }
  }

  const content = (of: readonly IndexedDocument[], centre: Float32Array): IndexContent => ({
    documents: of,
    fresh: new Map(of.flatMap((document) => (fresh.has(document) ? [[document, fresh.get(document) as EmbeddedPassage[]] as const] : []))),
    centre,
    centredOn,
  });
  const held: { readonly missing: Missing; readonly vector: Float32Array; readonly tokens: TokenVectors }[] = [];
  let unsaved = 0;
  const order = coder ? missing : spread(missing, CENTRE_SAMPLE);
  const left = order.filter(({ isKept }) => !isKept);
  const work = { done: 0, total: left.reduce((sum, each) => sum + each.work, 0) };
  let done = 0;
  const tell = (): void => onProgress?.({ stage: 'embedding', done, total: left.length, work: { ...work }, passages });
  for (const [at, each] of order.entries()) {
    input.signal?.throwIfAborted();
    const { document, number } = each;
    const text = passageText(document, document.passages[number]!, input.cutting?.context);
    const before = each.isKept ? await kept!.find(keyOf(text), coder?.centre ?? null) : null;
    if (!before) tell();
    const { vector, ...tokens } = before ?? (await embedded(text, embedder));
    if (!before) {
      done++;
      work.done += each.work;
    }
    if ('codes' in tokens) fresh.get(document)![number] = { vector, tokens: tokens.codes };
    else if (coder) {
      const codes = coder.encode(tokens.content);
      fresh.get(document)![number] = { vector, tokens: codes };
      await kept?.keep(keyOf(text), { vector, codes }, coder.centre);
    } else {
      held.push({ missing: each, vector, tokens: tokens.content });
      if (!before) await kept?.keep(keyOf(text), { vector, content: tokens.content }, null);
    }
    if (!coder && (held.length === CENTRE_SAMPLE || at === order.length - 1)) {
      coder = new TokenCoder(
        meanDirection(
          held.map(({ tokens: { vectors } }) => vectors),
          dimensions,
        ),
      );
      for (const one of held.splice(0)) fresh.get(one.missing.document)![one.missing.number] = { vector: one.vector, tokens: coder.encode(one.tokens) };
      await kept?.keepCentre({ centre: coder.centre, centredOn });
    }
    if (++unsaved < savedEvery || !save || !coder || at === order.length - 1) continue;
    unsaved = 0;
    const ready = documents.filter((one) => standing.has(one) || !fresh.get(one)!.includes(null));
    const saved = await save(content(ready, coder.centre));
    const now = new Map(ready.map((one, index) => [one, saved[index]!]));
    for (const [index, one] of documents.entries()) {
      const same = now.get(one);
      if (!same) continue;
      fresh.delete(one);
      documents[index] = same;
      standing.add(same);
    }
  }
  tell();
  return { content: content(documents, coder?.centre ?? new Float32Array(dimensions)), embedded: done };
}

async function embedded({ text, context }: PassageText, embedder: Embedder): Promise<{ readonly vector: Float32Array; readonly content: TokenVectors }> {
  const { vector, tokens } = await embedder.embed(text, 'passage');
  return { vector, content: contentTokens(tokens, text, embedder.model.dimensions, context) };
}

/** A text as the model reads it, by which it is kept. */
function keyOf({ text, context }: PassageText): string {
  return `${context}\n${text}`;
}

/** Splits the documents that the earlier index does not have. */
async function splitAll({ documents, embedder, earlier, onProgress, signal, cutting }: BuildInput): Promise<IndexedDocument[]> {
  const known = new Set<Document>(earlier?.documents);
  const split: IndexedDocument[] = [];
  let passages = 0;
  for (const [at, document] of documents.entries()) {
    signal?.throwIfAborted();
    onProgress?.({ stage: 'splitting', done: at, total: documents.length, passages });
    if (known.has(document)) {
      // A document taken over from the earlier index comes with its passages.
      split.push(document as IndexedDocument);
    } else {
      const { passages: whole, headings } = splitDocument(document, cutting?.sizes);
      split.push({ ...document, headings, passages: await fitted(document, whole, embedder, cutting?.context) });
    }
    passages += split.at(-1)!.passages.length;
  }
  return split;
}

/** Passages that the model takes whole: those too long are halved until they fit. */
async function fitted(document: Document, passages: readonly Passage[], embedder: Embedder, context: Context | undefined): Promise<Passage[]> {
  const counts = await embedder.countTokens(
    passages.map((passage) => passageText(document, passage, context).text),
    'passage',
  );
  const fitting: Passage[] = [];
  for (const [at, passage] of passages.entries()) {
    if (counts[at]! <= embedder.model.maxTokens) fitting.push(passage);
    else fitting.push(...(await fitted(document, splitPassage(document, passage), embedder, context)));
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
