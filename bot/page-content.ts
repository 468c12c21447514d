import { basename } from 'node:path';
import type { Dossier } from '../retrieval/index.js';
import { LANGUAGES } from './languages.js';
import type { PageContent } from './preview/index.js';
import { speechIn } from './speech.js';
import { suggest } from './suggestions.js';

/** Example questions in the preview's empty chat. */
const EXAMPLES = 3;

/** What the preview's empty chat shows of a dossier: its name, how many documents, a few questions. */
export async function pageContent(dossier: Dossier): Promise<PageContent> {
  const examples = Object.fromEntries(
    await Promise.all(
      LANGUAGES.map(async (language) => [language, (await suggest(dossier, speechIn(language), EXAMPLES)).map(({ question }) => question)] as const),
    ),
  ) as Record<(typeof LANGUAGES)[number], string[]>;
  const about = { name: dossier.folder === null ? 'dossier' : basename(dossier.folder), documents: dossier.documents().length };
  return { about, examples };
}
