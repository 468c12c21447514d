import type { Dossier } from '../../retrieval/dossier.js';
import { UserError } from '../../retrieval/errors.js';

/**
 * The documents that `--in` means: each name is a path of the dossier, or part of one path or title alone, large and small letters alike.
 * @throws {UserError} when a name fits none or several
 */
export function documentsNamed(names: readonly string[], dossier: Pick<Dossier, 'documents'>): string[] {
  const documents = dossier.documents();
  return names.map((name) => {
    if (documents.some((document) => document.file === name)) return name;
    const wanted = name.toLowerCase();
    const fitting = documents.filter(({ file, title }) => file.toLowerCase().includes(wanted) || title.toLowerCase().includes(wanted)).map(({ file }) => file);
    if (fitting.length === 1 && wanted !== '') return fitting[0]!;
    const found = fitting.length === 0 ? `none among ${listed(documents.map(({ file }) => file))}` : listed(fitting);
    throw new UserError(`reading --in "${name}": one document with that in its name or title expected, found ${found}`);
  });
}

/** Names shown of those that fit: enough to choose from in one line. */
const SHOWN = 5;

function listed(files: readonly string[]): string {
  return `${files.slice(0, SHOWN).join(', ')}${files.length > SHOWN ? ` and ${files.length - SHOWN} more` : ''}`;
}
