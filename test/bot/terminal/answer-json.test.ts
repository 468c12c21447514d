import { describe, expect, it } from 'vitest';
import { answerJson, errorJson } from '../../../bot/terminal/answer-json.js';
import { wordDossier } from '../../support/fake-dossier.js';
import { seedTexts } from '../../support/dossiers.js';

describe('answerJson', () => {
  it('has the fields of the design in its order, the later ones at the end', async () => {
    const answer = await wordDossier(Object.fromEntries(seedTexts)).ask('Combien de cellules ont été fouillées ?');
    const line = answerJson(answer);
    const read = JSON.parse(line) as { passages: Record<string, unknown>[]; searched: object };
    expect(Object.keys(read)).toEqual(['question', 'verdict', 'confidence', 'passages', 'searched', 'milliseconds']);
    expect(Object.keys(read.passages[0]!)).toEqual([
      'rank',
      'id',
      'file',
      'title',
      'start',
      'end',
      'lines',
      'page',
      'quote',
      'highlight',
      'score',
      'focus',
      'also',
      'heading',
      'date',
    ]);
    expect(Object.keys(read.searched)).toEqual(['documents', 'passages', 'unread']);
    expect(read.passages).toHaveLength(5);
    expect(read.passages[0]).toEqual({ ...answer.passages[0], also: [] });
  });

  it('says which words of a quote were read with little confidence, as offsets into the quote', async () => {
    const answer = await wordDossier({ 'a.txt': 'Un préambule. La fouille visait 500 cellules.' }).ask('fouille');
    const [passage] = answer.passages;
    const word = passage!.quote.indexOf('visait');
    const scanned = { ...passage!, start: passage!.start + 100, uncertain: [[passage!.start + 100 + word, passage!.start + 106 + word]] as const };
    const read = JSON.parse(answerJson({ ...answer, passages: [{ ...scanned, also: [scanned] }] })) as {
      passages: { quote: string; uncertain: [number, number][]; also: object[] }[];
    };
    expect(read.passages[0]!.uncertain.map(([from, to]) => read.passages[0]!.quote.slice(from, to))).toEqual(['visait']);
    expect(read.passages[0]!.also[0]).toMatchObject({ uncertain: [[word, word + 6]] });
  });

  it('is one line for every reader, and gives back every sign', async () => {
    const hostile = 'mot a\u2028b\u2029c\u0085d\u001B[31me\u009B31m\u007F "f" \\ 🙂\uD800';
    const answer = await wordDossier({ 'h.txt': hostile }).ask('mot');
    const line = answerJson(answer);
    expect(line).not.toMatch(/[\u0000-\u001F\u007F-\u009F\u2028\u2029]/u);
    expect((JSON.parse(line) as typeof answer).passages[0]!.quote).toBe(hostile);
  });

  it('keeps a line for a question that could not be asked', () => {
    expect(JSON.parse(errorJson('?', 'asking: …'))).toEqual({ question: '?', error: 'asking: …' });
  });
});
