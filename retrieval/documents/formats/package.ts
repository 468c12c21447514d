import { NotReadable, type Reader } from '../file/reader.js';
import { membersOf } from './members.js';

/** Formats that are ZIP files, by a member that only they have. */
const KINDS: readonly (readonly [member: string, load: () => Promise<Reader>])[] = [
  ['word/document.xml', async () => (await import('./docx.js')).readDocx],
  ['xl/workbook.xml', async () => (await import('./xlsx.js')).readXlsx],
  ['content.xml', async () => (await import('./odt.js')).readOdt],
  ['META-INF/container.xml', async () => (await import('./epub.js')).readEpub],
];

/** Office documents and e-books are ZIP files: which one, its members say. Nothing is unfolded before their sizes are known. */
export const readPackage: Reader = async (bytes, name, context) => {
  const sizes = membersOf(bytes, context);
  const kind = KINDS.find(([member]) => sizes.has(member));
  if (!kind) {
    throw new NotReadable({ code: 'foreign', kind: sizes.has('ppt/presentation.xml') ? 'presentation' : 'zip' });
  }
  return (await kind[1]())(bytes, name, context);
};
