import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { contentRows, contentTokens, createRotation, passageText } from '../../index/index.js';
import { documentsOf, prepareQuestion, rank, tokenMarks } from '../../search/index.js';
import { markIsRight } from '../figures/metrics.js';
import { placesOf } from '../questions/places.js';
import type { Question } from '../questions/questions.js';
import { unaccent } from '../questions/variants.js';
import { readerSaw } from './reader-taught.js';
import type { Lesson, TrainingDossier } from './training-dossier.js';

/** Candidates of a question that the reader learns to tell from the right one. */
const CANDIDATES = 30;

/** As typed in haste: no accents, no capitals, no punctuation. */
function typed(question: string): string {
  return unaccent(question)
    .toLowerCase()
    .replace(/[?!.,;:]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}

/**
 * Writes what training/train.py learns the reader from into a folder: examples.json; passages.f32 and questions.f32, the token
 * vectors as the model gives them, one passage or question after the other (of passages the tokens that carry meaning, of questions
 * all); rotation.f32. The training centres, rotates and encodes them itself, since each dossier has its own centre.
 */
export async function writeReaderExamples(folder: string, { dossier, embedder, questions, onDone }: Lesson): Promise<void> {
  const { store } = dossier;
  const { dimensions } = store;
  const documents = documentsOf(store);
  const total = store.passages.length + questions.length;
  mkdirSync(folder, { recursive: true });
  const passages: object[] = [];
  const startsOf: Uint32Array[] = [];
  await writing(join(folder, 'passages.f32'), async (write) => {
    for (const [row, passage] of store.passages.entries()) {
      onDone(row, total);
      const document = documents.get(passage.file)!;
      const { text, context } = passageText(document, passage);
      const content = contentTokens((await embedder.embed(text, 'passage')).tokens, text, dimensions, context);
      const starts = content.offsets.filter((_, at) => at % 2 === 0);
      const { beginsSentence, digit, capital } = tokenMarks(document.text, passage, {
        codes: new Uint8Array(0),
        scales: new Float32Array(0),
        starts: Uint16Array.from(starts),
      });
      write(content.vectors);
      startsOf.push(starts);
      passages.push({ file: passage.file, tokens: starts.length, beginsSentence: [...beginsSentence], digit: [...digit], capital: [...capital] });
    }
  });
  const asked: object[] = [];
  await writing(join(folder, 'questions.f32'), async (write) => {
    for (const [at, question] of questions.entries()) {
      onDone(store.passages.length + at, total);
      const golds = [...dossier.goldRows(question)];
      if (golds.length === 0 || !readerSaw(question)) continue;
      const said = spokenFor(dossier, golds[0]!, startsOf[golds[0]!]!, question);
      for (const text of [question.question, typed(question.question)]) {
        const { tokens } = await embedder.embed(text, 'question');
        const content = new Set(contentRows(tokens.offsets, text));
        const { hits } = await rank(store, prepareQuestion(text, embedder, store), { method: 'unread' });
        const best = hits.slice(0, CANDIDATES);
        write(tokens.vectors);
        asked.push({
          question: text,
          tokens: tokens.offsets.length / 2,
          content: Array.from({ length: tokens.offsets.length / 2 }, (_, token) => Number(content.size === 0 || content.has(token))),
          golds,
          rows: best.map(({ row }) => row),
          scores: best.map(({ score }) => score),
          ...said,
        });
      }
    }
  });
  const rotation = createRotation(dimensions);
  await writing(join(folder, 'rotation.f32'), (write) => {
    for (let at = 0; at < dimensions; at++) {
      const unit = Float32Array.from({ length: dimensions }, (_, other) => Number(other === at));
      rotation.apply(unit);
      write(unit);
    }
    return Promise.resolve();
  });
  writeFileSync(join(folder, 'examples.json'), JSON.stringify({ model: embedder.model.checksum, dimensions, passages, questions: asked }));
}

/** Which tokens of a passage are of the sentence that answers, and of the answer itself (of the sentence where it is not given). */
function spokenFor({ store }: TrainingDossier, row: number, starts: Uint32Array, { gold, answer }: Question): { sentence: number[]; answer: number[] } {
  const passage = store.passages[row]!;
  const { text } = documentsOf(store).get(passage.file)!;
  const places = gold.flatMap(({ file, quote }) => (file === passage.file && quote !== undefined ? placesOf(quote, text) : []));
  const right = passage.sentences.filter((sentence) => markIsRight(sentence, places));
  const tokensIn = (spans: readonly { start: number; end: number }[]): number[] =>
    [...starts.keys()].filter((token) => spans.some(({ start, end }) => start <= passage.start + starts[token]! && passage.start + starts[token]! < end));
  const sentence = tokensIn(right);
  const within = places.flatMap(({ start, end }) => {
    const [place] = answer === undefined ? [] : placesOf(answer, text.slice(start, end));
    return place ? [{ start: start + place.start, end: start + place.end }] : [];
  });
  const answering = tokensIn(within);
  return { sentence, answer: answering.length > 0 ? answering : sentence };
}

async function writing(file: string, fill: (write: (values: Float32Array) => void) => Promise<void>): Promise<void> {
  const open = openSync(file, 'w');
  try {
    await fill((values) => {
      writeSync(open, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    });
  } finally {
    closeSync(open);
  }
}
