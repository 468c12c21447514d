/** FNV-1a's offset basis and prime (Fowler, Noll and Vo 1991). */
export const FNV_START = 0x811c9dc5;
export const FNV_FACTOR = 0x01000193;

/** 32 bits of a text: FNV-1a over its UTF-16 units. */
export function fnv(text: string): number {
  let hash = FNV_START;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), FNV_FACTOR);
  return hash >>> 0;
}
