import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PREVIEW_PORT, readEnvironment, readSettings, SEEDS, TELEGRAM_API_ROOT, type Environment } from '../../../bot/settings/config.js';
import { LIMIT_SETTINGS } from '../../../bot/settings/reading-limits.js';
import { projectRoot } from '../../../embeddings/project-root.js';
import { UserError } from '../../../retrieval/errors.js';
import { defaultIndexPlace } from '../../../retrieval/index/index-place.js';
import { temporaryFolder } from '../../support/folder.js';

const TOKEN = '123456789:AAbbccddeeffgghhiijjkkllmmnnooppqqr';

test('with nothing set: the preview on the shipped seeds, open to everyone', () => {
  expect(readSettings({})).toEqual({
    token: null,
    apiRoot: TELEGRAM_API_ROOT,
    dossier: SEEDS,
    index: defaultIndexPlace(SEEDS),
    indexRead: null,
    model: { name: null, questionPrefix: null, passagePrefix: null, pooling: null },
    allowedUsers: new Set(),
    adminUsers: new Set(),
    logLevel: 'info',
    webhook: null,
    http: null,
    previewPort: PREVIEW_PORT,
    data: join(projectRoot, '.dossier-data'),
    limits: {},
  });
});

test('the limits of reading that are set are taken, each within its range', () => {
  expect(readSettings({ READING_PAGES: ' 50 ', READING_SECONDS_PER_PICTURE: '30', READING_MAIL_DEPTH: '0' }).limits).toEqual({
    pages: 50,
    secondsPerPicture: 30,
    mailDepth: 0,
  });
  expect(() => readSettings({ READING_PAGES: '0' })).toThrow('READING_PAGES: a whole number from 1 to 1000000 expected, found "0"');
  for (const wrong of ['1.5', '-1', '1e3', 'many', '99999999999'])
    expect(() => readSettings({ READING_MEMORY_MIB: wrong })).toThrow(/READING_MEMORY_MIB: a whole number from 128 to 65536 expected/u);
  for (const name of Object.keys(LIMIT_SETTINGS))
    expect(Object.keys(readSettings({ [name]: name === 'READING_MAIL_DEPTH' ? '7' : '1000' }).limits)).toHaveLength(1);
});

test('what is set is read; white space at the ends does not count, but for prefixes', () => {
  const settings = readSettings({
    TELEGRAM_BOT_TOKEN: ` ${TOKEN}\n`,
    TELEGRAM_API_ROOT: 'http://127.0.0.1:8081/',
    DOSSIER_DIR: 'papers',
    INDEX: '/var/lib/x/index',
    EMBEDDING_MODEL: 'intfloat/multilingual-e5-base',
    EMBEDDING_PREFIX_QUESTION: 'query: ',
    EMBEDDING_PREFIX_PASSAGE: '',
    EMBEDDING_POOLING: 'cls',
    ALLOWED_USERS: '12, 34;56 78',
    ADMIN_USERS: '99',
    LOG_LEVEL: 'debug',
    PREVIEW_PORT: '0',
    DATA_DIR: '/var/lib/x/data',
  });
  expect(settings).toMatchObject({
    token: TOKEN,
    apiRoot: 'http://127.0.0.1:8081',
    dossier: resolve('papers'),
    index: '/var/lib/x/index',
    model: { name: 'intfloat/multilingual-e5-base', questionPrefix: 'query: ', passagePrefix: '', pooling: 'cls' },
    allowedUsers: new Set([12, 34, 56, 78]),
    adminUsers: new Set([99]),
    logLevel: 'debug',
    previewPort: 0,
    data: '/var/lib/x/data',
  });
});

test('flags override variables; an address of a server is not taken for a path', () => {
  const settings = readSettings({ DOSSIER_DIR: 'a', INDEX: 'b' }, { dossier: 'c', index: 'postgres://u@h/d' });
  expect(settings.dossier).toBe(resolve('c'));
  expect(settings.index).toBe('postgres://u@h/d');
  expect(settings.data).toBe(join(projectRoot, '.dossier-data'));
});

test('an index on a server is served as it is unless a folder is named; a replica belongs to the server in INDEX', () => {
  const given = { INDEX: 'postgres://u:secretword@h/d', INDEX_READ: 'postgres://u:secretword@replica/d' };
  expect(readSettings(given)).toMatchObject({ dossier: null, index: given.INDEX, indexRead: given.INDEX_READ });
  expect(readSettings({ ...given, DOSSIER_DIR: 'a' }).dossier).toBe(resolve('a'));
  expect(readSettings(given, { index: 'elsewhere' })).toMatchObject({ dossier: SEEDS, index: resolve('elsewhere'), indexRead: null });
  expect(() => readSettings({ INDEX_READ: given.INDEX_READ })).toThrow('INDEX_READ: a postgres:// address in INDEX beside it expected, found none');
  expect(() => readSettings({ ...given, INDEX_READ: 'mysql://u:secretword@h/d' })).toThrow(
    'INDEX_READ: a postgres:// address expected, found a value of 24 characters',
  );
});

describe('a wrong value is told with its variable, what was expected and what was found', () => {
  const wrong: readonly (readonly [Environment, RegExp])[] = [
    [{ ALLOWED_USERS: '@alice' }, /ALLOWED_USERS: Telegram ids \(digits\) separated by commas expected, found "@alice"/],
    [{ ALLOWED_USERS: '12,,x' }, /ALLOWED_USERS.*found "12,,x"/],
    [{ ADMIN_USERS: '99999999999999999999' }, /ADMIN_USERS.*found/],
    [{ ADMIN_USERS: '-5' }, /ADMIN_USERS.*found "-5"/],
    [{ LOG_LEVEL: 'loud' }, /LOG_LEVEL: one of trace, debug.*found "loud"/],
    [{ PREVIEW_PORT: '70000' }, /PREVIEW_PORT: a port from 0 to 65535 expected, found "70000"/],
    [{ PREVIEW_PORT: '80.5' }, /PREVIEW_PORT/],
    [{ TELEGRAM_API_ROOT: 'ftp://x' }, /TELEGRAM_API_ROOT: an http:\/\/ or https:\/\/ address expected, found "ftp:\/\/x"/],
    [{ TELEGRAM_API_ROOT: 'localhost' }, /TELEGRAM_API_ROOT/],
    [{ WEBHOOK_URL: 'p. 12' }, /WEBHOOK_URL: the https:.* expected, found "p\. 12"/],
    [{ LOG_LEVEL: 'a\u007F\u202Eb\r' }, /LOG_LEVEL.*found "a\\u007f\\u202eb"/],
    [{ EMBEDDING_POOLING: 'max' }, /EMBEDDING_POOLING: "mean" or "cls" expected, found "max"/],
  ];
  test.each(wrong)('%j', (environment, message) => {
    expect(() => readSettings(environment)).toThrow(message);
    expect(() => readSettings(environment)).toThrow(UserError);
  });

  test('a token set under another name is not told either, wherever it stands', () => {
    const token = `123456:${'AAaaBBbbCC'.repeat(4)}`;
    for (const given of [token, `${'x'.repeat(60)} ${token}`]) expect(() => readSettings({ ALLOWED_USERS: given })).toThrow(/ALLOWED_USERS.*<token>/);
  });

  test('of a token only the length is told', () => {
    const token = '12345:secret-secret';
    expect(() => readSettings({ TELEGRAM_BOT_TOKEN: token })).toThrow(/TELEGRAM_BOT_TOKEN.*found a value of 19 characters/);
    expect(() => readSettings({ TELEGRAM_BOT_TOKEN: token })).not.toThrow(/secret/);
  });
});

test('an empty variable counts as not set', () => {
  expect(readSettings({ TELEGRAM_BOT_TOKEN: '', LOG_LEVEL: ' ', ALLOWED_USERS: '' })).toMatchObject({ token: null, logLevel: 'info', allowedUsers: new Set() });
});

test('a .env file is read, under what the environment says', () => {
  const folder = temporaryFolder();
  expect(readEnvironment(folder, { A: '1' })).toEqual({ A: '1' });
  writeFileSync(join(folder, '.env'), 'LOG_LEVEL=warn\nDOSSIER_DIR="mes pièces"\n');
  expect(readEnvironment(folder, { LOG_LEVEL: 'error' })).toEqual({ LOG_LEVEL: 'error', DOSSIER_DIR: 'mes pièces' });
});

test('a .env that cannot be read is told', () => {
  const folder = temporaryFolder();
  // A folder of that name: unreadable for everyone, root included.
  mkdirSync(join(folder, '.env'));
  expect(() => readEnvironment(folder, {})).toThrow(/\.env: a readable file expected, found/);
});
