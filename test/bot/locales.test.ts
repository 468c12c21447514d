import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { COMMANDS } from '../../bot/commands.js';
import { isLanguage, LANGUAGES, telegramLanguage, type Language } from '../../bot/languages.js';
import { LOCALES, speechIn } from '../../bot/speech.js';
import { projectRoot } from '../../embeddings/project-root.js';

const REFERENCE = /\{ ([a-z][\w-]*) \}/g;

/** Keys and, of each, the variables used, as the Fluent file of a language has them. */
function messages(language: Language): Map<string, Set<string>> {
  const source = readFileSync(join(LOCALES, `${language}.ftl`), 'utf8');
  const found = new Map<string, Set<string>>();
  let key = '';
  for (const line of source.split('\n')) {
    key = /^([a-z][\w-]*)\s*=/.exec(line)?.[1] ?? key;
    if (line.startsWith('#')) continue;
    const variables = found.get(key) ?? new Set();
    for (const match of line.matchAll(/\$\s*([a-z]\w*)/gi)) variables.add(match[1]!);
    // What it takes from another text, with that one's variables.
    for (const [, other] of line.matchAll(REFERENCE)) for (const variable of found.get(other!)!) variables.add(variable);
    if (key !== '') found.set(key, variables);
  }
  return found;
}

/** Keys that other texts of the Fluent file of a language take in. */
function referred(language: Language): string[] {
  return [...readFileSync(join(LOCALES, `${language}.ftl`), 'utf8').matchAll(REFERENCE)].map((match) => match[1]!);
}

/** Keys that are put together from a value: each must exist for every value. */
const COMPOSED: readonly (readonly [prefix: string, values: readonly string[]])[] = [
  ['answer', ['close', 'absent']],
  ['answer-nearest', ['close', 'absent']],
  ['small-talk', ['greeting', 'wellbeing', 'thanks', 'farewell', 'identity', 'agreement', 'request', 'insult']],
  ['origin', ['dossier-json', 'file', 'text', 'name']],
  ['reason', ['first', 'unusable', 'unreadable', 'elsewhere']],
  ['stage', ['reading', 'splitting', 'embedding', 'writing']],
  ['verdict', ['answered', 'close', 'absent']],
  ['upload', ['add', 'cancel', 'undo']],
  ['verify', ['exact', 'near', 'joined', 'partial', 'absent', 'added', 'missing']],
  ['verify-part', ['exact', 'typographic', 'near', 'absent']],
  ['verify-join', ['elision', 'skips', 'earlier', 'elsewhere']],
  ['verify-kind', ['words', 'typography', 'ocr']],
  ['verify-touches', ['figure', 'negation', 'name']],
  ['terminal-verdict', ['answered', 'close', 'absent']],
  ['terminal-join', ['elision', 'skips', 'earlier', 'elsewhere']],
  ['terminal-difference', ['changed', 'added', 'missing']],
  ['proof', ['unchanged', 'moved', 'altered', 'gone']],
  ['command', [...new Set(Object.values(COMMANDS).flat())]],
];

function source(): string {
  const folder = join(projectRoot, 'bot');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.startsWith('preview'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}

test.each(LANGUAGES.filter((language) => language !== 'en'))('%s has the keys of English, with the same variables', (language) => {
  const [others, english] = [messages(language), messages('en')];
  expect([...others.keys()]).toEqual([...english.keys()]);
  for (const [key, variables] of english) expect([key, [...(others.get(key) ?? [])].sort()]).toEqual([key, [...variables].sort()]);
});

test('every key that the code says is there, and every key is said', () => {
  const code = source();
  const composed = new Set(COMPOSED.flatMap(([prefix, values]) => values.map((value) => `${prefix}-${value}`)));
  const said = new Set(
    [...code.matchAll(/\bsay\(\s*(?:[\w.= ]+\?\s*)?'([a-z][\w-]*)'(?:\s*:\s*'([a-z][\w-]*)')?/g)]
      .flatMap((match) => [match[1]!, match[2]])
      .filter((key) => key !== undefined),
  );
  for (const key of referred('en')) said.add(key);
  const keys = new Set(messages('en').keys());
  expect([...said, ...composed].filter((key) => !keys.has(key))).toEqual([]);
  expect([...keys].filter((key) => !said.has(key) && !composed.has(key))).toEqual([]);
  // Each key put together in the code is listed above.
  const prefixes = [...code.matchAll(/\bsay\(`([a-z-]+)-\$\{/g)].map((match) => match[1]!);
  expect(prefixes.filter((prefix) => !COMPOSED.some(([known]) => known === prefix))).toEqual([]);
});

test.each(LANGUAGES)('every text of %s can be said with its variables, for none, one and many', (language) => {
  for (const [key, variables] of messages(language)) {
    for (const value of [0, 1, 2, 12_345]) {
      const text = speechIn(language).say(key, Object.fromEntries([...variables].map((name) => [name, value])));
      expect(text, key).not.toMatch(/\{|\$/);
      expect(text.length, key).toBeGreaterThan(0);
    }
  }
});

test.each<[key: string, variables: Readonly<Record<string, string | number>>, french: RegExp, english: RegExp]>([
  ['flood', { seconds: 1 }, /dans 1 seconde\.$/, /in 1 second\.$/],
  ['flood', { seconds: 2 }, /dans 2 secondes\.$/, /in 2 seconds\.$/],
  ['status-refresh', { reason: '', embedded: 0 }, /, 0 passage calculé$/, /, 0 passages embedded$/],
  ['status-refresh', { reason: '', embedded: 1 }, /, 1 passage calculé$/, /, 1 passage embedded$/],
  ['status-refresh', { reason: '', embedded: 2 }, /, 2 passages calculés$/, /, 2 passages embedded$/],
  ['refresh-done', { documents: 0, passages: 0, embedded: 1 }, /0 document, 0 passage, dont 1 nouveau\.$/, /0 documents, 0 passages, 1 of them new\.$/],
  ['refresh-done', { documents: 2, passages: 2, embedded: 2 }, /dont 2 nouveaux\.$/, /2 of them new\.$/],
  ['feedback-counts', { useful: 1, not: 2 }, /1 utile, 👎 2 pas utiles$/u, /1 useful, 👎 2 not useful$/u],
  ['status-questions', { questions: 3, answered: 0, close: 1, absent: 2, failed: 0 }, / 1 proche, 2 absentes, /, / 1 close, 2 absent, /],
  ['verify-searched', { documents: 0, words: 1 }, /dans 0 document, 1 mot\.$/, /0 documents, 1 word\.$/],
  ['answer-searched', { documents: 0, passages: 0 }, /dans 0 document, 0 passage\.$/, /0 documents, 0 passages\.$/],
  ['coverage-counts', { documents: 0, speaks: 0, touches: 0, silent: 0 }, /^Sur 0 document, /, /^Of 0 documents, /],
  [
    'terminal-searched',
    { documents: 0, passages: 1, milliseconds: 1 },
    /^Cherché dans 0 document et 1 passage, en 1 ms\.$/,
    /^Searched 0 documents and 1 passage in 1 ms\.$/,
  ],
  ['terminal-unread', { files: 1 }, /^1 fichier du dossier n’a pas pu être lu\u00A0:$/, /^1 file of the dossier could not be read:$/],
  ['terminal-unread', { files: 2 }, /^2 fichiers du dossier n’ont pas pu être lus\u00A0:$/, /^2 files of the dossier could not be read:$/],
  [
    'terminal-coverage-counts',
    { speaks: 1, documents: 5, touches: 1, silent: 3 },
    /^1 document sur 5 en parle, 1 l’effleure, 3 n’en disent rien\.$/,
    /^1 of 5 documents speaks of it, 1 touches on it, 3 say nothing of it\.$/,
  ],
  [
    'terminal-coverage-counts',
    { speaks: 2, documents: 3, touches: 0, silent: 1 },
    /^2 documents sur 3 en parlent, 0 l’effleure, 1 n’en dit rien\.$/,
    /^2 of 3 documents speak of it, 0 touch on it, 1 says nothing of it\.$/,
  ],
  ['terminal-join-skips', { words: 2 }, /^coupure NON signalée \(2 mots\)$/, /^cut NOT marked \(2 words\)$/],
  ['age-days', { days: 3, hours: 4 }, /^3 j 4 h$/, /^3 d 4 h$/],
])('%s counts as each language does: %j', (key, variables, french, english) => {
  expect(speechIn('fr').say(key, variables)).toMatch(french);
  expect(speechIn('en').say(key, variables)).toMatch(english);
});

test('a key that does not exist is an error, not a text', () => {
  expect(() => speechIn('fr').say('no-such-key')).toThrow(/"no-such-key" expected in bot\/locales/);
});

test('menu descriptions are within Telegram’s 256 characters', () => {
  for (const language of LANGUAGES)
    for (const command of Object.values(COMMANDS).flat()) expect(speechIn(language).say(`command-${command}`).length).toBeLessThanOrEqual(256);
});

test('French for French Telegrams, English for all others', () => {
  expect([
    telegramLanguage('fr'),
    telegramLanguage('fr-CA'),
    telegramLanguage('FR'),
    telegramLanguage('frr'),
    telegramLanguage('de'),
    telegramLanguage(undefined),
  ]).toEqual(['fr', 'fr', 'fr', 'en', 'en', 'en']);
  expect([isLanguage('fr'), isLanguage('de'), isLanguage('toString')]).toEqual([true, false, false]);
});
