/**
 * Cleans a text the way Telegram's servers do: control characters and tabs become spaces, carriage returns, line and
 * paragraph separators and bidirectional controls (U+2028–U+202E) and three combining marks go, and white space is cut at
 * the end and (spaces and line feeds only, up to the first entity) at the start. Offsets move along with it.
 * Source: tdlib, td/telegram/MessageEntity.cpp and misc.cpp.
 */
export interface CleanText {
  readonly text: string;
  /** Where an offset into the text as given lies in the cleaned text; both in UTF-16 units. */
  readonly place: (offset: number) => number;
}

const REMOVED = /[\r\u2028-\u202e\u0333\u033f\u030a]/u;
const TO_SPACE = /[\0-\x09\x0b\x0c\x0e-\x20]/u;

/** @param firstEntity offset of the first entity in `raw`; the start is not trimmed beyond it. */
export function cleanText(raw: string, firstEntity = raw.length): CleanText {
  const places = new Uint32Array(raw.length + 1);
  let kept = '';
  for (let offset = 0; offset < raw.length; offset++) {
    places[offset] = kept.length;
    const unit = raw[offset]!;
    if (REMOVED.test(unit)) continue;
    kept += TO_SPACE.test(unit) ? ' ' : unit;
  }
  places[raw.length] = kept.length;

  const firstKept = places[firstEntity]!;
  let start = 0;
  while (start < firstKept && (kept[start] === ' ' || kept[start] === '\n')) start++;
  const end = kept.trimEnd().length;
  return { text: kept.slice(start, Math.max(start, end)), place: (offset) => Math.max(0, Math.min(places[Math.min(offset, raw.length)]!, end) - start) };
}
