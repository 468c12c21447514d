import { describe, expect, test } from 'vitest';
import type { Embedder, Embedding, TextKind } from '../../embeddings/embedder.js';
import { EmbedderProcessError, ModelError } from '../../embeddings/errors.js';
import { SideEmbedder } from '../../embeddings/side-embedder.js';

/** An embedder that answers when it is told to, and keeps what it was asked. */
class Slow implements Embedder {
  readonly model;
  readonly asked: string[] = [];
  closed = false;
  private readonly waiting: { text: string; resolve: (embedding: Embedding) => void; reject: (error: Error) => void }[] = [];

  constructor(checksum = 'c') {
    this.model = { name: 'slow', checksum, dimensions: 1, maxTokens: 9 };
  }

  embed(text: string, kind: TextKind): Promise<Embedding> {
    this.asked.push(`${kind} ${text}`);
    return new Promise((resolve, reject) => this.waiting.push({ text, resolve, reject }));
  }

  answer(): void {
    for (const { text, resolve } of this.waiting.splice(0))
      resolve({ vector: Float32Array.of(text.length), tokens: { vectors: new Float32Array(0), offsets: new Uint32Array(0) } });
  }

  die(error: Error = new EmbedderProcessError('gone')): void {
    for (const { reject } of this.waiting.splice(0)) reject(error);
  }

  countTokens(): Promise<number[]> {
    return Promise.resolve([]);
  }

  close(): Promise<void> {
    this.closed = true;
    return Promise.resolve();
  }
}

const turn = (milliseconds = 0): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

function opened(side: () => Promise<Embedder> = () => Promise.resolve(new Slow()), idle = 1_000): { both: SideEmbedder; main: Slow; starts: () => number } {
  const main = new Slow();
  let starts = 0;
  const both = new SideEmbedder(
    main,
    () => {
      starts++;
      return side();
    },
    idle,
  );
  return { both, main, starts: () => starts };
}

describe('a side process', () => {
  test('is started by a question that comes while passages are embedded, not before', async () => {
    const side = new Slow();
    const { both, main, starts } = opened(() => Promise.resolve(side));
    void both.embed('alone', 'question');
    main.answer();
    const first = both.embed('one', 'passage');
    expect(starts()).toBe(0);
    void both.embed('meanwhile', 'question');
    void both.embed('again', 'question');
    expect(starts()).toBe(1);
    await turn();
    const second = both.embed('two', 'passage');
    expect(main.asked).toEqual(['question alone', 'passage one', 'question meanwhile', 'question again']);
    expect(side.asked).toEqual(['passage two']);
    main.answer();
    side.answer();
    expect([(await first).vector[0], (await second).vector[0]]).toEqual([3, 3]);
    await both.close();
    expect([main.closed, side.closed]).toEqual([true, true]);
  });

  test.each([
    ['ends', new EmbedderProcessError('gone')],
    ['finds other files of the model when it is started again', new ModelError('changed')],
  ])('that %s is done without: its passage is embedded by the first one, and none is started again', async (_, error) => {
    const side = new Slow();
    const { both, main, starts } = opened(() => Promise.resolve(side));
    void both.embed('one', 'passage');
    void both.embed('question', 'question');
    await turn();
    const second = both.embed('second', 'passage');
    side.die(error);
    await turn();
    expect(main.asked.at(-1)).toBe('passage second');
    main.answer();
    expect((await second).vector[0]).toBe(6);
    void both.embed('more', 'passage');
    void both.embed('question', 'question');
    expect(starts()).toBe(1);
  });

  test.each([
    ['does not start', () => Promise.reject(new Error('no memory'))],
    ['has another model', () => Promise.resolve(new Slow('other'))],
  ])('that %s is done without', async (_, side) => {
    const { both, main } = opened(side);
    void both.embed('one', 'passage');
    void both.embed('question', 'question');
    await turn();
    void both.embed('two', 'passage');
    expect(main.asked).toEqual(['passage one', 'question question', 'passage two']);
  });

  test('is ended once it has nothing to do, and started again when wanted', async () => {
    const sides = [new Slow(), new Slow()];
    const { both, main, starts } = opened(() => Promise.resolve(sides[starts() - 1]!), 5);
    for (const side of sides) {
      void both.embed('one', 'passage');
      void both.embed('question', 'question');
      await turn();
      const second = both.embed('two', 'passage');
      main.answer();
      await turn(20);
      expect(side.closed).toBe(false);
      side.answer();
      await second;
      await turn(40);
      expect(side.closed).toBe(true);
    }
    expect(starts()).toBe(2);
  });
});
