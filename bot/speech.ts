import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FluentBundle, FluentResource } from '@fluent/bundle';
import { projectRoot } from '../embeddings/index.js';
import type { Language } from './languages.js';

/** The texts of the locale files in one language: all that the pure functions of messages/ and terminal/ need to speak. */
export interface Speech {
  readonly language: Language;
  /** The text of a key with its variables filled in. @throws when there is none, or a variable is missing: a text is never shown as `{key}` */
  readonly say: (key: string, variables?: Readonly<Record<string, string | number>>) => string;
}

/** The folder of the Fluent files. */
export const LOCALES = join(projectRoot, 'bot', 'locales');

const loaded = new Map<Language, FluentBundle>();

/** The texts in a language, read at the first need. */
export function speechIn(language: Language): Speech {
  const bundle = loaded.get(language) ?? load(language);
  return {
    language,
    say(key, variables = {}) {
      const pattern = bundle.getMessage(key)?.value;
      if (!pattern) throw new Error(`speaking ${language}: a text for "${key}" expected in bot/locales, found none`);
      return bundle.formatPattern(pattern, variables);
    },
  };
}

function load(language: Language): FluentBundle {
  // The marks that isolate left-to-right from right-to-left would get into quotes' neighbours and button texts.
  const bundle = new FluentBundle(language, { useIsolating: false });
  const [twice] = bundle.addResource(new FluentResource(readFileSync(join(LOCALES, `${language}.ftl`), 'utf8')));
  if (twice !== undefined) throw twice;
  loaded.set(language, bundle);
  return bundle;
}
