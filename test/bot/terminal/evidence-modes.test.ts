import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { ask } from '../../../bot/terminal/ask-command.js';
import type { Dossier } from '../../../retrieval/dossier.js';
import { createFakeDossier } from '../../support/fake-dossier.js';
import { temporaryFolder } from '../../support/folder.js';

const folder = temporaryFolder();

const TEXTS = {
  'prisons.txt': {
    title: 'Prisons',
    date: '2024-03-22',
    text: 'Le 20 mai 2025, environ 500 cellules ont été fouillées.\n\nAnnoncé ce jeudi 21 mars, le plan vise 66 prisons.\n\nLe 14 juillet fut calme.',
  },
  'loi.txt': { title: 'Loi', text: 'Un drone ne vole pas à plus de 120 mètres.\n\nLe survol des prisons est interdit.' },
  'autre.txt': { title: 'Autre', text: 'Il pleut.' },
};

async function run(
  args: readonly string[],
  stdin = '',
  env: Readonly<Record<string, string>> = {},
  dossier: Dossier = createFakeDossier(TEXTS, join(folder, 'none')),
) {
  const heard = { stdout: '', stderr: '' };
  const listen = (name: 'stdout' | 'stderr') =>
    new Writable({
      write: (chunk: Buffer, _, done) => {
        heard[name] += chunk.toString('utf8');
        done();
      },
    });
  const status = await ask(args, {
    stdin: Readable.from([stdin]),
    stdout: listen('stdout'),
    stderr: listen('stderr'),
    env,
    open: () => Promise.resolve(dossier),
  });
  return { status, ...heard };
}

describe('--verify', () => {
  test('an exact quote, with its place', async () => {
    const { status, stdout } = await run(['--verify', '« environ 500 cellules ont été fouillées »']);
    expect(status).toBe(0);
    expect(stdout).toBe(
      'Citation exacte\n\n  environ 500 cellules ont été fouillées\n  exact\n  Prisons (2024-03-22), ligne 1 — prisons.txt:1\n\nCherché dans 3 documents, 43 mots.\n',
    );
  });

  test('a changed figure is shown, several lines come from standard input as one text', async () => {
    const { stdout } = await run(['--verify'], 'Le 20 mai 2025, environ 600 cellules\nont été fouillées.\n');
    expect(stdout).toContain('« **600** » au lieu de « **500** » (chiffre)'.replaceAll('**', ''));
    expect(stdout).toMatch(/^Citation proche/u);
  });

  test('one word is counted as one', async () => {
    expect((await run(['--verify', 'environ 500 […] ont été fouillées'])).stdout).toContain('coupure signalée (1 mot)');
  });

  test('an absent quote shows what is closest, in English for English', async () => {
    expect((await run(['--verify', 'The minister was never seen in the house of cards.'])).stdout).toMatch(/^No document says this\n/u);
  });

  test('as JSON', async () => {
    expect(JSON.parse((await run(['--json', '--verify', 'Il pleut.'])).stdout)).toMatchObject({ verdict: 'exact', parts: [{ place: { file: 'autre.txt' } }] });
  });
});

test('words of a scan read with uncertainty are named under what is quoted; in JSON as offsets into the quote', async () => {
  const text = 'Le 20 mai 2025, les prisons de Lyon.';
  const plain = createFakeDossier({ 'scan.txt': text }, join(folder, 'none'));
  const scanned: Dossier = {
    ...plain,
    documents: () => plain.documents().map((document) => ({ ...document, uncertainWords: 1 })),
    cite: (file, start, end) => ({ ...plain.cite(file, start, end), uncertain: [[31, 35]] }),
  };
  for (const args of [['--verify', text], ['--coverage', 'les prisons'], ['--chronology']]) {
    expect((await run(args, '', {}, scanned)).stdout, args[0]).toMatch(/scan\.txt:1\n {2}lecture incertaine du scan\u00A0: Lyon\n/u);
  }
  const { stdout } = await run(['--json', '--verify', 'les prisons de Lyon'], '', {}, scanned);
  expect(JSON.parse(stdout)).toMatchObject({ parts: [{ place: { start: 16, uncertain: [[15, 19]] } }] });
});

test('--json writes what a terminal obeys, and what some take for a line end, as escapes', async () => {
  const dossier = createFakeDossier({ 'a.txt': 'Il pleut\u2028sur\u009BLyon.' }, join(folder, 'none'));
  const { stdout } = await run(['--json', '--verify', 'Il pleut sur'], '', {}, dossier);
  expect(stdout).not.toMatch(/[\u007F-\u009F\u2028\u2029]/u);
  expect(stdout).toContain('\\u2028');
});

test('--coverage counts documents and lists the silent ones', async () => {
  const { stdout } = await run(['--coverage', 'les prisons']);
  expect(stdout).toContain('2 documents sur 3 en parlent, 0 l’effleure, 1 n’en dit rien.');
  expect(stdout).toContain('  Le survol des prisons est interdit.\n  Loi, ligne 3 — loi.txt:3');
  expect(stdout).toMatch(/Silencieux :\n {2}Autre — autre\.txt\n$/u);
});

describe('--chronology', () => {
  test('lists the dates, with what was worked out and what is open', async () => {
    const { stdout } = await run(['--chronology']);
    expect(stdout).toMatch(/^2024-03-21 \(année d’après la date du document, 2024-03-22\)\n {2}Annoncé ce jeudi 21 mars/u);
    expect(stdout).toMatch(/2025-05-20\n {2}Le 20 mai 2025/u);
    expect(stdout).toMatch(/Année non dite :\n\n14 juillet\n {2}Le 14 juillet fut calme\./u);
  });

  test('of a subject, as CSV and ICS', async () => {
    expect((await run(['--chronology', '--csv', 'cellules'])).stdout.split('\r\n')).toHaveLength(3);
    const { stdout } = await run(['--chronology', '--ics', 'cellules']);
    expect(stdout).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*DTSTART;VALUE=DATE:20250520\r\nDTEND;VALUE=DATE:20250521\r\n/u);
    expect(stdout.match(/BEGIN:VEVENT/gu)).toHaveLength(1);
    expect((await run(['--chronology', 'dragon'])).stdout).toBe('Aucune date trouvée.\n');
  });

  test('of all the dates, in the system’s language', async () => {
    expect((await run(['--chronology', '--ics'])).stdout).toContain('\r\nX-WR-CALNAME:Chronologie\r\n');
    expect((await run(['--chronology', '--ics'], '', { LANG: 'en_GB.UTF-8' })).stdout).toContain('\r\nX-WR-CALNAME:Chronology\r\n');
    expect((await run(['--chronology'], '', { LANG: 'en_GB.UTF-8' })).stdout).toContain('Year not said:');
  });

  test('within the documents named', async () => {
    expect((await run(['--chronology', '--in', 'loi'])).stdout).toBe('Aucune date trouvée.\n');
  });
});

test('--pack writes what verify.mjs finds right, of all questions, and says its hash', async () => {
  const zip = join(folder, 'preuves.zip');
  const { status, stdout, stderr } = await run(['--pack', zip], 'Combien de cellules fouillées ?\nQui fait la tarte aux pommes ?\n');
  expect(status).toBe(0);
  expect(stdout).toContain('500 cellules');
  const unpacked = join(folder, 'unpacked');
  const files = unzipSync(readFileSync(zip));
  for (const [path, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(unpacked, path)), { recursive: true });
    writeFileSync(join(unpacked, path), bytes);
  }
  const checked = spawnSync(process.execPath, [join(unpacked, 'verify.mjs')], { encoding: 'utf8' });
  expect(checked.status, checked.stdout).toBe(0);
  const hash = /SHA-256 ([0-9a-f]{64})/u.exec(stderr)![1]!;
  expect(checked.stdout).toContain(`SHA-256 evidence.json  ${hash}`);
  const page = Buffer.from(files['index.html']!).toString('utf8');
  expect(page).toContain('Ce qui a été cherché');
  expect(page).toContain('Le mot « tarte » n’est dans aucun document.'.replaceAll("'", '&#39;'));
  await run(['--pack', zip, '--hashes', 'Combien de cellules ?']);
  expect(Object.keys(unzipSync(readFileSync(zip)))).toEqual(['LISEZMOI.txt', 'README.txt', 'evidence.json', 'index.html', 'index.md', 'verify.mjs']);
});

describe('wrong usage is said in one line', () => {
  test.each<[string, readonly string[], string]>([
    ['two modes', ['--verify', '--coverage', 'x'], 'one of --verify, --coverage and --chronology expected, found --verify and --coverage'],
    ['a form without a chronology', ['--csv', 'x'], '--chronology with one of --csv, --ics and --json expected, found --csv without it'],
    ['two forms', ['--chronology', '--csv', '--ics'], 'found --csv and --ics'],
    ['a pack that is no zip', ['--pack', 'x.txt', 'x'], 'a file name ending in .zip for the answers of questions expected, found "x.txt"'],
    ['a pack of a quote', ['--verify', '--pack', 'x.zip', 'x'], 'found "x.zip" with --verify'],
    ['hashes of nothing', ['--hashes', 'x'], '--pack FILE.zip beside it expected'],
    ['no quote', ['--verify'], 'checking a quote: a text expected'],
    ['no word in the quote', ['--verify', '…'], 'a text with at least one word expected'],
    ['no subject', ['--coverage', 'de la'], 'a subject of at least one word expected'],
    [
      'a place that cannot be written',
      ['--pack', '/nowhere/at/all.zip', 'cellules'],
      'writing the evidence pack: a file that can be written expected at /nowhere/at/all.zip, found ENOENT',
    ],
  ])('%s', async (_, args, said) => {
    const { status, stderr } = await run(args);
    expect(status).toBe(2);
    expect(stderr).toContain(said);
  });
});
