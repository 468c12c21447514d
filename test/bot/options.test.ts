import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readAskOptions, readIndexOptions } from '../../bot/options.js';
import { projectRoot } from '../../embeddings/project-root.js';

const SEEDS = join(projectRoot, 'seeds');
const INDEX = join(projectRoot, '.dossier');

describe('readAskOptions', () => {
  it('has the seeds and five passages when nothing is said', () => {
    expect(readAskOptions([], {})).toEqual({ folder: SEEDS, index: INDEX, question: null, json: false, top: 5, within: [], help: false });
  });
  it('takes options before settings before defaults, and an empty setting for none', () => {
    const env = { DOSSIER_DIR: 'mine', INDEX: 'postgres://host/db' };
    expect(readAskOptions([], env)).toMatchObject({ folder: resolve('mine'), index: 'postgres://host/db' });
    expect(readAskOptions(['--dossier', '/d', '--index', 'i'], env)).toMatchObject({ folder: '/d', index: 'i' });
    expect(readAskOptions([], { DOSSIER_DIR: '', INDEX: '' })).toMatchObject({ folder: SEEDS, index: INDEX });
  });
  it('makes one question of words without quotes', () => {
    expect(readAskOptions(['Qui', 'est', 'là', '?'], {}).question).toBe('Qui est là ?');
    expect(readAskOptions(['--', '--top'], {}).question).toBe('--top');
    // Empty on purpose is not the same as none.
    expect(readAskOptions([''], {}).question).toBe('');
  });
  it('reads the rest', () => {
    expect(readAskOptions(['--json', '--top', '50', '--in', 'a', '--in', 'b', 'Qui ?'], {})).toMatchObject({ json: true, top: 50, within: ['a', 'b'], question: 'Qui ?' });
  });
  it.each([
    [['--top', '0'], 'reading --top: a whole number from 1 to 50 expected, found "0"'],
    [['--top', 'x'], 'found "x"'],
    [['--dossier', ''], 'reading --dossier: a place expected, found an empty text'],
    [['--colour'], "reading the options: Unknown option '--colour'\nusage: npm run ask"],
  ])('refuses %j', (args, message) => {
    expect(() => readAskOptions(args, {})).toThrow(message);
  });
});

describe('readIndexOptions', () => {
  it('takes places only', () => {
    expect(readIndexOptions(['--dossier', '/d'], {})).toEqual({ folder: '/d', index: INDEX, help: false });
    expect(() => readIndexOptions(['Qui ?'], {})).toThrow("Unexpected argument 'Qui ?'");
    expect(() => readIndexOptions(['--json'], {})).toThrow("Unknown option '--json'");
  });
});
