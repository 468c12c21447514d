import { unzipSync, type UnzipFileInfo } from 'fflate';
import { NotReadable, type ReadContext } from '../file/reader.js';
import { parseXml, type XmlElement } from './xml.js';

/** The members of a ZIP file by name, each unfolded. */
export type Members = Readonly<Record<string, Uint8Array>>;

/** Unfolds the members asked for. @throws {NotReadable} when the file is damaged or unfolds to too much. */
export function unfold(bytes: Uint8Array, wanted: (name: string) => boolean, context: ReadContext): Members {
  membersOf(bytes, context);
  return unzip(bytes, ({ name }) => wanted(name));
}

/** Names and unfolded sizes, as the file's table of contents gives them. fflate never writes more than the size given there. */
export function membersOf(bytes: Uint8Array, { limits }: ReadContext): Map<string, number> {
  const sizes = new Map<string, number>();
  let total = 0;
  unzip(bytes, ({ name, originalSize }) => {
    sizes.set(name, originalSize);
    total += originalSize;
    return false;
  });
  const most = limits.unfoldedMiB * 1024 * 1024;
  if (total > most) throw new NotReadable({ code: 'unfolds', limit: limits.unfoldedMiB, found: Math.ceil(total / 1024 / 1024) });
  return sizes;
}

function unzip(bytes: Uint8Array, filter: (file: UnzipFileInfo) => boolean): Members {
  try {
    return unzipSync(bytes, { filter });
  } catch (error) {
    throw new NotReadable({ code: 'damaged', kind: 'package', detail: (error as Error).message.slice(0, 120) });
  }
}

/** A member as text. */
export function textOf(members: Members, name: string): string | null {
  const bytes = members[name];
  return bytes ? new TextDecoder().decode(bytes) : null;
}

/** A member as XML; without any element where there is no such member. */
export function xmlOf(members: Members, name: string): XmlElement {
  return parseXml(textOf(members, name) ?? '');
}
