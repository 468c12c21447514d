/** What a README says that can be held against the project. */
export interface Readme {
  /** Lines of the ```sh blocks. */
  readonly commands: readonly string[];
  /** First column of the table under `| Setting |`, in order; `null` when there is no such table. */
  readonly settings: readonly string[] | null;
  /** First column of the table under `| Package |`. */
  readonly packages: readonly string[] | null;
}

export interface Project {
  readonly scripts: Readonly<Record<string, string>>;
  /** Direct dependencies, those of development too. */
  readonly packages: readonly string[];
  readonly settings: readonly string[];
}

export function readReadme(text: string): Readme {
  const commands = [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gmu)]
    .flatMap(([, block]) => block!.split('\n').map((line) => line.trim()))
    .filter((line) => line !== '' && !line.startsWith('#'));
  return { commands, settings: firstColumn(text, 'Setting'), packages: firstColumn(text, 'Package') };
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
  const wrongCommands = readme.commands.flatMap((line) => {
    const examples = examplesIn(line);
    if (examples === null) return [`a command that no test knows: ${line}`];
    return examples.filter(({ script }) => project.scripts[script] === undefined).map(({ script }) => `there is no npm script ${script}`);
  });
  const setUps = ['npm install && npm start', 'npm install && npm test']
    .filter((line) => !readme.commands.includes(line))
    .map((line) => `the command is missing: ${line}`);
  return [...setUps, ...wrongCommands, ...compare('setting', readme.settings, project.settings), ...compare('package', readme.packages, project.packages)];
}
