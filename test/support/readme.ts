/** What a README says that can be held against the project. */
export interface Readme {
  /** Lines of the ```sh blocks. */
  readonly commands: readonly string[];
  /** Commands shown with what they print. */
  readonly sessions: readonly Session[];
  /** Programs that import the package (```ts blocks). */
  readonly programs: readonly string[];
  /** Calls of npm scripts in the text, between back quotes; the reader's own part may stand as `…`, in capitals, or in brackets. */
  readonly mentions: readonly string[];
  /** Files and folders of the project that the text names. */
  readonly paths: readonly string[];
  /** First column of the table under `| Setting |`, in order; `null` when there is no such table. */
  readonly settings: readonly string[] | null;
  /** First column of the table under `| Package |`. */
  readonly packages: readonly string[] | null;
}

/** A line `$ command` of a block, with the lines below it; `…` stands for anything there. */
export interface Session {
  readonly command: string;
  readonly prints: string;
}

export interface Project {
  readonly scripts: Readonly<Record<string, string>>;
  /** Direct dependencies, those of development too. */
  readonly packages: readonly string[];
  readonly settings: readonly string[];
}

export function readReadme(text: string): Readme {
  const commands = blocks(text, 'sh')
    .flatMap((block) => block.split('\n').map((line) => line.trim()))
    .filter((line) => line !== '' && !line.startsWith('#'));
  const sessions = blocks(text, '').flatMap((block) =>
    [...block.matchAll(/^\$ (.+)\n((?:(?!\$ ).*\n)*)/gmu)].map(([, command, prints]) => ({ command: command!.replace(/\s+#.*$/u, ''), prints: prints! })),
  );
  const outside = text.replace(/^```[\s\S]*?^```$/gmu, '');
  const quoted = [...outside.matchAll(/`([^`]+)`/gu)].map(([, code]) => code!.replace(/\s+/gu, ' '));
  return {
    commands,
    sessions,
    programs: blocks(text, 'ts'),
    mentions: quoted.filter((code) => /^npm (?:run|start|test)\b/u.test(code)).map((code) => code.replace(/[[\]|]/gu, '')),
    paths: [
      ...quoted
        .flatMap((code) => /^(?:node )?((?:\.ci|bot|embeddings|retrieval|seeds|test)\/[\w./-]*)(?: |$)/u.exec(code)?.[1] ?? [])
        .filter((path) => !/[A-Z]{4}\./u.test(path)),
      ...[...outside.matchAll(/\]\(((?!#|https?:)[^)]+)\)/gu)].map(([, path]) => path!),
    ],
    settings: firstColumn(text, 'Setting'),
    packages: firstColumn(text, 'Package'),
  };
}

/** The insides of the blocks of a language, in order. */
function blocks(text: string, language: string): string[] {
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gmu)].filter(([, name]) => name === language).map(([, , inside]) => inside!);
}

/** Whether what was printed is what is shown, `…` standing for anything; spaces and line ends of every kind are one. */
export function isAsShown(printed: string, { prints }: Session): boolean {
  const flat = (text: string) => text.trim().replace(/\s+/gu, ' ');
  const pattern = flat(prints)
    .replace(/[$()*+.?[\\\]^{|}]/gu, '\\$&')
    .replace(/…/gu, '[\\s\\S]*?');
  return new RegExp(`^${pattern}$`, 'u').test(flat(printed));
}

function firstColumn(text: string, header: string): string[] | null {
  const rows = new RegExp(`^\\| ${header} \\|.*\\n\\|[-:| ]+\\|\\n((?:\\|.*\\n?)*)`, 'mu').exec(text)?.[1];
  return (
    rows
      ?.trimEnd()
      .split('\n')
      .map((row) => row.split('|')[1]!.trim().replace(/^`|`$/gu, '')) ?? null
  );
}

/** An example of an npm script: `npm run -s ask -- --json "a question"`. */
export interface Example {
  readonly script: string;
  readonly args: readonly string[];
}

/** The npm scripts that a line calls, one after the other, with their arguments; `null` when it is something else. */
export function examplesIn(line: string): Example[] | null {
  const examples: Example[] = [];
  for (const part of line.split('&&').map((each) => each.trim())) {
    if (part === 'npm install') continue;
    const found = /^npm (?:run (?:-s |--silent )?(?<run>[\w:-]+)|(?<own>start|test))(?: -- (?<rest>.+))?$/u.exec(part);
    if (found === null) return null;
    const { run, own, rest = '' } = found.groups!;
    examples.push({ script: (run ?? own)!, args: [...rest.matchAll(/"([^"]*)"|(\S+)/gu)].map(([, quoted, bare]) => quoted ?? bare!) });
  }
  return examples;
}

/** What a README says wrongly or leaves out, one line each. */
export function problemsOf(readme: Readme, project: Project): string[] {
  const compare = (what: string, said: readonly string[] | null, there: readonly string[]): string[] => {
    if (said === null) return [`no table of ${what}s`];
    return [
      ...there.filter((name) => !said.includes(name)).map((name) => `the ${what} ${name} is not in the table`),
      ...said.filter((name) => !there.includes(name)).map((name) => `there is no ${what} ${name}`),
      ...said.filter((name, at) => said.indexOf(name) !== at).map((name) => `the ${what} ${name} is there twice`),
    ];
  };
  const wrongCommands = [...readme.commands, ...readme.mentions].flatMap((line) => {
    const examples = examplesIn(line);
    if (examples === null) return [`a command that no test knows: ${line}`];
    return examples.filter(({ script }) => project.scripts[script] === undefined).map(({ script }) => `there is no npm script ${script}`);
  });
  const setUps = ['npm install && npm start', 'npm install && npm test']
    .filter((line) => !readme.commands.includes(line))
    .map((line) => `the command is missing: ${line}`);
  return [...setUps, ...wrongCommands, ...compare('setting', readme.settings, project.settings), ...compare('package', readme.packages, project.packages)];
}
