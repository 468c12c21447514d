import type { Embedder } from '../embeddings/index.js';

/** Characters a second before anything was measured: the shipped model on two quiet cores. */
const GUESS = 13_000;

/** A text of the length of a passage; how long it takes hardly depends on what it says. */
const SAMPLE = 'Le conseil municipal a voté à l’unanimité la rénovation du pont et la fermeture de la route départementale pendant les travaux. '.repeat(5);

/** How fast passages are embedded, told before the first one is: what is still being read will take its time there too. */
export class EmbeddingSpeed {
  charactersASecond = GUESS;
  private measured = false;

  constructor(private readonly embedder: Embedder) {}

  /** Embeds a sample once, beside whatever goes on. The first text takes longer, so the second counts. */
  measure(): void {
    if (this.measured) return;
    this.measured = true;
    void this.sample().catch(() => undefined);
  }

  private async sample(): Promise<void> {
    await this.embedder.embed(SAMPLE.slice(0, 100), 'passage');
    const began = performance.now();
    await this.embedder.embed(SAMPLE, 'passage');
    this.charactersASecond = SAMPLE.length / ((performance.now() - began) / 1_000);
  }
}
