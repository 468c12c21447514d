import { PassThrough, Readable, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { ask } from '../../../bot/terminal/ask-command.js';
import type { Dossier } from '../../../retrieval/dossier.js';
import type { AskOptions } from '../../../retrieval/search/ask-options.js';
import { UserError } from '../../../retrieval/errors.js';
import { createFakeDossier, wordDossier } from '../../support/fake-dossier.js';
import { seedTexts } from '../../support/dossiers.js';

const seeds = wordDossier(Object.fromEntries(seedTexts));

interface Asked {
  stdin?: string | NodeJS.ReadableStream;
  isTerminal?: boolean;
  env?: Record<string, string>;
  open?: () => Promise<Dossier>;
}

async function run(args: string[], { stdin = '', isTerminal = false, env = {}, open }: Asked = {}) {
  const [stdout, stderr] = [listener(isTerminal), listener(isTerminal)];
  const asked: { question: string; options: AskOptions | undefined }[] = [];
  let closed = 0;
  const listening: Dossier = {
    ...seeds,
    ask: (question, options) => (asked.push({ question, options }), seeds.ask(question, options)),
    close: () => ((closed += 1), Promise.resolve()),
  };
  const input = typeof stdin === 'string' ? Readable.from([stdin]) : stdin;
  const status = await ask(args, {
    stdin: Object.assign(input, { isTTY: isTerminal }),
    stdout: stdout.stream,
    stderr: stderr.stream,
    env,
    open: open ?? ((_settings, onProgress) => (onProgress({ stage: 'embedding', done: 1, total: 4 }), Promise.resolve(listening))),
  });
  return { status, stdout: stdout.heard(), stderr: stderr.heard(), asked, closed };
}

function listener(isTerminal: boolean) {
  let heard = '';
  const stream = new Writable({
    write: (chunk: Buffer, _, done) => {
      heard += chunk.toString('utf8');
      done();
    },
  });
  return { stream: Object.assign(stream, { isTTY: isTerminal, columns: 80 }), heard: () => heard };
}

const json = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown> & { passages: { file: string }[] });

describe('npm run ask with a question', () => {
  it('answers in words, with progress on standard error alone, and closes the dossier', async () => {
    const { status, stdout, stderr, closed } = await run(['Combien de cellules ont été fouillées ?']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Le dossier répond/u);
    expect(stdout).not.toContain('\u001B');
    expect(stderr).toBe('calcul des passages: 1/4\n');
    expect(closed).toBe(1);
  });

  it('answers in the language of the question', async () => {
    expect((await run(['Who is Felix Bingui?'])).stdout).toMatch(/Searched 5 documents/u);
  });

  it('says in that language why files could not be read', async () => {
    const spoilt = createFakeDossier({ 'a.txt': { title: 'A', text: 'Il pleut sur les prisons.' } }, '/none');
    spoilt.spoil('x.pdf', { code: 'encrypted' });
    await spoilt.refresh();
    const open = () => Promise.resolve(spoilt);
    expect((await run(['Où pleut-il ?'], { open })).stdout).toContain('\n  x.pdf: protégé par un mot de passe ; enregistrez-le sans\n');
    expect((await run(['Where does the rain fall?'], { open })).stdout).toContain(
      '\n  x.pdf: a document without a password expected, found an encrypted one; save it without a password\n',
    );
  });

  it('colours on a terminal, unless NO_COLOR is set', async () => {
    expect((await run(['Qui est Felix Bingui ?'], { isTerminal: true })).stdout).toContain('\u001B[1m');
    const plain = (await run(['Qui est Felix Bingui ?'], { isTerminal: true, env: { NO_COLOR: '1' } })).stdout;
    expect(plain).not.toContain('\u001B[');
    expect(plain).toContain('**');
  });

  it('prints one object with --json, whatever standard input holds', async () => {
    const { stdout, asked } = await run(['--json', '--top', '2', 'Qui', 'est', 'Bingui ?'], { stdin: 'not asked\n' });
    expect(json(stdout)).toMatchObject([{ question: 'Qui est Bingui ?', passages: [{}, {}] }]);
    expect(asked).toEqual([{ question: 'Qui est Bingui ?', options: { top: 2 } }]);
  });

  it('searches within the documents named, by a part of their name or title', async () => {
    const { stdout, asked } = await run(['--json', '--in', '002', '--in', 'CYBERPATROUILLES', 'Darmanin']);
    expect(asked[0]!.options!.files).toEqual(['002_d19d47b111fcdb58.txt', '001_63b9d839d638d839.txt']);
    for (const passage of json(stdout)[0]!.passages) expect(passage.file).toMatch(/^00[12]_/u);
  });

  it('tells how it is used without opening anything', async () => {
    const { status, stdout } = await run(['--help'], { open: () => Promise.reject(new Error('opened')) });
    expect(status).toBe(0);
    expect(stdout).toMatch(/usage: npm run ask -- /u);
  });
});

describe('npm run ask, wrongly used', () => {
  it.each<[string, string[], string]>([
    ['an empty question', [''], 'asking: a question with at least one letter or digit expected, found none'],
    ['signs only', ['?!'], 'asking: a question with at least one letter or digit expected, found none'],
    ['a question of 10,000 characters', ['a'.repeat(10_000)], 'asking: at most 4096 characters expected, found 10000'],
    ['an unknown option', ['--what', 'Qui ?'], "reading the options: Unknown option '--what'"],
    ['too many passages', ['--top', '51', 'Qui ?'], 'reading --top: a whole number from 1 to 50 expected, found "51"'],
    [
      'an unknown document',
      ['--in', 'nowhere', 'Qui ?'],
      'reading --in "nowhere": one document with that in its name or title expected, found none among 000_',
    ],
    ['a name that several have', ['--in', '.txt', 'Qui ?'], 'expected, found 000_'],
    ['an empty name', ['--in', '', 'Qui ?'], 'reading --in "": one document'],
    ['nothing to ask', [], 'asking: a question expected, as an argument or on standard input, found none'],
  ])('%s', async (_, args, message) => {
    const { status, stdout, stderr } = await run(args);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(message);
    expect(
      stderr
        .trimEnd()
        .split('\n')
        .filter((line) => !/^(?:calcul des passages|usage)/u.test(line)),
    ).toHaveLength(1);
  });

  it('says in one line why the dossier cannot be opened', async () => {
    const { status, stdout, stderr } = await run(['Qui ?'], {
      open: () => Promise.reject(new UserError('opening the dossier: a folder expected, found none at /nowhere')),
    });
    expect([status, stdout, stderr]).toEqual([2, '', 'opening the dossier: a folder expected, found none at /nowhere\n']);
  });

  it('does not take a fault of the program for the user’s, and closes the dossier all the same', async () => {
    let closed = 0;
    const failing: Dossier = { ...seeds, ask: () => Promise.reject(new TypeError('a fault')), close: () => ((closed += 1), Promise.resolve()) };
    await expect(run(['Qui ?'], { open: () => Promise.resolve(failing) })).rejects.toThrow('a fault');
    await expect(run([], { stdin: 'Qui ?\n', open: () => Promise.resolve(failing) })).rejects.toThrow('a fault');
    expect(closed).toBe(2);
  });
});

describe('npm run ask with questions on standard input', () => {
  it('answers each line in order, passing over empty ones, whatever the line ends', async () => {
    const { status, stdout } = await run(['--json'], { stdin: 'Qui est Felix Bingui ?\r\n\r\n  \nrecette de tarte' });
    expect(status).toBe(0);
    expect(json(stdout).map((one) => one['question'])).toEqual(['Qui est Felix Bingui ?', 'recette de tarte']);
  });

  it('says which question each answer is for', async () => {
    const { stdout } = await run([], { stdin: 'Qui est Felix Bingui ?\nxylophone\n' });
    expect(stdout).toMatch(/^› Qui est Felix Bingui \?\n\nLe dossier répond[^]*\n\n› xylophone\n\nLe dossier n’en dit rien/u);
  });

  it('goes on after a question that cannot be asked, and ends with 2', async () => {
    const { status, stdout, stderr } = await run(['--json'], { stdin: `?!\nQui est Felix Bingui ?\n${'a'.repeat(10_000)}\n` });
    expect(status).toBe(2);
    expect(json(stdout).map((one) => one['error'] ?? one['verdict'])).toEqual([
      'asking: a question with at least one letter or digit expected, found none; write what you want to know',
      'answered',
      'asking: at most 4096 characters expected, found 10000; ask about one thing at a time',
    ]);
    expect(stderr).toContain('line 1: asking: a question with');
    expect(stderr).toContain('line 3: asking: at most 4096');
  });

  it('asks a thousand lines one after the other', async () => {
    const { stdout } = await run(['--json', '--top', '1'], { stdin: Array.from({ length: 1000 }, (_, index) => `question ${index}`).join('\n') });
    const misplaced = json(stdout).filter((one, index) => one['question'] !== `question ${index}`);
    expect([json(stdout).length, misplaced]).toEqual([1000, []]);
  });
});

describe('npm run ask at a keyboard', () => {
  async function type(keys: string[], args: string[] = [], env: Record<string, string> = { NO_COLOR: '1' }) {
    const keyboard = new PassThrough();
    const running = run(args, { stdin: keyboard, isTerminal: true, env });
    for (const key of keys) {
      keyboard.write(key);
      // Each key is handled before the next comes, as with fingers.
      await new Promise((done) => setTimeout(done, 30));
    }
    keyboard.end();
    return running;
  }

  it('greets, prompts, answers, and ends with Ctrl-D', async () => {
    const { status, stdout, asked } = await type(['Qui est Felix Bingui ?\r', '\u0004']);
    expect(status).toBe(0);
    expect(stdout).toContain('5 documents, 70 passages. Posez une question par ligne');
    expect(stdout).toContain('› ');
    expect(stdout).toContain('Le dossier répond');
    expect(asked.map((one) => one.question)).toEqual(['Qui est Felix Bingui ?']);
  });

  it('brings back the last question with the up arrow', async () => {
    const { asked } = await type(['Bingui\r', '\u001B[A', '\r', '\u0004']);
    expect(asked.map((one) => one.question)).toEqual(['Bingui', 'Bingui']);
  });

  it('goes on after a question that cannot be asked, ending with 0', async () => {
    const { status, stderr, asked } = await type(['?\r', 'Bingui\r', '\u0004']);
    expect(status).toBe(0);
    expect(stderr).toContain('asking: a question with at least one letter or digit expected');
    expect(asked).toHaveLength(2);
  });

  it('ends with Ctrl-C', async () => {
    expect((await type(['Qui', '\u0003'])).status).toBe(0);
  });

  it('keeps the prompt out of --json, and greets in the system’s language', async () => {
    const { stdout, stderr } = await type(['Bingui\r', '\u0004'], ['--json'], { LANG: 'en_GB.UTF-8' });
    expect(json(stdout)).toHaveLength(1);
    expect(stderr).toContain('5 documents, 70 passages. One question a line');
  });
});
