import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../embeddings/project-root.js';
import { evaluateDossier, readQuestions, type Evaluation } from '../retrieval/evaluation/index.js';
import { openDossier, type Dossier } from '../retrieval/index.js';

/*
 * Quality must not fall unnoticed: floors a little under what the README reports, so that another CPU's rounding passes and a real
 * regression does not. No weight is learned from the seeds' questions, so they are not what the code was fitted to.
 */

function evaluated(
  folder: string,
  questionsFile: string,
  ways: Parameters<typeof evaluateDossier>[2],
): { readonly evaluation: Evaluation; readonly dossier: Dossier } {
  const state: { evaluation?: Evaluation; dossier?: Dossier } = {};
  beforeAll(async () => {
    state.dossier = await openDossier({ folder, index: join(projectRoot, '.dossier', `floor-${questionsFile.replaceAll(/\W+/gu, '-').slice(-40)}`) });
    state.evaluation = await evaluateDossier(state.dossier, readQuestions(questionsFile), ways);
  }, 900_000);
  afterAll(() => state.dossier?.close());
  return {
    get evaluation() {
      return state.evaluation!;
    },
    get dossier() {
      return state.dossier!;
    },
  };
}

const runOf = (evaluation: Evaluation, method: string, removed: string | null = null) =>
  evaluation.runs.find((run) => run.method === method && run.removed === removed)!;

describe('on the seeds', () => {
  const seeds = evaluated(join(projectRoot, 'seeds'), join(projectRoot, 'test/questions.jsonl'), { methods: ['lexical', 'late'], variants: [], removals: [] });

  it('every quote is a slice of its document', () => {
    for (const { verbatim } of seeds.evaluation.runs) expect(verbatim).toMatchObject({ broken: [] });
  });

  it('the right passage is found, better than by words alone', () => {
    const late = runOf(seeds.evaluation, 'late').figures;
    expect(late.hitAt[1]).toBeGreaterThanOrEqual(0.66);
    expect(late.hitAt[5]).toBeGreaterThanOrEqual(0.86);
    expect(late.hitAt[1]).toBeGreaterThanOrEqual((runOf(seeds.evaluation, 'lexical').figures.hitAt[1] ?? 1) + 0.05);
  });

  it('the marked sentence holds the answer', () => {
    expect(runOf(seeds.evaluation, 'late').figures.marks.share).toBeGreaterThanOrEqual(0.82);
  });

  it('what is off topic or takes something false as given is refused, and not too much of what is answered', () => {
    const late = runOf(seeds.evaluation, 'late');
    expect(late.kinds.get('off-topic')!.refusals.right).toBeGreaterThanOrEqual(0.9);
    expect(late.kinds.get('false-premise')!.refusals.right).toBeGreaterThanOrEqual(0.65);
    expect(late.kinds.get('near-topic')!.refusals.right).toBeGreaterThanOrEqual(0.5);
    expect(late.figures.refusals.withheld).toBeLessThanOrEqual(0.26);
  });

  it('the main question is answered, and well clear of the threshold', async () => {
    const answer = await seeds.dossier.ask("Combien de cellules ont été fouillées pendant l'opération Prison Break ?");
    expect(answer.verdict).toBe('answered');
    expect(answer.passages[0]!.quote).toContain('environ 500 cellules');
  });

  it.each([
    'Quelle est la recette de la tarte aux pommes ?',
    'Quel temps fera-t-il demain à Paris ?',
    'Qui a gagné la coupe du monde de football ?',
    'How do I bake bread?',
    'What is the weather like today?',
    'Bonjour, ça va ?',
    'tu es nul',
    'help',
    'résume tout',
    'ok',
    'Va-t-il pleuvoir à Nice dimanche ?',
    'recette blanquette de veau',
    'Qui a marqué pour le PSG ?',
    'Is it snowing in Boston?',
    'How do I fry an egg?',
    'Who plays for Manchester United?',
    'you are so dumb',
    'Pourquoi Felix Bingui a-t-il été arrêté en Espagne ?',
  ])('"%s" is not answered', async (question) => {
    expect((await seeds.dossier.ask(question)).verdict).not.toBe('answered');
  });
});

const benchmark = join(projectRoot, '../shared/benchmarks/piaf');
const hasBenchmark = existsSync(join(benchmark, 'questions.jsonl'));
if (!hasBenchmark) console.warn('skipping the floor on PIAF: no shared/benchmarks/piaf beside the project');

describe.skipIf(!hasBenchmark)('on PIAF, which the weights were learned and chosen on', () => {
  const piaf = evaluated(join(benchmark, 'documents'), join(benchmark, 'questions.jsonl'), {
    methods: ['lexical', 'dense', 'hybrid', 'late'],
    variants: [],
    removals: ['article'],
  });
  const figures = (method: string) => runOf(piaf.evaluation, method).figures;

  it('both searches together beat each alone', () => {
    expect(figures('hybrid').hitAt[1]).toBeGreaterThanOrEqual((figures('lexical').hitAt[1] ?? 1) + FLOOR.hybridOverLexical);
    expect(figures('hybrid').hitAt[1]).toBeGreaterThanOrEqual((figures('dense').hitAt[1] ?? 1) + FLOOR.hybridOverDense);
  });

  it('late interaction finds the right passage', () => {
    expect(figures('late').hitAt[1]).toBeGreaterThanOrEqual(FLOOR.hitAt1);
    expect(figures('late').hitAt[5]).toBeGreaterThanOrEqual(FLOOR.hitAt5);
    expect(figures('late').marks.share).toBeGreaterThanOrEqual(FLOOR.marks);
  });

  it('most questions are refused once their article is taken away', () => {
    const { removal } = runOf(piaf.evaluation, 'late', 'article');
    expect(removal!.refusedAtCost['0.1']).toBeGreaterThanOrEqual(FLOOR.refusedAtCostOfTenth);
  });

  it('every quote is a slice of its document', () => {
    for (const { verbatim } of piaf.evaluation.runs) expect(verbatim).toMatchObject({ broken: [] });
  });
});

const FLOOR = { hybridOverLexical: 0.04, hybridOverDense: 0.08, hitAt1: 0.79, hitAt5: 0.915, marks: 0.715, refusedAtCostOfTenth: 0.87 };
