import type { BotContext, Parts } from '../context.js';
import { documentByFile } from '../document-key.js';
import type { KeptAnswer } from '../memory/index.js';
import { passageMessage, stretch, type Message } from '../messages/index.js';

/** A passage with its surroundings as a message; `null` once it no longer stands. */
export function passageView(
  ctx: BotContext,
  { dossier }: Parts,
  id: string,
  before: number,
  after: number,
  place: KeptAnswer['passages'][number] | null,
  from: { readonly answer: string; readonly page: number } | null,
): Message | null {
  const passage = dossier.passage(id);
  const around = stretch(dossier, id, before, after);
  if (passage === null || around === null) return null;
  const moved = ([a, b]: readonly [number, number]): readonly [number, number] => [passage.start + a, passage.start + b];
  return passageMessage(
    {
      id,
      stretch: around,
      passage,
      highlight: place === null ? null : moved(place.highlight),
      focus: place?.focus == null ? null : moved(place.focus),
      link: documentByFile(dossier, passage.file)?.link ?? null,
      from,
    },
    ctx.speech,
  );
}
