import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../embeddings/project-root.js';
import { isTaken, shippedPackages } from './licences.mjs';

interface Locked {
  readonly name?: string;
  readonly version: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly hasInstallScript?: boolean;
  readonly dev?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
const lock = JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8')) as { readonly packages: Readonly<Record<string, Locked>> };
const manifest = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
  readonly dependencies: Record<string, string>;
  readonly allowScripts: Record<string, boolean>;
  readonly overrides: Record<string, string>;
};
const locked = Object.entries(lock.packages).filter(([path]) => path !== '');

test('one package runs a script when it is installed, hnswlib-node; every other that has one is forbidden to', () => {
  const withScript = locked.filter(([, { hasInstallScript }]) => hasInstallScript === true).map(([path]) => path.replace('node_modules/', ''));
  expect(Object.keys(manifest.allowScripts).filter((name) => manifest.allowScripts[name] === true)).toEqual(['hnswlib-node']);
  expect(withScript.toSorted()).toEqual(Object.keys(manifest.allowScripts).toSorted());
});

test('every package comes from the registry with a SHA-512, none from an address of its own', () => {
  expect(locked.length).toBeGreaterThan(100);
  expect(locked.filter(([, { integrity }]) => !/^sha512-/.test(integrity ?? '')).map(([path]) => path)).toEqual([]);
  expect(
    locked.filter(([, { dependencies = {} }]) => Object.values(dependencies).some((range) => /^(?:git|https?|file|github):/.test(range))).map(([path]) => path),
  ).toEqual([]);
});

test('the lock has what each of its packages wants, for other machines too: npm ci refuses one that has not', () => {
  /** Where Node would find it: beside the package, or beside one that holds it. */
  const isThere = (path: string, name: string): boolean =>
    `node_modules/${name}` in lock.packages ||
    path.split('/node_modules/').some((_, at, parts) => `${parts.slice(0, at + 1).join('/node_modules/')}/node_modules/${name}` in lock.packages);
  const wanting = locked.flatMap(([path, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies }).flatMap((name) => (isThere(path, name) ? [] : [`${path} wants ${name}`])),
  );
  expect(wanting).toEqual([]);
});

test('what @xenova/transformers would bring of sharp and onnxruntime-web is replaced', () => {
  expect(manifest.overrides).toEqual({ sharp: expect.stringMatching(/^\^0\.3[5-9]/) as string, 'onnxruntime-web': 'npm:onnxruntime-common@1.14.0' });
  expect(lock.packages['node_modules/onnxruntime-web']?.name).toBe('onnxruntime-common');
  expect(locked.filter(([path]) => /node_modules\/(?:protobufjs|onnx-proto)$/.test(path)).map(([path]) => path)).toEqual([]);
  const sharps = locked.filter(([path]) => path.endsWith('node_modules/sharp')).map(([, { version }]) => version);
  expect(sharps).toHaveLength(1);
  expect(Number(sharps[0]!.split('.')[1])).toBeGreaterThanOrEqual(35);
});

test('every package shipped has a licence that lets anyone use, change and pass it on', () => {
  const packages = shippedPackages();
  expect(packages.length).toBeGreaterThan(Object.keys(manifest.dependencies).length);
  expect(packages.filter(({ licence }) => !isTaken(licence))).toEqual([]);
  expect([isTaken('MIT'), isTaken('(MIT OR GPL-3.0-or-later)'), isTaken('(MIT AND Zlib)')]).toEqual([true, true, true]);
  expect([isTaken('GPL-3.0-or-later'), isTaken('Apache-2.0 AND SSPL-1.0'), isTaken('none said'), isTaken('UNLICENSED')]).toEqual([false, false, false, false]);
});

test('what the lock says of a direct dependency is what is installed', () => {
  for (const name of Object.keys(manifest.dependencies)) {
    const installed = JSON.parse(readFileSync(join(projectRoot, 'node_modules', name, 'package.json'), 'utf8')) as { version: string };
    expect(installed.version, name).toBe(lock.packages[`node_modules/${name}`]?.version);
  }
});

test('the model and the project have their licence beside them', () => {
  for (const file of ['LICENSE', 'embeddings/model/LICENSE']) expect(existsSync(join(projectRoot, file)), file).toBe(true);
  expect(readdirSync(join(projectRoot, 'embeddings/model/multilingual-e5-small'))).toContain('checksums.json');
});
