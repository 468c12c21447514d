import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readAskOptions, readIndexOptions } from '../../../bot/terminal/options.js';
import { SEEDS } from '../../../bot/settings/config.js';
import { defaultIndexPlace } from '../../../retrieval/index/index-place.js';

describe('readAskOptions', () => {
  it('has the seeds and five passages when nothing is said', () => {
    expect(readAskOptions([], {})).toMatchObject({
      settings: { dossier: SEEDS, index: defaultIndexPlace(SEEDS) },
      question: null,
      json: false,
      top: 5,
      within: [],
    });
  });
  it('takes options before settings before defaults, and an empty setting for none', () => {
    const env = { DOSSIER_DIR: 'mine', INDEX: 'postgres://host/db' };
    expect(readAskOptions([], env)).toMatchObject({ settings: { dossier: resolve('mine'), index: 'postgres://host/db' } });
    expect(readAskOptions(['--dossier', '/d', '--index', 'i'], env)).toMatchObject({ settings: { dossier: '/d', index: resolve('i') } });
    expect(readAskOptions([], { DOSSIER_DIR: '', INDEX: '' })).toMatchObject({ settings: { dossier: SEEDS, index: defaultIndexPlace(SEEDS) } });
  });
  it('makes one question of words without quotes', () => {
    expect(readAskOptions(['Qui', 'est', 'là', '?'], {})).toMatchObject({ question: 'Qui est là ?' });
    expect(readAskOptions(['--', '--top'], {})).toMatchObject({ question: '--top' });
    // Empty on purpose is not the same as none.
    expect(readAskOptions([''], {})).toMatchObject({ question: '' });
  });
  it('reads the rest', () => {
    expect(readAskOptions(['--json', '--top', '50', '--in', 'a', '--in', 'b', 'Qui ?'], {})).toMatchObject({
      json: true,
      top: 50,
      within: ['a', 'b'],
      question: 'Qui ?',
    });
  });
  it('knows what --help asks for before it reads settings, which may be wrong', () => {
    const env = { TELEGRAM_BOT_TOKEN: 'mistyped', PREVIEW_PORT: 'x' };
    expect([readAskOptions(['--help'], env), readIndexOptions(['-h'], env)]).toEqual(['help', 'help']);
    expect(() => readAskOptions([], env)).toThrow('TELEGRAM_BOT_TOKEN');
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
    expect(readIndexOptions(['--dossier', '/d'], {})).toMatchObject({ dossier: '/d', index: defaultIndexPlace('/d') });
    expect(() => readIndexOptions(['Qui ?'], {})).toThrow("Unexpected argument 'Qui ?'");
    expect(() => readIndexOptions(['--json'], {})).toThrow("Unknown option '--json'");
  });
});
