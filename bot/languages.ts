import { join } from 'node:path';
import { I18n } from '@grammyjs/i18n';
import { projectRoot } from '../embeddings/project-root.js';

/** The languages that the bot speaks. */
export const LANGUAGES = ['fr', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What each is called, in itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { fr: 'Français', en: 'English' };

/** The texts of the locale files in one language: all that the pure functions of messages/ need to speak. */
export interface Speech {
  readonly language: Language;
  /** The text of a key with its variables filled in. */
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

let loaded: I18n | undefined;

/** The texts in a language. @throws when a key is in no locale file: a text is never shown as `{key}`. */
export function speechIn(language: Language): Speech {
  loaded ??= new I18n({
    defaultLocale: 'en',
    directory: LOCALES,
    // The marks that isolate left-to-right from right-to-left would get into quotes' neighbours and button texts.
    fluentBundleOptions: { useIsolating: false },
    fluentOptions: {
      warningHandler: (warning) => {
        throw new Error(`speaking ${language}: a text for "${warning.path}" expected in bot/locales, found none`);
      },
    },
  });
  const translate = loaded.fluent.withLocale(language);
  return { language, say: (key, variables) => translate(key, { ...variables }) };
}
