import { join } from 'node:path';
import type { ModelIdentity } from '../../../embeddings/index.js';
import { StoppedError } from '../../errors.js';
import { centreRecord, embeddingIn, embeddingRecord, headOf, keyOf, nameOf, RECORD_FORMAT, type Centre, type KeptEmbedding } from './embedding-record.js';
import { Journal } from './journal.js';

/** Its place beside the index. */
const FILE = 'embedding.journal';

interface Place {
  readonly at: number;
  readonly bytes: number;
  /** Name of the centre of its codes; `null` where tokens are kept as they came from the model. */
  readonly centreName: string | null;
}

/**
 * The passages embedded so far by a build whose index is not written yet: one that is stopped, or dies, loses none of them. It is
 * only there to save time, so nothing that goes wrong with it is an error.
 */
export class KeptEmbeddings {
  /** The centre measured last; `null` while there is none. */
  centre: Centre | null = null;
  private readonly places = new Map<string, Place>();
  private readonly journal: Journal;
  private readonly dimensions: number;
  private added = 0;

  private constructor(place: string, { checksum, dimensions }: ModelIdentity, settings: string) {
    this.dimensions = dimensions;
    this.journal = new Journal(join(place, FILE), { format: RECORD_FORMAT, model: checksum, dimensions, settings });
  }

  /** @param settings whatever else makes vectors and codes other than before: what was kept otherwise is dropped. */
  static async open(place: string, model: ModelIdentity, settings: string): Promise<KeptEmbeddings> {
    const kept = new KeptEmbeddings(place, model, settings);
    try {
      await kept.journal.load((record, at) => {
        kept.note(record, at);
      });
    } catch {
      await kept.forget();
    }
    return kept;
  }

  /**
   * Does `work`, which embeds each passage that is not kept yet and puts all of them where they are to be: then they are forgotten.
   * @throws {StoppedError} with what is kept, when the signal was given; else what `work` throws
   */
  static async during<T>(
    place: string,
    { model, settings }: { readonly model: ModelIdentity; readonly settings: string },
    signal: AbortSignal | undefined,
    work: (kept: KeptEmbeddings) => Promise<T>,
  ): Promise<T> {
    const kept = await KeptEmbeddings.open(place, model, settings);
    try {
      const done = await work(kept);
      await kept.forget();
      return done;
    } catch (error) {
      throw signal?.aborted ? new StoppedError(kept.size) : error;
    } finally {
      await kept.close();
    }
  }

  /** Removes what is kept at a place, whoever kept it, without reading it. */
  static async drop(place: string): Promise<void> {
    await new Journal(join(place, FILE), {}).remove();
  }

  /** Passages that need not be embedded again. */
  get size(): number {
    return this.places.size + this.added;
  }

  /** Whether `find` gives something. @param centre the one that codes must be on; `null` for none. */
  has(text: string, centre: Float32Array | null): boolean {
    return this.placeOf(text, centre) !== null;
  }

  /** What was kept of a text as the model read it; codes only when they are on this centre. */
  async find(text: string, centre: Float32Array | null): Promise<KeptEmbedding | null> {
    const place = this.placeOf(text, centre);
    if (!place) return null;
    try {
      return embeddingIn(await this.journal.record(place.at, place.bytes), this.dimensions);
    } catch {
      return null;
    }
  }

  /** A centre was measured: codes kept from now on are on it. */
  async keepCentre(measured: Centre): Promise<void> {
    this.centre = measured;
    await this.journal.append(centreRecord(measured));
  }

  async keep(text: string, embedding: KeptEmbedding, centre: Float32Array | null): Promise<void> {
    // Where it lies is known only when the file is read again: another process may be appending too.
    if (await this.journal.append(embeddingRecord(text, embedding, centre))) this.added++;
  }

  /** Lets go of the file; what is kept stays. */
  close(): Promise<void> {
    return this.journal.close();
  }

  /** Once the index holds all of it. */
  async forget(): Promise<void> {
    await this.journal.remove();
    this.places.clear();
    this.centre = null;
    this.added = 0;
  }

  private placeOf(text: string, centre: Float32Array | null): Place | null {
    const place = this.places.get(keyOf(text));
    return place && (place.centreName === null || place.centreName === nameOf(centre)) ? place : null;
  }

  private note(record: Buffer, at: number): void {
    const head = headOf(record, this.dimensions);
    if (head === null) return;
    if ('centre' in head) this.centre = head.centre;
    else this.places.set(head.key, { at, bytes: record.length, centreName: head.isCoded ? head.centreName : null });
  }
}
