import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FluentBundle, FluentResource } from '@fluent/bundle';
import { projectRoot } from '../embeddings/project-root.js';

/** The languages that the bot speaks. */
export const LANGUAGES = ['fr', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What each is called, in itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { fr: 'Français', en: 'English' };

/** The texts of the locale files in one language: all that the pure functions of messages/ and terminal/ need to speak. */
export interface Speech {
  readonly language: Language;
  /** The text of a key with its variables filled in. @throws when there is none, or a variable is missing: a text is never shown as `{key}` */
  readonly say: (key: string, variables?: Readonly<Record<string, string | number>>) => string;
}

/** The folder of the Fluent files. */
export const LOCALES = join(projectRoot, 'bot', 'locales');

/** The language that someone has Telegram in, where the bot speaks it; English for all others. */
export function languageOf(telegramCode: string | undefined): Language {
  const code = telegramCode?.split('-')[0]?.toLowerCase() ?? '';
  return isLanguage(code) ? code : 'en';
}

export function isLanguage(text: string): text is Language {
  return (LANGUAGES as readonly string[]).includes(text);
}

const loaded = new Map<Language, FluentBundle>();

/** The texts in a language, read at the first need. */
export function speechIn(language: Language): Speech {
  let texts = loaded.get(language);
  if (texts === undefined) {
    // The marks that isolate left-to-right from right-to-left would get into quotes' neighbours and button texts.
    texts = new FluentBundle(language, { useIsolating: false });
    texts.addResource(new FluentResource(readFileSync(join(LOCALES, `${language}.ftl`), 'utf8')));
    loaded.set(language, texts);
  }
  const bundle = texts;
  return {
    language,
    say(key, variables = {}) {
      const pattern = bundle.getMessage(key)?.value;
      if (!pattern) throw new Error(`speaking ${language}: a text for "${key}" expected in bot/locales, found none`);
      return bundle.formatPattern(pattern, variables);
    },
  };
}
