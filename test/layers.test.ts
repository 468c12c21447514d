import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../embeddings/project-root.js';

/** Each folder may import from itself and from those after it. */
const LAYERS = ['bot', 'retrieval', 'embeddings'];

const sources = LAYERS.flatMap((layer) =>
  readdirSync(join(projectRoot, layer), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(layer, name)),
);

const imports = new Map(
  sources.map((source) => {
    const text = readFileSync(join(projectRoot, source), 'utf8');
    const found = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/gu)].map((match) =>
      relative(projectRoot, resolve(projectRoot, dirname(source), match[1]!)).replace(/\.js$/u, '.ts'),
    );
    const kept = [...text.matchAll(/^(?:import|export)\s+(?!type\b)[^;]*?from\s+'(\.[^']+)'/gmu)].map((match) =>
      relative(projectRoot, resolve(projectRoot, dirname(source), match[1]!)).replace(/\.js$/u, '.ts'),
    );
    return [source, { all: found, atRunTime: kept }] as const;
  }),
);

describe('imports', () => {
  it('go bot → retrieval → embeddings, never back', () => {
    expect(sources.length).toBeGreaterThan(20);
    const back = [...imports].flatMap(([source, { all }]) =>
      all
        .filter((target) => LAYERS.indexOf(target.split('/')[0]!) < LAYERS.indexOf(source.split('/')[0]!))
        .map((target) => `${source} imports ${target}`),
    );
    expect(back).toEqual([]);
  });

  it('make no circle at run time', () => {
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (source: string, path: readonly string[]): void => {
      if (path.includes(source)) circles.push([...path.slice(path.indexOf(source)), source].join(' → '));
      if (done.has(source) || path.includes(source)) return;
      for (const target of imports.get(source)?.atRunTime ?? []) visit(target, [...path, source]);
      done.add(source);
    };
    for (const source of sources) visit(source, []);
    expect(circles).toEqual([]);
  });
});

describe('the top level', () => {
  it('is the fixed folders and files, and what tools need beside them', () => {
    const allowed = new Set([
      ...['bot', 'retrieval', 'embeddings', 'seeds', 'test', 'package.json', 'tsconfig.json', 'README.md'],
      ...['package-lock.json', 'LICENSE', 'eslint.config.js', 'vitest.config.ts', 'node_modules', 'dist', 'coverage', 'reports'],
    ]);
    const others = readdirSync(projectRoot).filter((name) => !name.startsWith('.') && !allowed.has(name));
    expect(others).toEqual([]);
  });
});
