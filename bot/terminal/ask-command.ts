import { createInterface } from 'node:readline';
import type { Dossier } from '../../retrieval/dossier.js';
import type { AskOptions, Answer } from '../../retrieval/search/index.js';
import { UserError } from '../../retrieval/errors.js';
import { progressLine, showProgress } from '../../retrieval/terminal/progress-line.js';
import type { speechIn } from '../speech.js';
import type { answerText } from './answer-text.js';
import { ASK_HELP, type AskCommandOptions, readAskOptions } from './options.js';
import { answerJson, errorJson } from './answer-json.js';
import type { AskWorld } from './ask-world.js';
import { documentsNamed } from './documents-named.js';
import { answerLanguage, systemLanguage } from './language.js';
import { printable, styleFor } from './style.js';

/**
 * `npm run ask`.
 * @returns the exit status: 0, or 2 when something is the user's to mend, said in one line
 */
export async function ask(args: readonly string[], world: AskWorld): Promise<number> {
  try {
    const options = readAskOptions(args, world.env);
    if (options === 'help') {
      world.stdout.write(ASK_HELP);
      return 0;
    }
    return await askWith(options, world);
  } catch (error) {
    world.stderr.write(`${userMessage(error)}\n`);
    return 2;
  }
}

async function askWith(options: AskCommandOptions, world: AskWorld): Promise<number> {
  const line = progressLine(world.stderr);
  const { settings, question } = options;
  // Loaded while the dossier opens, and only where text is laid out: --json starts sooner without.
  const wording = options.json || options.mode !== 'ask' ? null : loadWording();
  const dossier = await world.open(settings, showProgress(line, systemLanguage(world.env)));
  line.clear();
  let status = 0;
  try {
    const asking: AskOptions = { top: options.top, ...(options.within.length === 0 ? {} : { files: documentsNamed(options.within, dossier) }) };
    if (options.mode !== 'ask') {
      // Loaded only where they are asked for: a plain question starts sooner without.
      const { runMode } = await import('./evidence-modes.js');
      await runMode(options, world, dossier, asking.files ?? null);
      return 0;
    }
    const print = printer(await wording, world, dossier);
    const answers: Answer[] = [];
    const answer = async (text: string): Promise<void> => {
      const given = await dossier.ask(text, asking);
      answers.push(given);
      print(given);
    };
    if (question === null) status = await askLines(options, world, dossier, answer);
    else await answer(question);
    if (options.pack !== null) {
      const { writePack } = await import('./write-pack.js');
      world.stderr.write(await writePack(options.pack, dossier, answers, options.hashes));
    }
    return status;
  } finally {
    await dossier.close();
  }
}

/** What lays answers out, and the texts of both languages. */
interface Wording {
  readonly answerText: typeof answerText;
  readonly speechIn: typeof speechIn;
}

async function loadWording(): Promise<Wording> {
  const [text, languages] = await Promise.all([import('./answer-text.js'), import('../speech.js')]);
  return { answerText: text.answerText, speechIn: languages.speechIn };
}

/** @param wording `null`: answers are printed as JSON */
function printer(wording: Wording | null, { stdout, env }: AskWorld, { folder }: Dossier): (answer: Answer) => void {
  if (wording === null) return (answer) => void stdout.write(`${answerJson(answer)}\n`);
  const isTerminal = stdout.isTTY === true;
  const style = styleFor({ isTerminal, env });
  return (answer) => {
    const width = isTerminal ? (stdout.columns ?? 80) : null;
    stdout.write(wording.answerText(answer, { style, speech: wording.speechIn(answerLanguage(answer.question)), width, folder }));
  };
}

/** A question a line: with a prompt and a history on a terminal, plainly elsewhere. One that cannot be asked is told and passed over. */
async function askLines(options: AskCommandOptions, world: AskWorld, dossier: Dossier, answer: (question: string) => Promise<void>): Promise<number> {
  const { stdin, stdout, stderr } = world;
  const isTerminal = stdin.isTTY === true;
  // The prompt must not stand among the objects of --json.
  const output = options.json ? stderr : stdout;
  const lines = createInterface({
    input: stdin,
    terminal: isTerminal,
    crlfDelay: Infinity,
    prompt: '› ',
    removeHistoryDuplicates: true,
    ...(isTerminal ? { output } : {}),
  });
  if (isTerminal) {
    const { say } = (await import('../speech.js')).speechIn(systemLanguage(world.env));
    output.write(`${say('terminal-welcome', { documents: dossier.documents().length, passages: dossier.passageCount() })}\n`);
    lines.prompt();
  }
  let [number, asked, failed] = [0, 0, 0];
  for await (const line of lines) {
    number += 1;
    if (line.trim() !== '') {
      asked += 1;
      try {
        // Far from a keyboard nothing else says which question the answer is for.
        if (!isTerminal && !options.json) stdout.write(`› ${printable(line)}\n\n`);
        await answer(line);
        if (!options.json) stdout.write('\n');
      } catch (error) {
        failed += 1;
        const message = userMessage(error);
        stderr.write(isTerminal ? `${message}\n` : `line ${number}: ${message}\n`);
        if (options.json) stdout.write(`${errorJson(line, message)}\n`);
      }
    }
    if (isTerminal) lines.prompt();
  }
  if (isTerminal) {
    output.write('\n');
    return 0;
  }
  if (asked === 0) throw new UserError('asking: a question expected, as an argument or on standard input, found none');
  return failed === 0 ? 0 : 2;
}

/** What to tell the user; whatever is not theirs to mend goes on as the fault that it is. */
function userMessage(error: unknown): string {
  if (error instanceof UserError) return error.message;
  throw error;
}
