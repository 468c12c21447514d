import { describe, expect, it } from 'vitest';
import type { Dossier } from '../../../retrieval/dossier.js';
import type { AskOptions } from '../../../retrieval/search/ask-options.js';
import { locateGolds } from '../../../retrieval/evaluation/questions/golds.js';
import { parseQuestions } from '../../../retrieval/evaluation/questions/questions.js';
import { passageIds } from '../../../retrieval/evaluation/questions/removal.js';
import { runName, runQuestions, type RunSettings } from '../../../retrieval/evaluation/run.js';
import { wordDossier } from '../../support/fake-dossier.js';

const TEXTS = {
  'a.txt': 'Le fournisseur Oportik vendait des téléphones.\n\nLa fouille visait 500 cellules. Rien de plus.\n\nUne fin sans rapport.',
  'b.txt': 'Les voitures sont saisies.\n\nUn chat dort.',
};
const QUESTIONS = [
  { id: 'cells', question: 'Combien de cellules la fouille visait-elle ?', gold: [{ file: 'a.txt', quote: 'La fouille visait 500 cellules.' }], kind: 'fact' },
  {
    id: 'both',
    question: 'téléphones, voitures saisies',
    gold: [
      { file: 'a.txt', quote: 'vendait des téléphones' },
      { file: 'b.txt', quote: 'Les voitures sont saisies.' },
    ],
    all: true,
    kind: 'two',
  },
  { id: 'file', question: 'chat', gold: [{ file: 'b.txt' }], kind: 'fact' },
  { id: 'none', question: 'Recette de crêpes ?', gold: [], kind: 'off' },
];
const PLAIN: RunSettings = { method: 'late', variant: null, removed: null };

async function run(settings: Partial<RunSettings> = {}, dossier: Dossier = wordDossier(TEXTS)) {
  const questions = parseQuestions(QUESTIONS.map((question) => JSON.stringify(question)).join('\n'), 'q');
  const asked: [string, AskOptions][] = [];
  const listening: Dossier = { ...dossier, ask: (question, options) => (asked.push([question, options ?? {}]), dossier.ask(question, options)) };
  const steps: string[] = [];
  const result = await runQuestions(listening, questions, locateGolds(dossier, questions, 'q'), { ...PLAIN, ...settings }, (done, total) =>
    steps.push(`${done}/${total}`),
  );
  const outcome = (id: string) => result.outcomes.find((one) => one.id === id)!;
  return { ...result, asked, steps, outcome };
}

describe('runQuestions', () => {
  it('asks every question once for 10 passages, the first twice to warm up', async () => {
    const { asked, steps, outcomes } = await run({ method: 'dense' });
    expect(asked.map(([question]) => question)).toEqual([QUESTIONS[0]!, ...QUESTIONS].map((one) => one.question));
    for (const [, options] of asked) expect(options).toEqual({ method: 'dense', top: 10 });
    expect(steps).toEqual(['1/4', '2/4', '3/4', '4/4']);
    expect(outcomes).toHaveLength(4);
  });

  it('judges each answer', async () => {
    const { outcome, verbatim, skipped } = await run();
    expect(outcome('cells')).toMatchObject({ answerable: true, ranks: [1], served: 1, firstRight: true, marked: true, kind: 'fact' });
    // One of two at the first rank is not enough when both are needed.
    expect(outcome('both').ranks.toSorted()).toEqual([1, 2]);
    expect(outcome('both')).toMatchObject({ served: 2, firstRight: true });
    // Without a quote no sentence is the right one.
    expect(outcome('file')).toMatchObject({ served: 1, marked: null });
    expect(outcome('none')).toMatchObject({ answerable: false, verdict: 'absent', served: null, firstRight: false, marked: null });
    expect(verbatim).toEqual({ checked: 4 * 5, broken: [] });
    expect(skipped).toBe(0);
  });

  it('asks the variant', async () => {
    const { asked, outcome } = await run({ variant: 'unaccented' });
    expect(asked.at(-1)![0]).toBe('Recette de crepes ?');
    expect(outcome('none').question).toBe('Recette de crepes ?');
  });

  it('takes whole documents away, and skips what would leave none', async () => {
    const { asked, outcomes, skipped } = await run({ removed: 'article' });
    expect(skipped).toBe(1);
    expect(outcomes.map((one) => one.id)).toEqual(['cells', 'file']);
    expect(outcomes.every((one) => !one.answerable)).toBe(true);
    expect(asked.map(([, options]) => options.files)).toEqual([['b.txt'], ['b.txt'], ['a.txt']]);
    for (const one of outcomes) for (const passage of one.passages) expect(one.gold.map((gold) => gold.file)).not.toContain(passage.file);
  });

  it('takes away only the passages of the gold', async () => {
    const { outcomes } = await run({ removed: 'passage' });
    const cells = outcomes.find((one) => one.id === 'cells')!;
    expect(cells.passages.map((passage) => passage.quote)).not.toContain('La fouille visait 500 cellules. Rien de plus.');
    expect(cells.passages.map((passage) => passage.file)).toContain('a.txt');
    expect(cells).toMatchObject({ served: null, answerable: false });
    // A gold without a quote is the whole file.
    expect(outcomes.find((one) => one.id === 'file')!.passages.map((passage) => passage.file)).not.toContain('b.txt');
  });

  it('finds citations that are not to the letter, marks outside their passage, and focuses outside the mark', async () => {
    const honest = wordDossier(TEXTS);
    const lying: Dossier = {
      ...honest,
      ask: async (question, options) => {
        const answer = await honest.ask(question, options);
        const [first, second, third, ...others] = answer.passages;
        const also = [{ ...first!, quote: 'ailleurs' }];
        return {
          ...answer,
          passages: [
            { ...first!, quote: `${first!.quote} ` },
            { ...second!, highlight: [second!.start - 1, second!.end], also },
            { ...third!, focus: [0, 0] },
            ...others,
          ],
        };
      },
    };
    const { verbatim } = await run({}, lying);
    expect(verbatim.checked).toBe(4 * 6);
    const ofFirst = verbatim.broken.filter((line) => line.startsWith('cells: '));
    expect(ofFirst).toHaveLength(4);
    expect(ofFirst[0]).toMatch(/^cells: a\.txt 48–\d+: the quote is not what stands there$/u);
    expect(ofFirst.join('\n')).toMatch(/the marked sentence -?\d+–\d+ is not inside it/u);
    expect(ofFirst.join('\n')).toMatch(/the focus 0–0 is not inside the marked sentence/u);
  });

  it('passes on what the dossier throws: a failure is not a miss', async () => {
    await expect(run({}, { ...wordDossier(TEXTS), ask: () => Promise.reject(new Error('the model is gone')) })).rejects.toThrow('the model is gone');
  });

  it('takes an answer without passages as a miss', async () => {
    const dossier = wordDossier(TEXTS);
    const { outcome } = await run({}, { ...dossier, ask: async (question, options) => ({ ...(await dossier.ask(question, options)), passages: [] }) });
    expect(outcome('cells')).toMatchObject({ served: null, firstRight: false, marked: null, answerable: true });
  });
});

describe('passageIds', () => {
  it('walks to both ends of the document, and no further', async () => {
    const dossier = wordDossier(TEXTS);
    const quotes = (await passageIds(dossier, 'a.txt', '500 cellules')).map((id) => dossier.passage(id)!.quote);
    expect(quotes).toEqual(TEXTS['a.txt'].split('\n\n'));
    expect(await passageIds(wordDossier({ 'e.txt': '' }), 'e.txt', 'chat')).toEqual([]);
  });
});

describe('runName', () => {
  it('says method, variant and removal', () => {
    expect(runName(PLAIN)).toBe('late');
    expect(runName({ method: 'dense', variant: 'short', removed: 'article' })).toBe('dense, short, article removed');
  });
});
