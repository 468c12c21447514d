import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultIndexPlace } from '../../../retrieval/index/index-place.js';
import { projectRoot } from '../../../embeddings/project-root.js';
import type { Dossier } from '../../../retrieval/dossier.js';
import { UserError } from '../../../retrieval/errors.js';
import { evaluate } from '../../../retrieval/evaluation/index.js';
import { wordDossier } from '../../support/fake-dossier.js';
import { seedTexts } from '../../support/dossiers.js';
import { temporaryFolder } from '../../support/folder.js';

const folder = temporaryFolder();

const seeds = wordDossier(Object.fromEntries(seedTexts));

async function run(args: string[], world: { env?: Record<string, string>; dossier?: Dossier; open?: () => Promise<Dossier> } = {}) {
  let [stdout, stderr, closed] = ['', '', 0];
  const opened: { folder: string; index: string }[] = [];
  const dossier = world.dossier ?? seeds;
  const status = await evaluate(args, {
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    env: world.env ?? {},
    open:
      world.open ??
      (({ folder: place, index, onProgress }) => {
        opened.push({ folder: place, index });
        onProgress({ stage: 'embedding', done: 1, total: 2 });
        return Promise.resolve({ ...dossier, close: () => ((closed += 1), Promise.resolve()) });
      }),
  });
  return { status, stdout, stderr, opened, closed };
}

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const TWO = file(
  'two.jsonl',
  [
    { id: 'a', question: 'Qui est Felix Bingui ?', gold: [{ file: '001_63b9d839d638d839.txt', quote: 'chef du clan Yoda' }], kind: 'fact' },
    { id: 'b', question: 'Recette <b>de</b> crêpes ?', gold: [], kind: 'off' },
  ]
    .map((one) => JSON.stringify(one))
    .join('\n'),
);

describe('npm run evaluate', () => {
  it('shows the methods side by side on the seeds when nothing is said', async () => {
    const { status, stdout, stderr, opened, closed } = await run([]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^\d+ questions of test\/questions\.jsonl \(\d+ answered by the dossier, \d+ not\)\non seeds: 5 documents, \d+ passages\n/u);
    expect(stdout).toMatch(/^questions as written +lexical +dense +hybrid +unread +late$/mu);
    for (const row of ['hit@1', 'hit@3', 'hit@5', 'hit@10', 'MRR@10', 'nDCG@10', 'milliseconds, median', 'paraphrase (17)', 'off-topic (20)'])
      expect(stdout).toContain(`\n${row}  `);
    expect(stdout).toMatch(/citations verbatim( +all \d+){4}/u);
    expect(stdout).toMatch(/hybrid − lexical, hit@1: [+-]\.\d{3} \[/u);
    expect(stderr).toContain('embedding passages: 1/2\n');
    expect(opened).toEqual([{ folder: join(projectRoot, 'seeds'), index: defaultIndexPlace(join(projectRoot, 'seeds')) }]);
    expect(closed).toBe(1);
  });

  it('prints one JSON object that a later run compares itself with', async () => {
    const first = await run([
      '--json',
      '--questions',
      TWO,
      '--dossier',
      'seeds',
      '--methods',
      'late,lexical',
      '--remove',
      'article,passage',
      '--variant',
      'short',
    ]);
    expect(first.stdout.trimEnd()).not.toContain('\n');
    const record = JSON.parse(first.stdout) as {
      runs: { method: string; variant: string | null; removed: string | null; figures: { hitAt: object }; removal: object | null; outcomes: object[] }[];
    };
    expect(record).toMatchObject({ format: 1, questions: { file: TWO, count: 2, answerable: 1 }, dossier: { folder: 'seeds', documents: 5 } });
    expect(record.runs.map(({ method, variant, removed }) => [method, variant, removed])).toEqual(
      [null, 'article', 'passage'].flatMap((removed) => [null, 'short'].flatMap((variant) => ['lexical', 'late'].map((method) => [method, variant, removed]))),
    );
    expect(record.runs[0]).toMatchObject({ figures: { hitAt: { 1: 1 } }, kinds: { fact: { questions: 1 } }, removal: null });
    expect(record.runs[4]!.removal).toMatchObject({ asked: 1 });
    expect(record.runs[0]!.outcomes[0]).toMatchObject({
      id: 'a',
      served: 1,
      verdict: 'answered',
      gold: ['001_63b9d839d638d839.txt'],
      passages: [{ rank: 1, file: '001_63b9d839d638d839.txt' }, {}, {}, {}, {}, {}, {}, {}, {}, {}],
    });

    const old = file('old.json', first.stdout.replaceAll('"served":1,', '"served":3,'));
    const again = await run(['--questions', TWO, '--dossier', 'seeds', '--methods', 'late', '--compare', old]);
    expect(again.status).toBe(0);
    expect(again.stdout).toContain('late: 2 questions in both, 0 in one only or changed\n');
    expect(again.stdout).toContain('hit@1                +1.000 [+1.000, +1.000]');
    expect(again.stdout).toContain('  + a rank 3, answered, mark right → rank 1, answered, mark right   Qui est Felix Bingui ?');
    const asJson = JSON.parse((await run(['--json', '--questions', TWO, '--methods', 'late', '--compare', old])).stdout) as { comparison: object[] };
    expect(asJson.comparison).toMatchObject([{ method: 'late', pairs: 2, changes: [{ id: 'a', sense: 1 }] }]);
  });

  it('writes a page that asks nothing of the network and obeys nothing in the documents', async () => {
    const old = file('old-page.json', (await run(['--json', '--questions', TWO])).stdout);
    const path = join(folder, 'report.html');
    const { status, stderr } = await run(['--questions', TWO, '--remove', 'passage', '--report', path, '--compare', old]);
    expect(status).toBe(0);
    expect(stderr).toContain(`report written to ${path}\n`);
    const page = readFileSync(path, 'utf8');
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/u);
    expect(page).toContain("default-src 'none'");
    expect(/(?:src=|href=|url\(|@import|https?:|<script)/u.exec(page)).toBeNull();
    expect(/NaN|undefined|\[object/u.exec(page)).toBeNull();
    for (const part of ['Questions as written', 'With the gold removed', 'Risk and coverage', 'Calibration', 'Time of a question, late', 'Since 2', 'Misses'])
      expect(page.includes(part), part).toBe(true);
    expect(page).toContain('Asked of seeds');
    const open = (page.match(/<(?:section|details|article|table|svg|figure|div|tr)\b/gu) ?? []).length;
    expect((page.match(/<\/(?:section|details|article|table|svg|figure|div|tr)>/gu) ?? []).length).toBe(open);
  });

  it('shows every miss with what was expected and what was returned', async () => {
    const wrong = file(
      'wrong.jsonl',
      JSON.stringify({ id: 'w', question: 'Qui est <Felix> Bingui ?', gold: [{ file: '004_0a5dc1fbdda8d5c8.txt', quote: 'Stewe Alm' }] }),
    );
    const path = join(folder, 'misses.html');
    await run(['--questions', wrong, '--methods', 'late', '--report', path]);
    const page = readFileSync(path, 'utf8');
    expect(page).toContain('late: 1 of 1 questions');
    expect(page).toContain('<h4>Qui est &lt;Felix&gt; Bingui ?</h4>');
    expect(page).toContain('<blockquote>Stewe Alm</blockquote>');
    expect(page).toMatch(/<cite>1\. 001_63b9d839d638d839\.txt, lines \d+–\d+/u);
    expect(page).toMatch(/<mark class="said">[^<]*Bingui/u);
  });

  it('ends with 1 when a quote is not verbatim', async () => {
    const lying: Dossier = {
      ...seeds,
      ask: async (question, options) => {
        const answer = await seeds.ask(question, options);
        return { ...answer, passages: answer.passages.map((one) => ({ ...one, quote: 'invented' })) };
      },
    };
    const { status, stdout } = await run(['--questions', TWO, '--methods', 'late'], { dossier: lying });
    expect(status).toBe(1);
    expect(stdout).toContain('BROKEN CITATIONS (20)');
    expect(stdout).toContain('20 broken');
  });

  it('never replaces the index of the user’s own dossier by another’s', async () => {
    const env = { DOSSIER_DIR: '/mine', INDEX: '/mine-index' };
    const seedsPlace = join(projectRoot, 'seeds');
    // The seed questions are asked of the seeds, whatever the user's own folder is.
    expect((await run(['--methods', 'late'], { env })).opened).toEqual([{ folder: seedsPlace, index: defaultIndexPlace(seedsPlace) }]);
    expect((await run(['--methods', 'late', '--questions', TWO], { env })).opened).toEqual([{ folder: '/mine', index: '/mine-index' }]);
    expect((await run(['--methods', 'late', '--questions', TWO, '--dossier', '/else'], { env })).opened).toEqual([
      { folder: '/else', index: defaultIndexPlace('/else') },
    ]);
    expect((await run(['--methods', 'late', '--index', 'x'], { env })).opened).toEqual([{ folder: seedsPlace, index: 'x' }]);
  });

  it('tells how it is used', async () => {
    const { status, stdout, opened } = await run(['--help']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/usage: npm run evaluate -- /u);
    expect(opened).toEqual([]);
  });
});

describe('npm run evaluate, wrongly used', () => {
  mkdirSync(join(folder, 'directory'));
  const bad: [string, string[], string][] = [
    ['an unknown option', ['--nothing'], "reading the options: Unknown option '--nothing'\nusage: npm run evaluate"],
    ['an option without its value', ['--questions'], "reading the options: Option '--questions <value>' argument missing\nusage:"],
    ['a value that no option takes', ['seeds'], "reading the options: Unexpected argument 'seeds'"],
    ['an unknown method', ['--methods', 'late,bm25'], 'reading --methods: names among lexical, dense, hybrid, unread, late expected, found "bm25"'],
    ['no method', ['--methods', ''], 'reading --methods: names among lexical, dense, hybrid, unread, late expected, found ""'],
    ['an unknown variant', ['--variant', 'long'], 'reading --variant: names among short, misspelt, unaccented expected, found "long"'],
    ['an unknown removal', ['--remove', 'all'], 'reading --remove: names among article, passage expected, found "all"'],
    [
      'no such file',
      ['--questions', '/nowhere.jsonl'],
      'reading questions from /nowhere.jsonl: a file that can be read expected, found ENOENT: no such file or directory',
    ],
    ['a folder for a file', ['--questions', join(folder, 'directory')], 'a file that can be read expected, found EISDIR'],
    ['bytes that are not UTF-8', ['--questions', file('latin1.jsonl', Buffer.from('{"id":"\xe9"}', 'latin1'))], 'UTF-8 text expected, found other bytes'],
    ['a bad line', ['--questions', file('bad.jsonl', `${readFileSync(TWO, 'utf8')}\nnot json`)], 'line 3: a JSON object expected, found not json'],
    [
      'an unknown gold file',
      ['--questions', file('gold.jsonl', '{"id":"a","question":"Qui ?","gold":[{"file":"nowhere.txt"}]}')],
      'line 1: a gold file of the dossier expected, found "nowhere.txt"',
    ],
    ['an earlier evaluation that is none', ['--compare', file('none.json', '{}')], 'what "evaluate --json" prints (format 1) expected, found at "format"'],
    ['an earlier evaluation that is not JSON', ['--compare', TWO], 'found something that is not JSON'],
    [
      'a report that cannot be written',
      ['--report', '/nowhere/report.html'],
      'writing /nowhere/report.html: a file that can be written expected, found ENOENT',
    ],
  ];
  it.each(bad)('%s', async (_, args, message) => {
    const { status, stdout, stderr } = await run(args);
    expect(stderr.split('\n').filter((line) => !/^(?:embedding passages: |usage: )/u.test(line))).toHaveLength(2);
    expect(stderr).toContain(message);
    expect(status).toBe(2);
    expect(stdout).toBe('');
  });

  it('leaves an earlier report whole when the evaluation fails', async () => {
    const report = file('kept.html', 'kept');
    expect((await run(['--report', report], { open: () => Promise.reject(new UserError('opening the dossier: a folder expected, found none')) })).status).toBe(
      2,
    );
    expect(readFileSync(report, 'utf8')).toBe('kept');
  });

  it('closes the dossier when a question fails, and does not take a fault of the program for the user’s', async () => {
    let closed = false;
    const failing: Dossier = { ...seeds, ask: () => Promise.reject(new Error('a fault')), close: () => ((closed = true), Promise.resolve()) };
    await expect(run([], { open: () => Promise.resolve(failing) })).rejects.toThrow('a fault');
    expect(closed).toBe(true);
  });
});
