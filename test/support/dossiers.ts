import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../embeddings/project-root.js';

/** The shipped dossier: [file, text], in order. */
export const seedTexts: readonly (readonly [file: string, text: string])[] = textsOf(join(projectRoot, 'seeds'));

/** The PIAF development set, where it lies beside the project; tests that need it say so and skip without it. */
export const piafFolder = join(projectRoot, '../shared/benchmarks/piaf');
export const hasPiaf = existsSync(join(piafFolder, 'documents'));
export const piafTexts: readonly (readonly [file: string, text: string])[] = hasPiaf ? textsOf(join(piafFolder, 'documents')) : [];
if (!hasPiaf) console.warn('skipping tests on PIAF: no shared/benchmarks/piaf beside the project');

export function seedText(number: string): string {
  return seedTexts.find(([file]) => file.startsWith(number))![1];
}

/** The texts of a folder, [file, text], in order. */
export function textsOf(folder: string): [string, string][] {
  return readdirSync(folder)
    .sort()
    .map((file) => [file, readFileSync(join(folder, file), 'utf8')]);
}
