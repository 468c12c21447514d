import { median, timed } from './support/measure.mjs';

export const title = 'Writing an index';

/** Milliseconds that writing takes a passage, embedding not counted, against embedding it. */
export async function run({ embedder, source, indexes, sizes }) {
  const times = [];
  for (const text of source.texts.slice(0, 15)) times.push((await timed(() => embedder.embed(text, 'passage'))).milliseconds);
  const embedding = median(times);
  return Promise.all(
    sizes.map(async (size) => {
      const ms = (await indexes.writing(size)) / size;
      return {
        measure: `${size} passages`,
        'ms a passage': ms,
        'embedding ms': embedding,
        'hours in all': (size * (ms + embedding)) / 3_600_000,
        against: 'embedding it',
        ratio: ms / embedding,
        target: { atMost: 0.1 },
        floor: { atMost: 0.5 },
      };
    }),
  );
}
