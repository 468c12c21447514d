// Prints the licence of everything that is shipped: the production packages of package-lock.json, then what stands in the project itself.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Licences that let anyone use, change and pass on; LGPL for libraries that are loaded as they come. */
const TAKEN = new Set(['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'LGPL-3.0-or-later', 'MIT', 'MIT-0', 'Zlib']);

/** @returns {{ name: string, version: string, licence: string }[]} every package that an installation without those of development has */
export function shippedPackages() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && dev !== true)
    .map(([path, { name, version, license }]) => ({
      name: name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version,
      licence: license ?? 'none said',
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Whether an SPDX expression can be kept: one side of each OR, both sides of each AND. @param {string} expression */
export function isTaken(expression) {
  return expression
    .replace(/^\((.*)\)$/u, '$1')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((licence) => TAKEN.has(licence)));
}

const OWN = [
  { name: 'dossier-bot', version: '', licence: 'MIT (LICENSE)' },
  { name: 'embeddings/model (multilingual-e5-small)', version: '', licence: 'MIT (embeddings/model/LICENSE)' },
];

const isStarted = import.meta.url === pathToFileURL(process.argv[1] ?? '').href;
if (isStarted && process.argv.includes('--help')) {
  console.log('Lists everything shipped with its licence. Exit status 1 when one does not let anyone use, change and pass on.\n\nusage: npm run licences');
} else if (isStarted) {
  const rows = [...OWN, ...shippedPackages()];
  const width = Math.max(...rows.map(({ name, version }) => name.length + version.length + 1));
  for (const { name, version, licence } of rows) console.log(`${`${name} ${version}`.padEnd(width)}  ${licence}`);
  const refused = shippedPackages().filter(({ licence }) => !isTaken(licence));
  for (const { name, licence } of refused) console.error(`${name}: a licence that lets anyone use, change and pass on expected, found ${licence}`);
  process.exitCode = refused.length === 0 ? 0 : 1;
}
