import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readSettings } from '../../bot/settings/config.js';
import { SETTING_NAMES } from '../../bot/settings/variables.js';
import { createLog, describeError, plainLine } from '../../bot/log.js';
import { UserError } from '../../retrieval/errors.js';
import { property, type Property } from './property.js';
import { anyText, INJECTIONS, question } from './texts.js';

const TOKEN = '123456:AAaaBBbbCCccDDddEEeeFFffGGggHHhhIIi';
const value = fc.oneof(
  anyText(5),
  fc.constantFrom(
    ...INJECTIONS,
    TOKEN,
    `${TOKEN} `,
    `${TOKEN}\n`,
    '0',
    '8787',
    '65536',
    '-1',
    '1e3',
    '0x10',
    'NaN',
    ' ',
    '',
    'true',
    'info',
    'INFO',
    'mean',
    '1,2 3;4',
    '1,,2',
    '9'.repeat(30),
    'https://api.example.org///',
    'http://',
    'javascript:alert(1)',
    'postgres://a:b@c/d',
    '1'.repeat(5000),
    '1 '.repeat(2000) + 'x',
  ),
);
const environment = fc.dictionary(fc.constantFrom(...SETTING_NAMES, '__proto__', 'PATH'), value);

export const settingsProperties: readonly Property[] = [
  property('any environment gives settings, or one clear line that names the setting and keeps the token', environment, (given) => {
    try {
      const { previewPort, apiRoot, dossier, allowedUsers, adminUsers, token } = readSettings(given);
      assert(Number.isInteger(previewPort) && previewPort >= 0 && previewPort <= 65_535);
      assert.match(apiRoot, /^https?:\/\/.*[^/]$/u);
      assert(dossier === null || dossier.startsWith('/') || /^[A-Z]:/u.test(dossier));
      for (const id of [...allowedUsers, ...adminUsers]) assert(Number.isSafeInteger(id) && id >= 0);
      assert(token === null || /^\d+:[\w-]+$/u.test(token));
    } catch (error) {
      assert(error instanceof UserError, String((error as Error).stack));
      assert.doesNotMatch(error.message, /[\p{Cc}]/u);
      assert(error.message.length < 500);
      assert(
        SETTING_NAMES.some((name) => error.message.includes(name)),
        error.message,
      );
      const secret = given['TELEGRAM_BOT_TOKEN']?.trim() ?? '';
      assert(!error.message.includes(TOKEN) && (secret.length < 20 || !error.message.includes(secret)));
    }
  }),
  property(
    'a line of the log is one line, whatever is in it, in JSON and on a terminal',
    fc.tuple(question, fc.oneof(anyText(4), fc.constant(TOKEN)), fc.constantFrom('warn', 'info', 'debug')),
    ([text, name, level]) => {
      const lines: string[] = [];
      const log = createLog('debug', { write: (line) => void lines.push(line) });
      log[level]({ question: text, name, error: new Error(`${text} ${name}`) }, `${text} ${name}`);
      assert.equal(lines.length, 1);
      const [line] = lines as [string];
      assert.equal(line.indexOf('\n'), line.length - 1);
      assert(!line.includes(TOKEN));
      assert.equal(typeof JSON.parse(line), 'object');
      const plain = plainLine(line);
      assert.equal(plain.indexOf('\n'), plain.length - 1);
      assert.doesNotMatch(plain.trimEnd(), /[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/u);
      assert.equal(typeof describeError(new Error(text)).message, 'string');
    },
  ),
];
