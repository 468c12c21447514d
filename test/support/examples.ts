/** An example of a docstring. */
export interface DocExample {
  /** As it stands there, without the stars. */
  readonly code: string;
  /** What it says its `console.log` lines print, one a line: `console.log(x); // → what is printed`. */
  readonly prints: readonly string[];
}

/** An example as it stands. */
export function exampleOf(code: string): DocExample {
  return { code, prints: [...code.matchAll(/\/\/ → (.+)$/gmu)].map(([, printed]) => printed!.trim()) };
}

/** The `@example` blocks of a source file's docstrings, in order. */
export function docExamplesIn(source: string): DocExample[] {
  const docstrings = source.match(/\/\*\*[\s\S]*?\*\//gu) ?? [];
  return docstrings.flatMap((docstring) => {
    const lines = docstring
      .slice(3, -2)
      .split('\n')
      .map((line) => line.replace(/^\s*\* ?/u, ''));
    const examples: DocExample[] = [];
    for (let at = 0; at < lines.length; at++) {
      if (!lines[at]!.startsWith('@example')) continue;
      let end = at + 1;
      while (end < lines.length && !lines[end]!.startsWith('@')) end++;
      const code = lines.slice(at + 1, end).join('\n');
      examples.push(exampleOf(code.trim()));
    }
    return examples;
  });
}
