/** The languages that the bot speaks. */
export const LANGUAGES = ['fr', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What each is called, in itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { fr: 'Français', en: 'English' };

/** How each writes dates: a tag of BCP 47. */
export const DATES_AS: Readonly<Record<Language, string>> = { fr: 'fr-FR', en: 'en-GB' };

export function isLanguage(text: string): text is Language {
  return (LANGUAGES as readonly string[]).includes(text);
}

/** The language that someone has Telegram in, where the bot speaks it; English for all others. */
export function telegramLanguage(code: string | undefined): Language {
  return languageIn(code) ?? 'en';
}

/** The language of a tag such as `fr-CA` or `en_GB.UTF-8`; `null` when the bot does not speak it. */
export function languageIn(tag: string | undefined): Language | null {
  const code = tag?.split(/[-_.@]/)[0]?.toLowerCase() ?? '';
  return isLanguage(code) ? code : null;
}
