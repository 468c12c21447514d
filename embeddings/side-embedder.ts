import type { Embedder, Embedding, ModelIdentity, TextKind } from './embedder.js';
import { EmbedderProcessError, ModelError } from './errors.js';

/** A side process with nothing to do is ended after this long, in milliseconds: it holds the model a second time (some 400 MB). */
const IDLE = 20_000;

/**
 * Embeds questions and passages in one process as long as only one kind comes. When a question comes while passages are embedded,
 * a second process is started for the passages, which leaves the processor to questions: a question would else wait for the passage
 * under way, which takes longer than itself. Until that process is ready, and should it fail, passages go on in the first one.
 */
export class SideEmbedder implements Embedder {
  readonly model: ModelIdentity;
  #side: Embedder | null = null;
  #starting: Promise<void> | null = null;
  #passages = 0;
  #idle: NodeJS.Timeout | null = null;
  /** A side process was lost: there is no room for it here. */
  #lost = false;
  #closed = false;

  constructor(
    private readonly main: Embedder,
    private readonly startSide: () => Promise<Embedder>,
    private readonly idle = IDLE,
  ) {
    this.model = main.model;
  }

  embed(text: string, kind: TextKind): Promise<Embedding> {
    if (kind === 'passage') return this.#passage(text);
    if (this.#passages > 0) this.#startSide();
    return this.main.embed(text, kind);
  }

  countTokens(texts: readonly string[], kind: TextKind): Promise<number[]> {
    return this.main.countTokens(texts, kind);
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#idle) clearTimeout(this.#idle);
    await this.#starting;
    await Promise.all([this.main.close(), this.#side?.close()]);
  }

  async #passage(text: string): Promise<Embedding> {
    this.#passages++;
    const side = this.#side;
    try {
      return await (side ?? this.main).embed(text, 'passage');
    } catch (error) {
      // It ended, or was started again and found the model's files changed: the first process has its model in memory.
      if (!side || !(error instanceof EmbedderProcessError || error instanceof ModelError)) throw error;
      this.#side = null;
      this.#lost = true;
      void side.close();
      return await this.main.embed(text, 'passage');
    } finally {
      this.#passages--;
      if (this.#side) this.#endWhenIdle();
    }
  }

  #startSide(): void {
    if (this.#side || this.#starting || this.#lost || this.#closed) return;
    this.#starting = this.startSide()
      .then((side) => {
        if (this.#closed || side.model.checksum !== this.model.checksum) return side.close();
        this.#side = side;
        this.#endWhenIdle();
        return undefined;
      })
      .catch(() => {
        this.#lost = true;
      })
      .finally(() => {
        this.#starting = null;
      });
  }

  #endWhenIdle(): void {
    if (this.#idle) clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      if (this.#passages > 0) return;
      void this.#side?.close();
      this.#side = null;
    }, this.idle).unref();
  }
}
